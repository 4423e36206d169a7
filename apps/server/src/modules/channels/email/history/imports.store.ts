import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '../../../../platform/db/database.ts';
import type { Work } from '../../../../platform/work.ts';
import type { MailboxFailure } from '../../channels.tables.ts';

type Row = Selectable<Database['mailbox_imports']>;

/** History that somebody asked for, as far as it is. */
export interface HistoryImport extends Omit<Row, 'since' | 'open_from'> {
  /** `YYYY-MM-DD`; null: everything. */
  since: string | null;
  /** `YYYY-MM-DD`: what arrived then or later opens tickets that are open; null: all of them are closed. */
  open_from: string | null;
}

const columns = sql`id, channel_account_id, state, to_char(since, 'YYYY-MM-DD') as since, to_char(open_from, 'YYYY-MM-DD') as open_from, uid_validity, last_uid, total,
  done, last_error, created_by, created_at, updated_at, finished_at`;

/** Begins to take in what is there from a day on. Answers null where one is under way for that mailbox. */
export async function beginImport(
  input: { channelAccountId: string; since: string | null; openFrom: string | null },
  work: Work,
): Promise<HistoryImport | null> {
  const by = work.actor.kind === 'agent' ? work.actor.id : null;
  const { rows } = await sql<HistoryImport>`
    insert into mailbox_imports (id, channel_account_id, state, since, open_from, created_by, created_at, updated_at)
    values (${work.ids.uuid()}, ${input.channelAccountId}, 'running', ${input.since}::date, ${input.openFrom}::date, ${by}::uuid, ${work.now},
      ${work.now})
    on conflict (channel_account_id) where state <> 'done' do nothing
    returning ${columns}`.execute(work.tx);
  return rows[0] ?? null;
}

/** The latest of each mailbox, by the mailbox's id. */
export async function latestImports(db: Db): Promise<Map<string, HistoryImport>> {
  const { rows } = await sql<HistoryImport>`
    select distinct on (channel_account_id) ${columns} from mailbox_imports
    order by channel_account_id, created_at desc`.execute(db);
  return new Map(rows.map((row) => [row.channel_account_id, row]));
}

export async function runningImports(db: Db): Promise<HistoryImport[]> {
  const { rows } = await sql<HistoryImport>`
    select ${columns} from mailbox_imports where state = 'running'`.execute(db);
  return rows;
}

/** Pauses, goes on with, or ends the one that is not done. Answers null where there is none. */
export async function setImportState(
  input: { channelAccountId: string; state: 'running' | 'paused' | 'done' },
  work: Work,
): Promise<HistoryImport | null> {
  const { state } = input;
  const { rows } = await sql<HistoryImport>`
    update mailbox_imports set state = ${state}, updated_at = ${work.now}, last_error = null,
      finished_at = ${state === 'done' ? work.now : null}
    where channel_account_id = ${input.channelAccountId} and state <> 'done' returning ${columns}`.execute(
    work.tx,
  );
  return rows[0] ?? null;
}

/** Begins a folder, or begins it again because its mails were numbered anew. */
export async function aimImport(
  input: { id: string; uidValidity: string; total: number; now: Date },
  db: Db,
): Promise<void> {
  await sql`update mailbox_imports set uid_validity = ${input.uidValidity}, last_uid = 0, done = 0,
      total = ${input.total}, updated_at = ${input.now}
    where id = ${input.id}`.execute(db);
}

/** In the transaction that stored the mails up to `uid`. */
export async function advanceImport(
  input: { id: string; uid: number; mails: number; now: Date },
  tx: Db,
): Promise<void> {
  await sql`update mailbox_imports set last_uid = ${input.uid}, done = done + ${input.mails}, last_error = null,
      updated_at = ${input.now}
    where id = ${input.id}`.execute(tx);
}

/** Whether it is to go on: somebody may have paused it, here or in another process. */
export async function isRunning(id: string, db: Db): Promise<boolean> {
  const { rows } = await sql`select 1 from mailbox_imports where id = ${id} and state = 'running'`.execute(
    db,
  );
  return rows.length > 0;
}

export async function finishImport(input: { id: string; now: Date }, db: Db): Promise<void> {
  await sql`update mailbox_imports set state = 'done', finished_at = ${input.now}, updated_at = ${input.now}
    where id = ${input.id} and state = 'running'`.execute(db);
}

export async function recordImportError(
  input: { id: string; failure: MailboxFailure; now: Date },
  db: Db,
): Promise<void> {
  await sql`update mailbox_imports set last_error = ${JSON.stringify(input.failure)}::jsonb, updated_at = ${input.now}
    where id = ${input.id}`.execute(db);
}

/** Mails of history that wait to become tickets. */
export async function waitingHistory(channelAccountId: string, db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from inbound_raw
    where state = 'waiting' and origin = 'import' and channel_account_id = ${channelAccountId}`.execute(db);
  return rows[0]!.n;
}
