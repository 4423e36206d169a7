import { mailBytesMax } from '@ventanilla/contracts/channels';
import type { FetchMessageObject } from 'imapflow';
import type { FetchProgress } from './fetch-progress.ts';
import { inTime, type Line } from './session-steps.ts';
import { makeStub } from './stub-mail.ts';

/** Read at once, so that a batch of large mails does not fill the memory. */
const batchBytesMax = 32 * 1024 * 1024;
/** The slowest line that is waited for, in bytes a millisecond, after a first minute. */
const slowestBytesPerMs = 20;
const firstMs = 60_000;

/** A mail as its folder lists it. */
export interface Described {
  uid: number;
  sizeBytes: number;
  /** INTERNALDATE: when its server took it. */
  arrivedAt: Date | null;
}

export interface ReadMail {
  mail: Described;
  bytes: Buffer;
}

/** Where a reader works: a line with an open folder, and what it remembers of hopeless mail. */
export interface Reader extends Line {
  progress: FetchProgress;
}

/** Size and arrival of mails, in the order of the folder; those that vanished are left out. */
export async function describeMails(uids: readonly number[], line: Line): Promise<Described[]> {
  if (uids.length === 0) return [];
  const found = await inTime(
    line.client.fetchAll(uids.join(','), { uid: true, size: true, internalDate: true }, { uid: true }),
    line,
  );
  return found.map(describe).sort((a, b) => a.uid - b.uid);
}

export function describe(message: FetchMessageObject): Described {
  const arrived = message.internalDate === undefined ? null : new Date(message.internalDate);
  const valid = arrived !== null && !Number.isNaN(arrived.getTime());
  return { uid: message.uid, sizeBytes: message.size ?? 0, arrivedAt: valid ? arrived : null };
}

/** Portions that are small enough to be held in memory together. */
export function chunksBySize(mails: readonly Described[]): Described[][] {
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

/** The bytes of mails; of one that is too large or that its server cannot deliver, a stand-in with its headers. */
export async function readMails(mails: readonly Described[], reader: Reader): Promise<ReadMail[]> {
  const reasonOf = ({ uid, sizeBytes }: Described) => {
    if (sizeBytes > mailBytesMax) return 'too_large' as const;
    return reader.progress.isHopeless(uid) ? ('unreadable' as const) : null;
  };
  const sources = await readSources(
    mails.filter((mail) => reasonOf(mail) === null),
    reader,
  );
  const read: ReadMail[] = [];
  for (const mail of mails) {
    const reason = reasonOf(mail);
    const bytes = reason
      ? await inTime(makeStub({ ...mail, reason }, reader.client), reader)
      : sources.get(mail.uid);
    if (bytes) read.push({ mail, bytes });
  }
  return read;
}

async function readSources(mails: readonly Described[], reader: Reader): Promise<Map<number, Buffer>> {
  const { client, progress } = reader;
  const uids = mails.map(({ uid }) => uid);
  if (uids.length === 0) return new Map();
  const bytes = mails.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  try {
    const messages = await inTime(
      client.fetchAll(uids.join(','), { uid: true, source: true }, { uid: true }),
      reader,
      firstMs + bytes / slowestBytesPerMs,
    );
    progress.succeeded();
    return new Map(messages.flatMap(({ uid, source }) => (source ? [[uid, source] as const] : [])));
  } catch (error) {
    if (!reader.signal.aborted) progress.failed(uids, isMailsFault(error) ? 'mail' : 'line');
    throw error;
  }
}

/** What a mail or its delivery causes; a line that breaks says little about the mail. */
function isMailsFault(error: unknown): boolean {
  const { code, responseStatus } = error as { code?: unknown; responseStatus?: unknown };
  if (responseStatus === 'NO' || responseStatus === 'BAD') return true;
  return (
    typeof code === 'string' &&
    /^(ParserError|LiteralTooLarge|ResponseTooLarge|LineTooLarge|InvalidResponse|MAX_IMAP)/.test(code)
  );
}
