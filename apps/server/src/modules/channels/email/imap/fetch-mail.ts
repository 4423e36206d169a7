import { mailBytesMax } from '@ventanilla/contracts/channels';
import type { FetchMessageObject } from 'imapflow';
import { insertRaws, type PreparedRaw, prepareRaw, type RawMail } from '../intake/raw.store.ts';
import { advanceFolder, advanceMarked } from './folder.store.ts';
import { type ImapSession, inTime, ours } from './session-steps.ts';
import { makeStub } from './stub-mail.ts';

/** Read at once, so that a batch of large mails does not fill the memory. */
const batchBytesMax = 32 * 1024 * 1024;
const movedFolder = 'Ventanilla';
/** A server's clock and ours may differ by this much; a mail more is better than one less. */
const clockSlackMs = 600_000;

interface Described {
  uid: number;
  sizeBytes: number;
  arrivedAt: Date | null;
}

/** Everything above the last stored UID, oldest first: stored with the new position in one transaction, then marked. */
export async function fetchNewMail(session: ImapSession): Promise<void> {
  for (;;) {
    const uids = await newUids(session);
    if (uids.length === 0) return;
    for (let at = 0; at < uids.length; ) {
      const batch = uids.slice(at, at + session.progress.batchSize());
      at += batch.length;
      await fetchBatch(batch, session);
      if (session.signal.aborted) return;
    }
  }
}

async function newUids({ client, row }: ImapSession): Promise<number[]> {
  const found = await inTime(client.search({ uid: `${row.last_uid + 1}:*` }, { uid: true }), client);
  // `n:*` names the last mail even when its UID is below n (RFC 3501 §6.4.8).
  return (found || []).filter((uid) => uid > row.last_uid).sort((a, b) => a - b);
}

async function fetchBatch(uids: number[], session: ImapSession): Promise<void> {
  const { client } = session;
  const described = await inTime(
    client.fetchAll(uids.join(','), { uid: true, size: true, internalDate: true }, { uid: true }),
    client,
  );
  const mails = described.map(describe).sort((a, b) => a.uid - b.uid);
  for (const chunk of chunksBySize(mails)) {
    const raws = await readChunk(chunk, session);
    await storeChunk({ raws, uid: chunk.at(-1)!.uid }, session);
    await markFetched(session);
  }
  // Mails that vanished between search and fetch must not be looked for again.
  if (uids.at(-1)! > session.row.last_uid) await storeChunk({ raws: [], uid: uids.at(-1)! }, session);
}

function describe(message: FetchMessageObject): Described {
  const arrived = message.internalDate === undefined ? null : new Date(message.internalDate);
  const valid = arrived !== null && !Number.isNaN(arrived.getTime());
  return { uid: message.uid, sizeBytes: message.size ?? 0, arrivedAt: valid ? arrived : null };
}

function chunksBySize(mails: readonly Described[]): Described[][] {
  const chunks: Described[][] = [];
  let bytes = 0;
  for (const mail of mails) {
    const current = chunks.at(-1);
    bytes += mail.sizeBytes;
    if (current && bytes <= batchBytesMax) current.push(mail);
    else {
      chunks.push([mail]);
      bytes = mail.sizeBytes;
    }
  }
  return chunks;
}

async function readChunk(chunk: readonly Described[], session: ImapSession): Promise<RawMail[]> {
  const wanted = chunk.filter((mail) => !isLeftAlone(mail, session));
  const tooLarge = wanted.filter(({ sizeBytes }) => sizeBytes > mailBytesMax);
  const hopeless = wanted.filter((mail) => !tooLarge.includes(mail) && session.progress.isHopeless(mail.uid));
  const whole = wanted.filter((mail) => !tooLarge.includes(mail) && !hopeless.includes(mail));
  const raws: RawMail[] = [];
  const sources = await readSources(whole, session);
  for (const mail of whole) {
    const bytes = sources.get(mail.uid);
    if (bytes) raws.push(toRaw({ mail, bytes }, session));
  }
  for (const mail of tooLarge) {
    raws.push(
      toRaw({ mail, bytes: await makeStub({ ...mail, reason: 'too_large' }, session.client) }, session),
    );
  }
  for (const mail of hopeless) {
    raws.push(
      toRaw({ mail, bytes: await makeStub({ ...mail, reason: 'unreadable' }, session.client) }, session),
    );
  }
  return raws;
}

async function readSources(mails: readonly Described[], session: ImapSession): Promise<Map<number, Buffer>> {
  const { client, progress } = session;
  const uids = mails.map(({ uid }) => uid);
  if (uids.length === 0) return new Map();
  try {
    const messages = await client.fetchAll(uids.join(','), { uid: true, source: true }, { uid: true });
    progress.succeeded();
    return new Map(messages.flatMap(({ uid, source }) => (source ? [[uid, source] as const] : [])));
  } catch (error) {
    if (isMailsFault(error)) progress.failed(uids);
    throw error;
  }
}

/** What a mail or its delivery causes; a line that breaks says nothing about the mail. */
function isMailsFault(error: unknown): boolean {
  const { code, responseStatus } = error as { code?: unknown; responseStatus?: unknown };
  if (responseStatus === 'NO' || responseStatus === 'BAD') return true;
  return (
    typeof code === 'string' &&
    /^(ParserError|LiteralTooLarge|ResponseTooLarge|LineTooLarge|InvalidResponse|MAX_IMAP)/.test(code)
  );
}

function isOld({ uid, arrivedAt }: Described, { row }: ImapSession): boolean {
  const began = row.began_at.getTime() - clockSlackMs;
  return uid <= row.old_until_uid && arrivedAt !== null && arrivedAt.getTime() < began;
}

function isLeftAlone(mail: Described, session: ImapSession): boolean {
  return !session.account.withHistory && isOld(mail, session);
}

function toRaw(input: { mail: Described; bytes: Buffer }, session: ImapSession): RawMail {
  const { account, platform } = session;
  return {
    source: 'imap',
    channelAccountId: account.id,
    bytes: input.bytes,
    recipient: account.address,
    receivedAt: platform.clock.now(),
    origin: isOld(input.mail, session) ? 'import' : 'live',
  };
}

/** Bytes first, then rows and position together: a crash at any point stores again what it had not counted. */
async function storeChunk(
  input: { raws: readonly RawMail[]; uid: number },
  session: ImapSession,
): Promise<void> {
  const { platform, row, intake } = session;
  const prepared: PreparedRaw[] = [];
  for (const raw of input.raws) prepared.push(await ours(prepareRaw(raw, platform)));
  await ours(
    platform.db.transaction().execute(async (tx) => {
      await insertRaws(prepared, { db: tx, clock: platform.clock });
      await advanceFolder({ row, uid: input.uid, now: platform.clock.now() }, tx);
    }),
  );
  row.last_uid = Math.max(row.last_uid, input.uid);
  if (prepared.length > 0) intake.announce();
}

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
  const { client, row, account } = session;
  const range = `${row.marked_uid + 1}:${row.last_uid}`;
  const touchesOld = !account.withHistory && row.marked_uid < row.old_until_uid;
  if (!touchesOld) return (await inTime(client.search({ uid: range }, { uid: true }), client)) || [];
  const there = await inTime(
    client.fetchAll(range, { uid: true, internalDate: true }, { uid: true }),
    client,
  );
  return there
    .map(describe)
    .filter((mail) => !isLeftAlone(mail, session))
    .map(({ uid }) => uid);
}

async function markAll(uids: number[], { client }: ImapSession): Promise<boolean> {
  return inTime(client.messageFlagsAdd(uids, ['\\Seen'], { uid: true }), client);
}

async function moveAll(uids: number[], { client, platform, account }: ImapSession): Promise<boolean> {
  // Answers calmly when the folder exists already.
  await inTime(client.mailboxCreate(movedFolder), client);
  const moved = await inTime(client.messageMove(uids, movedFolder, { uid: true }), client);
  if (!moved)
    platform.log.warn({ channelAccountId: account.id, mails: uids.length }, 'stored mail could not be moved');
  return moved !== false;
}
