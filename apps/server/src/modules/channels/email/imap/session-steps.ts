import type { ImapFlow } from 'imapflow';
import type { Platform } from '../../../../platform/platform.ts';
import type { MailServer } from '../../channels.tables.ts';
import type { RawIntake } from '../intake/raw-intake.ts';
import type { MailAccount } from '../mailboxes/mailboxes.store.ts';
import type { FetchProgress } from './fetch-progress.ts';
import type { FolderRow } from './folder.store.ts';

/** For each command; a fetch is bounded by silence on the line instead. */
const commandMs = 30_000;

/** The trouble is ours (database, disk), not the mailbox's. */
export class StoreTroubleError extends Error {
  override readonly name = 'StoreTroubleError';
}

export interface ImapSessionInput {
  account: MailAccount;
  server: MailServer;
  password: string | null;
  pollMs: number;
  signal: AbortSignal;
  progress: FetchProgress;
  /** Signed in, and the inbox is open. */
  onReady(): Promise<void>;
}

export interface ImapSession extends ImapSessionInput {
  client: ImapFlow;
  row: FolderRow;
  platform: Platform;
  intake: RawIntake;
}

/** A command that a dead server never answers ends the connection. */
export async function inTime<T>(command: Promise<T>, client: ImapFlow): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(Object.assign(new Error(`no answer in ${commandMs / 1000} s`), { code: 'ETIMEOUT' }));
      client.close();
    }, commandMs);
  });
  return Promise.race([command, late]).finally(() => clearTimeout(timer));
}

/** Marks what fails here as ours. */
export async function ours<T>(step: Promise<T>): Promise<T> {
  return step.catch((cause: unknown) => {
    throw new StoreTroubleError('mail could not be stored', { cause });
  });
}
