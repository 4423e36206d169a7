import { ImapFlow } from 'imapflow';
import type { Db } from '../../../../platform/db/database.ts';
import { AppError } from '../../../../platform/errors.ts';
import { findFolder } from '../imap/folder.store.ts';
import { describe } from '../imap/read-mails.ts';
import { inTime } from '../imap/session-steps.ts';
import { imapFailure } from '../mailboxes/connection-failures.rules.ts';
import { imapOptions } from '../mailboxes/connection-options.ts';
import type { MailAccount } from '../mailboxes/mailboxes.store.ts';
import { MailConsentError } from '../mailboxes/oauth/mail-tokens.ts';
import type { SignIns } from '../mailboxes/sign-ins.ts';
import { historyUids, openUids } from './import-history.ts';

const inbox = 'INBOX';
const allMs = 45_000;
/** Sizes are asked for so many mails, spread over all of them; the rest is reckoned from these. */
const sampleMax = 200;
/** What a mail costs while new mail goes first, and what a line brings; measured, rounded up. */
const msPerMail = 60;
const bytesPerMs = 1_000;

interface HistoryPreview {
  mails: number;
  /** Of those, the ones whose tickets would come in open. */
  open: number;
  /** When the first and the last of them arrived; null: there is none, or the server does not say. */
  from: Date | null;
  until: Date | null;
  approximateBytes: number;
  approximateSeconds: number;
}

/**
 * What an import from a day on would take in; asks the server and changes nothing. Throws the problems of a
 * connection (`mailboxes.imap_…`).
 */
export async function previewHistory(
  input: { account: MailAccount; since: string | null; openFrom: string | null },
  deps: { db: Db; signIns: SignIns },
): Promise<HistoryPreview> {
  const { account } = input;
  if (!account.imap) throw new AppError('mailboxes.no_imap');
  const present = { ...account, imap: account.imap };
  const { server, signIn } = await deps.signIns.imap(present).catch((error: unknown) => {
    if (error instanceof MailConsentError) throw new AppError(error.failure.code, error.failure);
    throw error;
  });
  const client = new ImapFlow(imapOptions(server, signIn));
  // A line that fell silent in the middle of a command is told of here; closing ends the command.
  client.on('error', () => client.close());
  const line = { client, signal: AbortSignal.timeout(allMs) };
  try {
    await inTime(client.connect(), line);
    const opened = await inTime(client.mailboxOpen(inbox, { readOnly: true }), line);
    const folder = await findFolder({ channelAccountId: account.id, folder: inbox }, deps.db);
    const until =
      folder?.uid_validity === String(opened.uidValidity) ? folder.old_until_uid : opened.uidNext - 1;
    const uids = await historyUids({ since: input.since, until }, line);
    const all = new Set(uids);
    const open = (await openUids({ openFrom: input.openFrom, until }, line)).filter((uid) => all.has(uid));
    return { ...(await measure(uids, line)), open: open.length };
  } catch (error) {
    if (error instanceof AppError) throw error;
    const { code, params } = imapFailure(error, server);
    throw new AppError(code, params);
  } finally {
    client.close();
  }
}

async function measure(
  uids: readonly number[],
  line: { client: ImapFlow; signal: AbortSignal },
): Promise<Omit<HistoryPreview, 'open'>> {
  const every = Math.max(1, Math.ceil(uids.length / sampleMax));
  const sample = uids.filter((_, index) => index % every === 0 || index === uids.length - 1);
  const found =
    sample.length === 0
      ? []
      : await inTime(
          line.client.fetchAll(
            sample.join(','),
            { uid: true, size: true, internalDate: true },
            { uid: true },
          ),
          line,
        );
  const mails = found.map(describe);
  const bytes = mails.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const approximateBytes = mails.length === 0 ? 0 : Math.round((bytes / mails.length) * uids.length);
  const times = mails.flatMap(({ arrivedAt }) => (arrivedAt ? [arrivedAt.getTime()] : []));
  const at = (time: number) => (times.length === 0 ? null : new Date(time));
  return {
    mails: uids.length,
    from: at(Math.min(...times)),
    until: at(Math.max(...times)),
    approximateBytes,
    approximateSeconds: Math.ceil((uids.length * msPerMail + approximateBytes / bytesPerMs) / 1000),
  };
}
