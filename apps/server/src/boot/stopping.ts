import type { Log } from '../platform/log.ts';

/** A stop that takes longer is cut short. */
const stopMsMax = 14_000;
/** A terminal sends its signal to every process of the group, npm passes it on: the same wish comes twice. */
const sameWishMs = 1_000;

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Runs `stop` once, when the process is asked to end or something unforeseen happens, then exits: 0 after a
 * signal, 1 after a failure. A further signal ends the process at once.
 */
export function stopGracefully(input: {
  log: Log;
  stop: () => Promise<void>;
  exit?: (code: number) => void;
}): void {
  const { log, exit = (code) => process.exit(code) } = input;
  let stoppingSince: number | null = null;

  function begin(exitCode: number) {
    if (stoppingSince !== null) return;
    stoppingSince = performance.now();
    const limit = setTimeout(() => {
      log.error({ stopMsMax }, 'the stop took too long; ending now');
      exit(1);
    }, stopMsMax);
    input.stop().then(
      () => {
        clearTimeout(limit);
        exit(exitCode);
      },
      (error: unknown) => {
        log.error({ err: error }, 'the stop failed');
        exit(1);
      },
    );
  }

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stoppingSince !== null && performance.now() - stoppingSince > sameWishMs) exit(exitCodes[signal]);
      else begin(0);
    });
  }
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'uncaught exception');
    begin(1);
  });
  process.on('unhandledRejection', (reason) => {
    log.fatal({ err: reason }, 'unhandled rejection');
    begin(1);
  });
}
