import type { Platform } from '../platform/platform.ts';
import type { FlagShape, Flags } from './flags.ts';
import type { ServerConfig } from './load-settings.ts';
import type { Say } from './words.ts';

export interface CliContext {
  platform: Pick<Platform, 'transact' | 'ids' | 'db' | 'clock' | 'files' | 'log'>;
  config: ServerConfig;
  dataDir: string;
  flags: Flags;
  say: Say;
  /** Writes one line to standard output before the answer, for work that takes long. */
  print(line: string): Promise<void>;
}

export interface CliCommand {
  /** The words that call it: `api-key create`. */
  words: string;
  flags: FlagShape;
  /** Refuses wrong flags before any database is opened. */
  check(input: { flags: Flags; say: Say }): void;
  /** Answers what goes to standard output, alone. */
  run(context: CliContext): Promise<string>;
}
