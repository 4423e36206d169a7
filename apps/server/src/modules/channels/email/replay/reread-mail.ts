import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../../../../platform/actor.ts';
import type { Db } from '../../../../platform/db/database.ts';
import { AppError } from '../../../../platform/errors.ts';
import type { Platform } from '../../../../platform/platform.ts';
import { type Reread, rereadMessage } from '../../../tickets/index.ts';
import { storeAttachments } from '../intake/apply-mail.ts';
import type { StoredAttachment } from '../intake/decided-mail.ts';
import { keepFiles, readingOf } from '../intake/mail-parts.ts';
import { type ParsedMail, parseNotices } from '../parse/parsed-mail.ts';
import { type ParseResult, ParserUnavailableError } from '../parse/parser-pool.ts';

/**
 * `changed`, `same`: read again, and it says something else or what it said; `unreadable`: it could not be read, and
 * nothing changed; `queued`: it has no message yet and is on its way in again; `skipped`: it has no message on purpose.
 */
export type RereadOutcome = 'changed' | 'same' | 'unreadable' | 'queued' | 'skipped';

export type RereadDeps = Pick<Platform, 'db' | 'clock' | 'files' | 'transact'> & {
  read(raw: Buffer): Promise<ParseResult>;
};

interface InboundRow {
  id: string;
  sha256: string;
  state: 'waiting' | 'done' | 'set_aside';
  /**
   * The message that this very mail became; null for copies of a mail, and for an agent's own answer by mail, which
   * is what was sent, whatever its original says.
   */
  message_id: string | null;
}

/**
 * Reads one received mail again from its stored bytes and gives its message what is read now. Never a second
 * ticket, never an answer or a notice: events carry the origin `replay`. `dryRun` only says what would happen.
 * Throws `intake.not_found`, `http.unavailable`.
 */
export async function rereadMail(
  input: { inboundId: string; actor: Actor; runId?: string; dryRun?: boolean },
  deps: RereadDeps,
): Promise<RereadOutcome> {
  const row = await findInbound(input.inboundId, deps.db);
  if (!row) throw new AppError('intake.not_found');
  if (row.message_id === null) return letInAgain(row, input.dryRun ?? false, deps);
  const { message_id: messageId } = row;
  const parsed = await readBytes(row, deps);
  if (!parsed?.ok) return 'unreadable';
  const attachments = input.dryRun ? hashed(parsed.mail) : await storeAttachments(parsed.mail, deps.files);
  const options = {
    actor: input.actor,
    origin: 'replay' as const,
    runId: input.runId ?? null,
    correlationId: row.id,
  };
  try {
    return await deps.transact(options, async (work) => {
      await keepFiles(attachments, work);
      const { changed } = await rereadMessage(
        newReading({ messageId, mail: parsed.mail, attachments }),
        work,
      );
      const outcome = changed ? ('changed' as const) : ('same' as const);
      if (input.dryRun) throw new OnlyTried(outcome);
      await sql`update inbound_raw set state = 'done', error = null, done_at = ${work.now}
        where id = ${row.id} and state = 'set_aside'`.execute(work.tx);
      return outcome;
    });
  } catch (error) {
    if (error instanceof OnlyTried) return error.outcome;
    throw error;
  }
}

/** Takes back what a trial wrote. */
class OnlyTried extends Error {
  override readonly name = 'OnlyTried';
  readonly outcome: RereadOutcome;

  constructor(outcome: RereadOutcome) {
    super(outcome);
    this.outcome = outcome;
  }
}

function newReading(found: { messageId: string; mail: ParsedMail; attachments: StoredAttachment[] }): Reread {
  const { messageId, mail, attachments } = found;
  return {
    messageId,
    subject: mail.subject,
    text: mail.visibleText,
    quotedText: mail.quotedText,
    html: mail.html,
    hasRemoteImages: mail.hasRemoteImages,
    notices: mail.notices,
    replacesNotices: parseNotices,
    reading: readingOf(mail),
    attachments,
  };
}

/** The files as they would be stored. */
function hashed(mail: ParsedMail): StoredAttachment[] {
  return mail.attachments.map(({ content, size, ...file }) => ({
    ...file,
    sizeBytes: size,
    sha256: createHash('sha256').update(content).digest('hex'),
  }));
}

async function readBytes(row: InboundRow, { files, read }: RereadDeps): Promise<ParseResult | null> {
  try {
    return await read(await files.read(row.sha256));
  } catch (error) {
    if (error instanceof ParserUnavailableError) throw new AppError('http.unavailable');
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** A mail that never became a message goes through the whole intake, as if it came now. */
async function letInAgain(
  row: InboundRow,
  dryRun: boolean,
  { db, clock }: RereadDeps,
): Promise<RereadOutcome> {
  if (row.state !== 'set_aside') return row.state === 'waiting' ? 'queued' : 'skipped';
  if (dryRun) return 'queued';
  await db.transaction().execute(async (tx) => {
    await sql`update inbound_raw set state = 'waiting', attempts = 0, next_try_at = ${clock.now()}, result = null,
        done_at = null, leased_until = null, message_id = null, ticket_id = null
      where id = ${row.id} and state = 'set_aside'`.execute(tx);
    await sql`delete from problem_looks where problem_id = ${row.id}`.execute(tx);
  });
  return 'queued';
}

async function findInbound(id: string, db: Db): Promise<InboundRow | undefined> {
  const { rows } = await sql<InboundRow>`
    select r.id, r.sha256, r.state, m.id as message_id
    from inbound_raw r
    left join messages m on m.id = r.message_id and m.inbound_id = r.id and m.direction = 'in'
      and m.author_kind <> 'agent'
    where r.id = ${id}`.execute(db);
  return rows[0];
}
