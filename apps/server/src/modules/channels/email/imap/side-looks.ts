import type { Db } from '../../../../platform/db/database.ts';
import { recordQuota } from '../health/mailbox-health.store.ts';
import { createSentFolder } from './sent-folder.ts';
import { type ImapSession, inTime, ours } from './session-steps.ts';

const sentEveryMs = 30_000;
const quotaEveryMs = 1_800_000;

/** What a session looks at beside new mail, now and then: the Sent folder and how full the mailbox is. */
export function createSideLooks() {
  const sent = createSentFolder();
  const last = { sent: Number.NEGATIVE_INFINITY, quota: Number.NEGATIVE_INFINITY };
  /** By the monotonic clock: it is about this connection, not about the business's time. */
  const isDue = (what: keyof typeof last, everyMs: number) => {
    const now = performance.now();
    if (now - last[what] < everyMs) return false;
    last[what] = now;
    return true;
  };
  return {
    /** Answers whether the inbox is no longer the open folder. */
    async run(session: ImapSession): Promise<boolean> {
      if (isDue('quota', quotaEveryMs)) await readQuota(session, session.platform.db);
      if (!session.account.readSent || !isDue('sent', Math.min(sentEveryMs, session.pollMs))) return false;
      return sent.read(session);
    },
  };
}

async function readQuota(session: ImapSession, db: Db): Promise<void> {
  const found = await inTime(session.client.getQuota('INBOX'), session);
  const storage = found ? found.storage : undefined;
  const quota =
    storage?.limit === undefined ? null : { usedBytes: storage.usage ?? 0, limitBytes: storage.limit };
  await ours(recordQuota({ channelAccountId: session.account.id, quota }, db));
}
