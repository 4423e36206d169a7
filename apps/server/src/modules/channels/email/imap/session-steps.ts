import type { ImapFlow } from 'imapflow';
import type { Platform } from '../../../../platform/platform.ts';
import type { MailServer } from '../../channels.tables.ts';
import type { RawIntake } from '../intake/raw-intake.ts';
import { type SignIn, usualPatienceMs } from '../mailboxes/connection-options.ts';
import type { MailAccount } from '../mailboxes/mailboxes.store.ts';
import type { FetchProgress } from './fetch-progress.ts';
import type { FolderRow } from './folder.store.ts';

/** Of the patience with a silent line: for each command, unless it is given its own time. */
const commandShare = 2 / 3;

/** The trouble is ours (database, disk), not the mailbox's. */
export class StoreTroubleError extends Error {
  override readonly name = 'StoreTroubleError';
}

/** The line answered nothing in time. */
export class SilentServerError extends Error {
  override readonly name = 'SilentServerError';
  readonly code = 'ETIMEOUT';
}

export interface ImapSessionInput {
  account: MailAccount;
  server: MailServer;
  signIn: SignIn;
  pollMs: number;
  /** How long the server may stay silent. */
  patienceMs: number;
  signal: AbortSignal;
  progress: FetchProgress;
  /** The mailbox is being read: so many mails were stored, or there was none. */
  onWell(stored: { mails: number }): Promise<void>;
}

/** One connection, and what ends it from our side. */
export interface Line {
  client: ImapFlow;
  signal: AbortSignal;
  /** How long the server may stay silent, if not as long as usual. */
  patienceMs?: number;
}

export interface ImapSession extends ImapSessionInput, Line {
  patienceMs: number;
  row: FolderRow;
  platform: Platform;
  intake: RawIntake;
}

/** A command that a dead server never answers ends the connection, and so does whoever stops the session. */
export async function inTime<T>(
  command: Promise<T>,
  line: Line,
  ms: number = (line.patienceMs ?? usualPatienceMs) * commandShare,
): Promise<T> {
  const { client, signal } = line;
  let give = (_error: Error) => {};
  const end = new Promise<never>((_, reject) => {
    give = (error) => {
      reject(error);
      client.close();
    };
  });
  // Whichever of the two loses is not waited for.
  end.catch(() => undefined);
  command.catch(() => undefined);
  const timer = setTimeout(() => give(new SilentServerError(`no answer in ${Math.round(ms / 1000)} s`)), ms);
  const stop = () => give(new Error('stopped'));
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  return Promise.race([command, end]).finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  });
}

/** Marks what fails here as ours. */
export async function ours<T>(step: Promise<T>): Promise<T> {
  return step.catch((cause: unknown) => {
    throw new StoreTroubleError('mail could not be stored', { cause });
  });
}
