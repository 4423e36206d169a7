import { existsSync } from 'node:fs';
import type { Service } from '../../../../platform/module.ts';
import type { Platform } from '../../../../platform/platform.ts';
import type { KnownAccounts } from '../mailboxes/known-accounts.ts';
import { createParserPool, type ParserPool } from '../parse/parser-pool.ts';
import { createIntakeResults, type IntakeResults } from './intake-results.ts';
import { createIntakeWorker } from './intake-worker.ts';
import { createRawIntake, intakeChannel, type RawIntake } from './raw-intake.ts';

export interface Intake {
  raw: RawIntake;
  results: IntakeResults;
  /** The worker, for processes that have that role. */
  service: Service;
}

/** Puts the pipeline together: store → parse → decide → apply → done. */
export function createIntake(input: {
  platform: Platform;
  accounts: KnownAccounts;
  parsers: number;
}): Intake {
  const { platform, accounts } = input;
  const raw = createRawIntake(platform);
  const results = createIntakeResults(platform);
  let end: (() => Promise<void>) | null = null;

  function begin() {
    const parser: ParserPool = createParserPool({
      childEntry: childEntry(),
      log: platform.log,
      size: input.parsers,
    });
    const worker = createIntakeWorker({ ...platform, parser, accounts, results });
    const unsubscribe = raw.onStored(worker.wake);
    const unlisten = platform.feed.listen(intakeChannel, worker.wake);
    worker.start();
    end = async () => {
      unsubscribe();
      unlisten();
      await Promise.all([worker.stop(), parser.close()]);
    };
  }

  return {
    raw,
    results,
    service: {
      name: 'intake',
      role: 'worker',
      async start() {
        begin();
      },
      async stop() {
        await end?.();
        end = null;
      },
    },
  };
}

/** Beside the bundle it is a file of its own; in development and tests it is the source. */
function childEntry(): URL {
  const built = new URL('./parse-child.js', import.meta.url);
  return existsSync(built) ? built : new URL('../parse/parse-child.ts', import.meta.url);
}
