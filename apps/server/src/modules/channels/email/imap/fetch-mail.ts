import { insertRaws, type PreparedRaw, prepareRaw, type RawMail } from '../intake/raw.store.ts';
import { advanceFolder } from './folder.store.ts';
import { markFetched } from './mark-fetched.ts';
import { isOld } from './old-mail.rules.ts';
import { chunksBySize, describeMails, type ReadMail, readMails } from './read-mails.ts';
import { asksToWait } from './server-words.rules.ts';
import { type ImapSession, inTime, type Line, ours } from './session-steps.ts';

/** Everything above the last stored UID, oldest first: stored with the new position in one transaction, then marked. */
export async function fetchNewMail(session: ImapSession): Promise<void> {
  for (;;) {
    const uids = await uidsAbove(session.row.last_uid, session);
    if (uids.length === 0) return;
    for (let at = 0; at < uids.length; ) {
      const batch = uids.slice(at, at + session.progress.batchSize());
      at += batch.length;
      await fetchBatch(batch, session);
      if (session.signal.aborted) return;
    }
  }
}

/** UIDs of the open folder above this one, in order. Throws where the server refuses to say. */
export async function uidsAbove(uid: number, line: Line): Promise<number[]> {
  const found = await inTime(line.client.search({ uid: `${uid + 1}:*` }, { uid: true }), line);
  if (!found) throw new Error('the server refused to list its mail');
  // `n:*` names the last mail even when its UID is below n (RFC 3501 §6.4.8).
  return found.filter((one) => one > uid).sort((a, b) => a - b);
}

async function fetchBatch(uids: number[], session: ImapSession): Promise<void> {
  for (const chunk of chunksBySize(await describeMails(uids, session))) {
    const read = await readMails(
      chunk.filter((mail) => !isOld(mail, session.row)),
      session,
    );
    await storeMails({ read, uid: chunk.at(-1)!.uid }, session);
    await session.onWell({ mails: read.length });
    await markUnlessRefused(session);
  }
  // Mails that vanished between search and fetch must not be looked for again.
  if (uids.at(-1)! > session.row.last_uid) await storeMails({ read: [], uid: uids.at(-1)! }, session);
}

/** A mark that a busy server refuses is made later; what is stored stays stored. */
async function markUnlessRefused(session: ImapSession): Promise<void> {
  await markFetched(session).catch((error: unknown) => {
    if (!asksToWait(error) || !session.client.usable) throw error;
  });
}

/** Bytes first, then rows and position together: a crash at any point stores again what it had not counted. */
export async function storeMails(
  input: { read: readonly ReadMail[]; uid: number; direction?: RawMail['direction'] },
  session: Pick<ImapSession, 'platform' | 'account' | 'row' | 'intake'>,
): Promise<void> {
  const { platform, row, intake, account } = session;
  const prepared: PreparedRaw[] = [];
  for (const { mail, bytes } of input.read) {
    const raw: RawMail = {
      source: 'imap',
      direction: input.direction ?? 'in',
      channelAccountId: account.id,
      bytes,
      recipient: account.address,
      receivedAt: platform.clock.now(),
      arrivedAt: mail.arrivedAt,
    };
    prepared.push(await ours(prepareRaw(raw, platform)));
  }
  await ours(
    platform.db.transaction().execute(async (tx) => {
      await insertRaws(prepared, { db: tx, clock: platform.clock });
      await advanceFolder({ row, uid: input.uid, now: platform.clock.now() }, tx);
    }),
  );
  row.last_uid = Math.max(row.last_uid, input.uid);
  if (prepared.length > 0) intake.announce();
}
