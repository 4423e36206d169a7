import { type RawBuilder, sql } from 'kysely';
import { systemActor } from '../../../../platform/actor.ts';
import type { Db } from '../../../../platform/db/database.ts';
import type { Platform } from '../../../../platform/platform.ts';
import { createMailReader } from './mail-reader.ts';
import { type RereadOutcome, rereadMail } from './reread-mail.ts';

/** Mails in one batch: progress is told after each, and work stopped there goes on from there. */
const batchMails = 200;

/** Which received mails are read again; what is left out does not narrow. */
export interface ReprocessFilter {
  /** Of received mails or of their messages. */
  ids?: readonly string[];
  /** Address of a mailbox. */
  mailbox?: string;
  since?: Date;
  until?: Date;
  /** Where an earlier run stopped: the last id it told. */
  after?: string;
}

export interface ReprocessProgress {
  counts: Record<RereadOutcome | 'failed', number>;
  /** Of the last mail done; the next run begins after it. */
  lastId: string;
}

/**
 * Reads stored mail again, in the order of arrival and in batches, and replaces what its messages say. Reading one
 * twice changes nothing, so a run that was stopped may be repeated or continued. A mail that fails is counted and
 * the rest go on.
 */
export async function reprocessMails(
  input: { filter: ReprocessFilter; dryRun: boolean },
  deps: Pick<Platform, 'db' | 'clock' | 'files' | 'transact' | 'ids' | 'log'>,
  tell: (progress: ReprocessProgress) => Promise<void>,
): Promise<ReprocessProgress['counts']> {
  const counts = { changed: 0, same: 0, unreadable: 0, queued: 0, skipped: 0, failed: 0 };
  const reader = createMailReader(deps);
  const runId = deps.ids.uuid();
  try {
    for (let after = input.filter.after ?? null; ; ) {
      const ids = await nextBatch(input.filter, after, deps.db);
      for (const inboundId of ids) {
        const asked = { inboundId, actor: systemActor, runId, dryRun: input.dryRun };
        counts[await outcomeOf(() => rereadMail(asked, { ...deps, read: reader.read }), inboundId, deps)] +=
          1;
      }
      after = ids.at(-1) ?? after;
      if (ids.length > 0 && after) await tell({ counts: { ...counts }, lastId: after });
      if (ids.length < batchMails) return counts;
    }
  } finally {
    await reader.stop();
  }
}

async function outcomeOf(
  reread: () => Promise<RereadOutcome>,
  inboundId: string,
  { log }: Pick<Platform, 'log'>,
): Promise<RereadOutcome | 'failed'> {
  try {
    return await reread();
  } catch (error) {
    log.warn({ inboundId, err: error }, 'mail could not be read again');
    return 'failed';
  }
}

async function nextBatch(filter: ReprocessFilter, after: string | null, db: Db): Promise<string[]> {
  const ids = filter.ids ? [...filter.ids] : null;
  const conditions: RawBuilder<unknown>[] = [
    sql`r.state <> 'waiting'`,
    ...(after ? [sql`r.id > ${after}::uuid`] : []),
    ...(ids ? [sql`(r.id = any(${ids}::uuid[]) or r.message_id = any(${ids}::uuid[]))`] : []),
    ...(filter.mailbox
      ? [
          sql`r.channel_account_id = (select id from channel_accounts where lower(address) = ${filter.mailbox.toLowerCase()})`,
        ]
      : []),
    ...(filter.since ? [sql`r.received_at >= ${filter.since}`] : []),
    ...(filter.until ? [sql`r.received_at < ${filter.until}`] : []),
  ];
  const { rows } = await sql<{ id: string }>`
    select r.id from inbound_raw r where ${sql.join(conditions, sql` and `)}
    order by r.id limit ${batchMails}`.execute(db);
  return rows.map(({ id }) => id);
}
