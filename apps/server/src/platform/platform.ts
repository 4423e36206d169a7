import type { Clock } from './clock.ts';
import type { DatabaseHandle, Db } from './db/database.ts';
import type { Sequencer } from './events/index.ts';
import type { LogFeed } from './events/log-feed.ts';
import type { FileStore } from './files/file-store.ts';
import type { Ids } from './ids.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Keyring } from './keyring/keyring.ts';
import type { Log } from './log.ts';
import type { Transact } from './work.ts';

/** What every module is given. Nothing here knows a module. */
export interface Platform {
  db: Db;
  database: DatabaseHandle;
  clock: Clock;
  ids: Ids;
  log: Log;
  files: FileStore;
  keyring: Keyring;
  jobs: Jobs;
  sequencer: Sequencer;
  /** Tells of each advance of the log, in this process or another. */
  feed: LogFeed;
  transact: Transact;
  publicUrl: string | null;
}
