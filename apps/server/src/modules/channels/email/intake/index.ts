import type { DNSResolver } from 'mailauth';
import type { Service } from '../../../../platform/module.ts';
import type { Platform } from '../../../../platform/platform.ts';
import type { KnownAccounts } from '../mailboxes/known-accounts.ts';
import { parserChildEntry } from '../parse/parser-child-entry.ts';
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
  trustedMailServers: readonly string[];
  resolve: DNSResolver;
}): Intake {
  const { platform, accounts, trustedMailServers, resolve } = input;
  const raw = createRawIntake(platform);
  const results = createIntakeResults(platform);
  let end: (() => Promise<void>) | null = null;

  function begin() {
    const parser: ParserPool = createParserPool({
      childEntry: parserChildEntry(),
      log: platform.log,
      size: input.parsers,
    });
    const worker = createIntakeWorker({
      ...platform,
      parser,
      accounts,
      trustedMailServers,
      results,
      resolve,
    });
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
