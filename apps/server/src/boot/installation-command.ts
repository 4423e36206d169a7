import type { Language } from '@ventanilla/contracts/common';
import type { Log } from '../platform/log.ts';
import type { FlagShape, Flags } from './flags.ts';
import type { ServerConfig } from './load-settings.ts';
import type { Say } from './words.ts';

/** What a command over a whole installation is given; it opens database and files as it needs them. */
export interface InstallationContext {
  /** Absolute paths; a last `/` says that a folder is meant. */
  operands: readonly string[];
  flags: Flags;
  config: ServerConfig;
  dataDir: string;
  log: Log;
  language: Language;
  say: Say;
  /** Folder of the numbered SQL. */
  migrations: string;
  print(line: string): Promise<void>;
}

/** A command over a whole installation, whatever its schema is: it brings nothing up to date by itself. */
export interface InstallationCommand {
  words: string;
  flags: FlagShape;
  check(input: { flags: Flags; operands: readonly string[]; say: Say }): void;
  /** Answers the exit code. */
  run(context: InstallationContext): Promise<number>;
}
