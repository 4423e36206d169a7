import { ImapFlow } from 'imapflow';
import type { Platform } from '../../../../platform/platform.ts';
import type { RawIntake } from '../intake/raw-intake.ts';
import { imapOptions } from '../mailboxes/connection-options.ts';
import { fetchNewMail, markFetched } from './fetch-mail.ts';
import { openFolder, touchFetched } from './folder.store.ts';
import { type ImapSession, type ImapSessionInput, inTime, ours } from './session-steps.ts';

const inbox = 'INBOX';
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
