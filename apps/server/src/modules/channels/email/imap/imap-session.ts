import { ImapFlow } from 'imapflow';
import type { Platform } from '../../../../platform/platform.ts';
import type { MailServer } from '../../channels.tables.ts';
import type { RawIntake } from '../intake/raw-intake.ts';
import { imapOptions } from '../mailboxes/connection-options.ts';
import type { MailAccount } from '../mailboxes/mailboxes.store.ts';
import { fetchNewMail, markFetched } from './fetch-mail.ts';
import type { FetchProgress } from './fetch-progress.ts';
import { type FolderRow, openFolder, touchFetched } from './folder.store.ts';

const inbox = 'INBOX';
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

/** One connection from sign-in to its end; returns only by an error or when `signal` says so. */
export async function runImapSession(
  input: ImapSessionInput,
  deps: { platform: Platform; intake: RawIntake },
): Promise<void> {
  const client = new ImapFlow(imapOptions(input.server, input.password));
  const news = createNews(client);
  const close = () => client.close();
  input.signal.addEventListener('abort', close, { once: true });
  try {
    await inTime(client.connect(), client);
    const opened = await inTime(client.mailboxOpen(inbox), client);
    const row = await ours(
      openFolder(
        {
          channelAccountId: input.account.id,
          folder: inbox,
          uidValidity: String(opened.uidValidity),
          uidNext: opened.uidNext,
          withHistory: input.account.withHistory,
          now: deps.platform.clock.now(),
        },
        deps.platform.db,
      ),
    );
    await ours(input.onReady());
    await work({ ...input, ...deps, client, row }, news);
  } finally {
    input.signal.removeEventListener('abort', close);
    client.close();
  }
}

async function work(session: ImapSession, news: ReturnType<typeof createNews>): Promise<void> {
  const { client, platform, account, pollMs, signal } = session;
  // What was stored before a crash but not marked yet.
  await markFetched(session);
  while (!signal.aborted) {
    news.clear();
    await fetchNewMail(session);
    await ours(touchFetched({ channelAccountId: account.id, now: platform.clock.now() }, platform.db));
    if (!news.pending()) {
      // Ends by itself as soon as the next command is given.
      client.idle().catch(() => undefined);
      await news.wait(pollMs);
    }
    if (!client.usable) throw news.error() ?? new Error('the server closed the connection');
  }
}

/** Hears of new mail and of the end of the connection. */
function createNews(client: ImapFlow) {
  let pending = false;
  let failure: Error | null = null;
  let wake = () => {};
  const tell = () => {
    pending = true;
    wake();
  };
  client.on('exists', tell);
  client.on('close', tell);
  client.on('error', (error: Error) => {
    failure = error;
    tell();
  });
  return {
    clear() {
      pending = false;
    },
    pending: () => pending,
    error: () => failure,
    async wait(ms: number): Promise<void> {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, ms);
      });
      clearTimeout(timer);
    },
  };
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
