import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ParseReply } from './parse-protocol.ts';

/** What a child inherits: nothing secret, only what Node needs to start and to name the time zone. */
const ENVIRONMENT = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot', 'TZ', 'LANG', 'NODE_ENV'];
const START_ERROR_CHARACTERS_MAX = 2000;

export interface ParserChild {
  readonly pid: number;
  send(message: object): void;
  /** An idle child must not keep the parent alive; a working one must. */
  holdParent(hold: boolean): void;
  /** Ends the child in order: it exits when its channel closes. */
  disconnect(): void;
  kill(): void;
}

export interface ParserChildEvents {
  onReply(reply: ParseReply): void;
  /** Exactly once. `detail` names exit code or signal, and before `ready` the end of the error output. */
  onGone(detail: string): void;
}

/** Starts one parser process. `.ts` entries run through tsx, which only development and tests have. */
export function startParserChild(
  options: { entry: string | URL; memoryMbMax: number },
  events: ParserChildEvents,
): ParserChild {
  const path = options.entry instanceof URL ? fileURLToPath(options.entry) : options.entry;
  const child = fork(path, [], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${options.memoryMbMax}`, ...loaderArguments(path)],
    env: Object.fromEntries(
      ENVIRONMENT.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
    ),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const startErrors = collectStartErrors(child);
  let gone = false;
  const end = (detail: string) => {
    if (gone) return;
    gone = true;
    events.onGone(detail);
  };
  child.on('message', (message) => {
    if ((message as ParseReply).kind === 'ready') startErrors.stop();
    events.onReply(message as ParseReply);
  });
  child.on('error', (error) => end(error.message));
  child.on('exit', (code, signal) =>
    end([signal ?? `exit code ${code}`, startErrors.text()].filter(Boolean).join(': ')),
  );

  return {
    pid: child.pid ?? 0,
    // A failed write means that the child is going; its exit event follows and settles the mail.
    send: (message) => void child.send(message, () => {}),
    holdParent: (hold) => {
      if (hold) child.ref();
      else child.unref();
      if (hold) child.channel?.ref();
      else child.channel?.unref();
    },
    disconnect: () => {
      if (child.connected) child.disconnect();
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

function loaderArguments(path: string): string[] {
  if (!path.endsWith('.ts')) return [];
  return ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href];
}

/** Once mail is being read, error output could repeat its text; only the start is worth keeping. */
function collectStartErrors(child: ChildProcess) {
  let text = '';
  let collecting = true;
  const stream = child.stderr;
  stream?.on('data', (chunk: Buffer) => {
    if (collecting) text = (text + chunk.toString('utf8')).slice(-START_ERROR_CHARACTERS_MAX);
  });
  (stream as unknown as { unref?: () => void } | null)?.unref?.();
  return {
    stop: () => {
      collecting = false;
      text = '';
    },
    text: () => text.trim(),
  };
}
