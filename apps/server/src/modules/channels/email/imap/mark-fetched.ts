import { advanceMarked } from './folder.store.ts';
import { isOld } from './old-mail.rules.ts';
import { describe } from './read-mails.ts';
import { type ImapSession, inTime, ours } from './session-steps.ts';

/** Marks read, or moves, what is stored and was not marked yet. Mail that was there before us is not touched. */
export async function markFetched(session: ImapSession): Promise<void> {
  const { row, account, platform } = session;
  if (row.marked_uid >= row.last_uid) return;
  const uids = await uidsToMark(session);
  const done =
    uids.length === 0 || (await (account.afterFetch === 'move' ? moveAll : markAll)(uids, session));
  if (!done) return;
  await ours(advanceMarked({ row, uid: row.last_uid }, platform.db));
  row.marked_uid = row.last_uid;
}

async function uidsToMark(session: ImapSession): Promise<number[]> {
  const { client, row } = session;
  const range = `${row.marked_uid + 1}:${row.last_uid}`;
  if (row.marked_uid >= row.old_until_uid)
    return (await inTime(client.search({ uid: range }, { uid: true }), session)) || [];
  const there = await inTime(
    client.fetchAll(range, { uid: true, internalDate: true }, { uid: true }),
    session,
  );
  return there
    .map(describe)
    .filter((mail) => !isOld(mail, row))
    .map(({ uid }) => uid);
}

async function markAll(uids: number[], session: ImapSession): Promise<boolean> {
  return inTime(session.client.messageFlagsAdd(uids, ['\\Seen'], { uid: true }), session);
}

async function moveAll(uids: number[], session: ImapSession): Promise<boolean> {
  const { client, platform, account } = session;
  // Answers calmly when the folder exists already, and makes it again when somebody removed it.
  await inTime(client.mailboxCreate(account.moveTo), session);
  const moved = await inTime(client.messageMove(uids, account.moveTo, { uid: true }), session);
  if (!moved)
    platform.log.warn({ channelAccountId: account.id, mails: uids.length }, 'stored mail could not be moved');
  return moved !== false;
}
