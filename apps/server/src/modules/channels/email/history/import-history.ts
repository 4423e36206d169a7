import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import type { Platform } from '../../../../platform/platform.ts';
import { waitAfterTry } from '../imap/back-off.rules.ts';
import { createFetchProgress } from '../imap/fetch-progress.ts';
import { type FolderRow, findFolder } from '../imap/folder.store.ts';
import { isOld } from '../imap/old-mail.rules.ts';
import { describeMails, type Reader, type ReadMail, readMails } from '../imap/read-mails.ts';
import { readingFailure } from '../imap/reading-failures.ts';
import { asksToWait } from '../imap/server-words.rules.ts';
import { inTime, ours } from '../imap/session-steps.ts';
import { insertRaws, type PreparedRaw, prepareRaw } from '../intake/raw.store.ts';
import type { RawIntake } from '../intake/raw-intake.ts';
import { imapOptions } from '../mailboxes/connection-options.ts';
import type { MailAccount } from '../mailboxes/mailboxes.store.ts';
import type { SignIns } from '../mailboxes/sign-ins.ts';
import {
  advanceImport,
  aimImport,
  finishImport,
  type HistoryImport,
  isRunning,
  recordImportError,
  waitingHistory,
} from './imports.store.ts';

const inbox = 'INBOX';
const batchMax = 10;
/** So few wait to become tickets at a time that new mail is never behind more than these. */
const waitingMax = 20;
const roomMs = 250;
/** Until the mailbox was opened for the first time, it is not known what is history. */
const notYetMs = 2_000;
const searchMs = 120_000;
const connectMs = 30_000;

export interface HistoryImporter {
  stop(): Promise<void>;
}

interface Deps {
  platform: Platform;
  intake: RawIntake;
  signIns: SignIns;
}

/** UIDs whose tickets come in open. */
type OpenUids = ReadonlySet<number>;

interface Step extends Reader, Deps {
  account: MailAccount;
  job: HistoryImport;
}

/**
 * Takes in what was in a mailbox before its first connection, oldest first, over a line of its own and in the
 * background; ends when it is done, paused or stopped, and goes on where it was after a restart.
 */
export function startImporter(
  input: { account: MailAccount; job: HistoryImport; ended: () => void },
  deps: Deps,
): HistoryImporter {
  const stopping = new AbortController();
  const done = run({ ...input, signal: stopping.signal }, deps).finally(input.ended);
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

async function run(
  input: { account: MailAccount; job: HistoryImport; signal: AbortSignal },
  deps: Deps,
): Promise<void> {
  const { account, job, signal } = input;
  const { platform } = deps;
  const progress = createFetchProgress();
  for (let tries = 1; !signal.aborted; tries += 1) {
    try {
      await runOnce({ ...input, progress }, deps);
      return;
    } catch (error) {
      if (signal.aborted) return;
      platform.log.warn(
        { channelAccountId: account.id, importId: job.id, err: error },
        'history has to wait',
      );
      const failure = readingFailure(error, account.imap!);
      const told = { id: job.id, failure, now: platform.clock.now() };
      await recordImportError(told, platform.db).catch(() => undefined);
      const end = asksToWait(error) ? 'asked_to_wait' : 'failed';
      await pause(waitAfterTry({ end, tries, chance: 0.5 }), signal);
    }
  }
}

async function runOnce(
  input: { account: MailAccount; job: HistoryImport } & Omit<Reader, 'client'>,
  deps: Deps,
): Promise<void> {
  const { account, signal } = input;
  const { server, signIn } = await deps.signIns.imap({ ...account, imap: account.imap! });
  const client = new ImapFlow(imapOptions(server, signIn));
  // A line that fell silent in the middle of a command is told of here; closing ends the command.
  client.on('error', () => client.close());
  const step: Step = { ...input, ...deps, client };
  try {
    await inTime(client.connect(), step, connectMs);
    const opened = await inTime(client.mailboxOpen(inbox, { readOnly: true }), step);
    const folder = await untilKnown(String(opened.uidValidity), step);
    if (folder && !signal.aborted) await takeIn(folder, step);
  } finally {
    client.close();
  }
}

/** The folder as the mailbox's own reading has it; null when the import was paused meanwhile. */
async function untilKnown(
  uidValidity: string,
  { account, job, platform, signal }: Step,
): Promise<FolderRow | null> {
  for (;;) {
    const row = await findFolder({ channelAccountId: account.id, folder: inbox }, platform.db);
    if (row?.uid_validity === uidValidity) return row;
    if (signal.aborted || !(await isRunning(job.id, platform.db))) return null;
    await pause(notYetMs, signal);
  }
}

async function takeIn(folder: FolderRow, step: Step): Promise<void> {
  const { job, platform, signal } = step;
  const all = await historyUids({ since: job.since, until: folder.old_until_uid }, step);
  const open: OpenUids = new Set(
    await openUids({ openFrom: job.open_from, until: folder.old_until_uid }, step),
  );
  const isNew = job.uid_validity !== folder.uid_validity;
  if (isNew) {
    const aim = { id: job.id, uidValidity: folder.uid_validity, total: all.length };
    await aimImport({ ...aim, now: platform.clock.now() }, platform.db);
    Object.assign(job, { uid_validity: folder.uid_validity, last_uid: 0 });
  }
  const uids = all.filter((uid) => uid > job.last_uid);
  for (let at = 0; at < uids.length; at += batchMax) {
    if (!(await hasRoom(step))) return;
    const batch = uids.slice(at, at + batchMax);
    const mails = (await describeMails(batch, step)).filter((mail) => isOld(mail, folder));
    await store({ read: await readMails(mails, step), batch, open }, step);
  }
  if (!signal.aborted) await finishImport({ id: job.id, now: platform.clock.now() }, platform.db);
}

/** UIDs of the open folder that are history: from a day on, up to the last one of the first connection. */
export async function historyUids(
  input: { since: string | null; until: number },
  line: Pick<Reader, 'client' | 'signal'>,
): Promise<number[]> {
  const { since, until } = input;
  if (until < 1) return [];
  const query = { uid: `1:${until}`, ...(since ? { since: new Date(`${since}T00:00:00Z`) } : {}) };
  const found = await inTime(line.client.search(query, { uid: true }), line, searchMs);
  if (!found) throw new Error('the server refused to list its mail');
  return found.filter((uid) => uid <= until).sort((a, b) => a - b);
}

/** Of those, the ones whose tickets come in open. */
export async function openUids(
  input: { openFrom: string | null; until: number },
  line: Pick<Reader, 'client' | 'signal'>,
): Promise<number[]> {
  const { openFrom: since, until } = input;
  return since === null ? [] : historyUids({ since, until }, line);
}

/** Waits until few of the history wait to become tickets; false: it was paused or stopped. */
async function hasRoom({ account, job, platform, signal }: Step): Promise<boolean> {
  for (;;) {
    if (signal.aborted || !(await isRunning(job.id, platform.db))) return false;
    if ((await waitingHistory(account.id, platform.db)) + batchMax <= waitingMax) return true;
    await pause(roomMs, signal);
  }
}

async function store(
  input: { read: readonly ReadMail[]; batch: readonly number[]; open: OpenUids },
  step: Step,
): Promise<void> {
  const { platform, account, job, intake } = step;
  const prepared: PreparedRaw[] = [];
  for (const { mail, bytes } of input.read) {
    prepared.push(
      await ours(
        prepareRaw(
          {
            source: 'imap',
            origin: 'import',
            channelAccountId: account.id,
            bytes,
            recipient: account.address,
            receivedAt: platform.clock.now(),
            arrivedAt: mail.arrivedAt,
            arrivesClosed: !input.open.has(mail.uid),
          },
          platform,
        ),
      ),
    );
  }
  const uid = input.batch.at(-1)!;
  await platform.db.transaction().execute(async (tx) => {
    await insertRaws(prepared, { db: tx, clock: platform.clock });
    await advanceImport({ id: job.id, uid, mails: input.batch.length, now: platform.clock.now() }, tx);
  });
  job.last_uid = uid;
  if (prepared.length > 0) intake.announce();
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
