import { ImapFlow } from 'imapflow';
import type { Platform } from '../../../../platform/platform.ts';
import type { RawIntake } from '../intake/raw-intake.ts';
import { imapOptions } from '../mailboxes/connection-options.ts';
import { fetchNewMail } from './fetch-mail.ts';
import { openFolder, touchFetched } from './folder.store.ts';
import { markFetched } from './mark-fetched.ts';
import { type ImapSession, type ImapSessionInput, inTime, type Line, ours } from './session-steps.ts';
import { createSideLooks } from './side-looks.ts';

const inbox = 'INBOX';
/**
 * Of the patience with a silent line, the longest wait for a notice before the server is asked all the same: one that
 * died in silence is found out within this and one command's time. Far below the 29 minutes after which servers may
 * end an IDLE (RFC 2177).
 */
const idleShare = 5 / 6;

/** One connection from sign-in to its end; returns only by an error or when `signal` says so. */
export async function runImapSession(
  input: ImapSessionInput,
  deps: { platform: Platform; intake: RawIntake },
): Promise<void> {
  const { patienceMs, signal } = input;
  const client = new ImapFlow(imapOptions(input.server, input.signIn, { patienceMs }));
  const line: Line = { client, signal, patienceMs };
  const news = createNews(line);
  try {
    // Name, line, TLS, greeting and sign-in together.
    await inTime(client.connect(), line, patienceMs);
    const open = async () => ({
      ...input,
      ...deps,
      client,
      row: await openInbox(input, line, deps.platform),
    });
    await work(open, news);
  } finally {
    client.close();
  }
}

async function openInbox(input: ImapSessionInput, line: Line, { db, clock }: Platform) {
  const opened = await inTime(line.client.mailboxOpen(inbox), line);
  return ours(
    openFolder(
      {
        channelAccountId: input.account.id,
        folder: inbox,
        uidValidity: String(opened.uidValidity),
        uidNext: opened.uidNext,
        now: clock.now(),
      },
      db,
    ),
  );
}

async function work(open: () => Promise<ImapSession>, news: ReturnType<typeof createNews>): Promise<void> {
  const sideLooks = createSideLooks();
  let session = await open();
  const { client, platform, account, pollMs, patienceMs, signal } = session;
  // What was stored before a crash but not marked yet.
  await markFetched(session);
  while (!signal.aborted) {
    news.clear();
    await fetchNewMail(session);
    await ours(touchFetched({ channelAccountId: account.id, now: platform.clock.now() }, platform.db));
    await session.onWell({ mails: 0 });
    const isElsewhere = await sideLooks.run(session);
    if (isElsewhere) session = await open();
    else if (!news.pending()) {
      // Ends by itself as soon as the next command is given; where IDLE is not offered, it only waits.
      client.idle().catch(() => undefined);
      await news.wait(Math.min(pollMs, patienceMs * idleShare));
    }
    if (!client.usable) throw news.error() ?? new Error('the server closed the connection');
  }
}

/** Hears of new mail and of the end of the connection. */
function createNews({ client, signal }: Line) {
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
    // A line that fell silent in the middle of a command is told of here; the command itself would wait on.
    client.close();
  });
  signal.addEventListener('abort', tell, { once: true });
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
