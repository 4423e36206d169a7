import type { Platform } from '../../../../platform/platform.ts';
import { insertRaws, type PreparedRaw, prepareRaw, type RawMail, type StoredRaw } from './raw.store.ts';

/** Tells other processes that mail is waiting. */
export const intakeChannel = 'ventanilla_intake';
/** Rows written in one statement. */
const batchMax = 100;

/** The first step of every mail: durable bytes, then one row, then nothing more is promised here. */
export interface RawIntake {
  /** Resolves when the mail is durable. Mails that come at the same time share a commit. */
  store(raw: RawMail): Promise<StoredRaw>;
  /** After rows were written in somebody's own transaction. */
  announce(): void;
  /** Called when mail waits in this process. Answers the end of the subscription. */
  onStored(listener: () => void): () => void;
}

interface Waiting {
  mail: PreparedRaw;
  resolve(stored: StoredRaw): void;
  reject(error: unknown): void;
}

export function createRawIntake(
  platform: Pick<Platform, 'db' | 'database' | 'clock' | 'ids' | 'files' | 'log'>,
): RawIntake {
  const waiting: Waiting[] = [];
  const listeners = new Set<() => void>();
  let flushing = false;
  let notifying = false;
  let notifyAgain = false;

  async function flush() {
    if (flushing) return;
    flushing = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, batchMax);
      try {
        const stored = await insertRaws(
          batch.map(({ mail }) => mail),
          platform,
        );
        for (const [index, item] of batch.entries()) item.resolve(stored[index]!);
        announce();
      } catch (error) {
        for (const item of batch) item.reject(error);
      }
    }
    flushing = false;
  }

  function announce() {
    for (const listener of listeners) listener();
    // A worker in this process is awake; the notice, which costs a commit, is for others.
    if (listeners.size === 0) void notify();
  }

  async function notify() {
    notifyAgain = notifying;
    if (notifying) return;
    notifying = true;
    try {
      await platform.database.pool.query('select pg_notify($1, $2)', [intakeChannel, '']);
    } catch (error) {
      platform.log.warn({ err: error }, 'could not tell of waiting mail; workers poll for it');
    }
    notifying = false;
    if (notifyAgain) void notify();
  }

  return {
    async store(raw) {
      const mail = await prepareRaw(raw, platform);
      return new Promise((resolve, reject) => {
        waiting.push({ mail, resolve, reject });
        void flush();
      });
    },
    announce,
    onStored(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
