import type { FetchMessageObject } from 'imapflow';
import { findConversation, readMailToken } from '../../../tickets/index.ts';
import { messageIds } from '../parse/message-id.ts';
import { storeMails, uidsAbove } from './fetch-mail.ts';
import { type FolderRow, openFolder } from './folder.store.ts';
import { isOld } from './old-mail.rules.ts';
import { type Described, describe, readMails } from './read-mails.ts';
import { type ImapSession, inTime, ours } from './session-steps.ts';

const identityHeaders = ['message-id', 'in-reply-to', 'references', 'reply-to', 'auto-submitted'];
const batchMax = 50;
/** How long an answer waits for the mail that it answers to become a message. */
const youngMs = 120_000;

/** What a mail of the Sent folder says of itself, before its text is looked at. */
interface SentMail extends Described {
  externalId: string | null;
  referenceIds: string[];
  isAutomatic: boolean;
  /** What stands behind the `+` of its Reply-To. */
  answerToken: string | null;
}

/**
 * The mailbox's Sent folder, from now on: answers that somebody wrote in a mail program. Only those of a known
 * conversation are read; of everything else nothing but the headers that say where it belongs.
 */
export function createSentFolder() {
  let path: string | null | undefined;
  let row: FolderRow | null = null;
  /** An earlier look of this connection found none. */
  let wasMissing = false;

  /** Null: there is none, or it vanished. */
  async function look(session: ImapSession): Promise<{ path: string; uidNext: number } | null> {
    path ??= await findSentFolder(session);
    if (path === null) {
      wasMissing = true;
      return null;
    }
    const { account, platform } = session;
    const status = await inTime(
      session.client.status(path, { uidNext: true, uidValidity: true }),
      session,
    ).catch((error: unknown) => {
      if (!session.client.usable) throw error;
      return false as const;
    });
    if (!status || status.uidNext === undefined || status.uidValidity === undefined) {
      path = undefined;
      return null;
    }
    const uidValidity = String(status.uidValidity);
    if (row?.uid_validity !== uidValidity || row.folder !== path) {
      const folder = { channelAccountId: account.id, folder: path, uidValidity, uidNext: status.uidNext };
      row = await ours(
        openFolder({ ...folder, isYoung: wasMissing, now: platform.clock.now() }, platform.db),
      );
    }
    return { path, uidNext: status.uidNext };
  }

  return {
    /** Answers whether it opened the folder, so that the inbox is to be opened again. */
    async read(session: ImapSession): Promise<boolean> {
      const found = await look(session);
      if (!found || !row || found.uidNext - 1 <= row.last_uid) return false;
      await inTime(session.client.mailboxOpen(found.path, { readOnly: true }), session);
      await readNew(found.uidNext - 1, { ...session, row });
      return true;
    },
  };
}

/** Special-use (RFC 6154), else the names that mail programs give it in many languages. */
async function findSentFolder(session: ImapSession): Promise<string | null> {
  const folders = await inTime(session.client.list(), session);
  return folders.find(({ specialUse }) => specialUse === '\\Sent')?.path ?? null;
}

/** `upTo`: the folder's last UID, whether its mail is still there or not. */
async function readNew(upTo: number, session: ImapSession): Promise<void> {
  const uids = await uidsAbove(session.row.last_uid, session);
  for (let at = 0; at < uids.length && !session.signal.aborted; at += batchMax) {
    const batch = uids.slice(at, at + batchMax);
    const headers = await inTime(
      session.client.fetchAll(
        batch.join(','),
        { uid: true, size: true, internalDate: true, headers: identityHeaders },
        { uid: true },
      ),
      session,
    );
    const mails = headers.map(toSentMail).sort((a, b) => a.uid - b.uid);
    for (const mail of mails) {
      const fate = await fateOf(mail, session);
      if (fate === 'wait') return;
      const read = fate === 'read' ? await readMails([mail], session) : [];
      if (read.length > 0) await storeMails({ read, uid: mail.uid, direction: 'out' }, session);
    }
    await storeMails({ read: [], uid: batch.at(-1)! }, session);
  }
  if (!session.signal.aborted && upTo > session.row.last_uid)
    await storeMails({ read: [], uid: upTo }, session);
}

/** Our own copies, automatic answers and what belongs to no conversation of ours are passed by. */
async function fateOf(mail: SentMail, session: ImapSession): Promise<'read' | 'pass' | 'wait'> {
  const { externalId, referenceIds } = mail;
  // Some servers give what we send a Message-ID of their own; the address that we signed stays.
  if (mail.answerToken && readMailToken(mail.answerToken, session.platform.keyring)) return 'pass';
  if (isOld(mail, session.row) || mail.isAutomatic || externalId === null || referenceIds.length === 0)
    return 'pass';
  const found = await ours(findConversation({ externalId, referenceIds }, session.platform.db));
  if (found.isHere) return 'pass';
  if (found.isKnown) return 'read';
  const age = session.platform.clock.now().getTime() - (mail.arrivedAt?.getTime() ?? 0);
  return age < youngMs ? 'wait' : 'pass';
}

function toSentMail(message: FetchMessageObject): SentMail {
  const block = (message.headers?.toString('latin1') ?? '').replace(/\r?\n[ \t]+/g, ' ');
  const value = (name: string) => new RegExp(`^${name}[ \\t]*:(.*)$`, 'im').exec(block)?.[1]?.trim() ?? null;
  const bare = (text: string | null) => messageIds(text).map((id) => id.slice(1, -1));
  const automatic = value('auto-submitted')?.toLowerCase() ?? 'no';
  return {
    ...describe(message),
    externalId: bare(value('message-id'))[0] ?? null,
    referenceIds: [...new Set([...bare(value('in-reply-to')), ...bare(value('references')).reverse()])],
    answerToken: /\+([^@+<>\s]+)@/.exec(value('reply-to') ?? '')?.[1]?.toLowerCase() ?? null,
    isAutomatic: !automatic.startsWith('no'),
  };
}
