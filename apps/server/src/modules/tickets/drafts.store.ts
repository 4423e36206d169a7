import { type DraftKind, type DraftVersion, draftVersionsMax } from '@ventanilla/contracts/writing';
import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '../../platform/db/database.ts';
import { keepPlan } from '../../platform/db/kept-plans.ts';
import type { Work } from '../../platform/work.ts';

export type DraftRow = Selectable<Database['drafts']>;

/** Whose draft: one a ticket, agent and kind. */
export interface DraftKey {
  ticketId: string;
  agentId: string;
  kind: DraftKind;
}

export type DraftContent = Pick<
  DraftRow,
  'html' | 'text' | 'cc' | 'bcc' | 'upload_ids' | 'seen_message_id' | 'answers_message_id' | 'from_address'
>;

export function contentOf(row: DraftContent): DraftContent {
  const { html, text, cc, bcc, upload_ids, seen_message_id, answers_message_id, from_address } = row;
  return { html, text, cc, bcc, upload_ids, seen_message_id, answers_message_id, from_address };
}

/** True where nobody would miss it. */
export function isBlank({ text, upload_ids, cc, bcc }: DraftContent): boolean {
  return text.trim() === '' && upload_ids.length === 0 && cc.length === 0 && bcc.length === 0;
}

/**
 * Whoever else saves or ends this draft waits until the transaction ends: of two devices that begin one at once the
 * second finds the first's, and none saves over one that is being sent.
 */
async function holdDraft(key: DraftKey, work: Work): Promise<void> {
  const name = `draft:${key.ticketId}:${key.agentId}:${key.kind}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0)) ${keepPlan}`.execute(work.tx);
}

/** The draft, held until the transaction ends, or null. */
export async function lockDraft(key: DraftKey, work: Work): Promise<DraftRow | null> {
  await holdDraft(key, work);
  return findDraft(key, work.tx);
}

export async function findDraft(key: DraftKey, db: Db): Promise<DraftRow | null> {
  const row = await db
    .selectFrom('drafts')
    .selectAll()
    .where('ticket_id', '=', key.ticketId)
    .where('agent_id', '=', key.agentId)
    .where('kind', '=', key.kind)
    .executeTakeFirst();
  return row ?? null;
}

/** Writes the draft over what there was; the revision grows even where the clock does not. */
export async function putDraft(key: DraftKey, content: DraftContent, work: Work): Promise<DraftRow> {
  const { rows } = await sql<DraftRow>`
    insert into drafts (ticket_id, agent_id, kind, html, text, cc, bcc, upload_ids, seen_message_id,
      answers_message_id, from_address, rev, updated_at)
    values (${key.ticketId}, ${key.agentId}, ${key.kind}, ${content.html}, ${content.text}, ${content.cc}::text[],
      ${content.bcc}::text[], ${content.upload_ids}::uuid[], ${content.seen_message_id}::uuid, ${content.answers_message_id}::uuid,
      ${content.from_address}, ${work.now.getTime()}, ${work.now})
    on conflict (ticket_id, agent_id, kind) do update set html = excluded.html, text = excluded.text,
      cc = excluded.cc, bcc = excluded.bcc, upload_ids = excluded.upload_ids, seen_message_id = excluded.seen_message_id,
      answers_message_id = excluded.answers_message_id, from_address = excluded.from_address, rev = greatest(drafts.rev + 1, excluded.rev), updated_at = excluded.updated_at
    returning *`.execute(work.tx);
  return rows[0]!;
}

export async function removeDraft(key: DraftKey, work: Work): Promise<void> {
  await holdDraft(key, work);
  await sql`delete from drafts
    where ticket_id = ${key.ticketId} and agent_id = ${key.agentId} and kind = ${key.kind} ${keepPlan}`.execute(
    work.tx,
  );
}

/** When the newest snapshot was taken, or null. */
export async function lastVersionAt(key: DraftKey, work: Work): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(saved_at) as at from draft_versions
    where ticket_id = ${key.ticketId} and agent_id = ${key.agentId} and kind = ${key.kind}`.execute(work.tx);
  return rows[0]?.at ?? null;
}

/**
 * Keeps a snapshot, unless it is blank or the newest one says the same; of more than `draftVersionsMax` the oldest
 * go, those taken from time to time first.
 */
export async function keepVersion(
  key: DraftKey,
  version: { content: DraftContent; reason: DraftVersion['reason'] },
  work: Work,
): Promise<void> {
  const { content, reason } = version;
  if (isBlank(content)) return;
  const own = sql`ticket_id = ${key.ticketId} and agent_id = ${key.agentId} and kind = ${key.kind}`;
  const { rows } = await sql<{ id: string }>`
    insert into draft_versions (id, ticket_id, agent_id, kind, reason, html, text, cc, bcc, upload_ids, seen_message_id,
      answers_message_id, from_address, saved_at)
    select ${work.ids.uuid()}::uuid, ${key.ticketId}::uuid, ${key.agentId}::uuid, ${key.kind}, ${reason},
      ${content.html}, ${content.text}, ${content.cc}::text[], ${content.bcc}::text[], ${content.upload_ids}::uuid[],
      ${content.seen_message_id}::uuid, ${content.answers_message_id}::uuid, ${content.from_address}, ${work.now}::timestamptz
    where not exists (
      select from (select * from draft_versions where ${own} order by saved_at desc, id desc limit 1) newest
      where newest.html = ${content.html} and newest.cc = ${content.cc}::text[] and newest.bcc = ${content.bcc}::text[]
        and newest.upload_ids = ${content.upload_ids}::uuid[]
        and newest.answers_message_id is not distinct from ${content.answers_message_id}::uuid
        and newest.from_address is not distinct from ${content.from_address})
    returning id`.execute(work.tx);
  if (rows.length === 0) return;
  await sql`delete from draft_versions where id in (
      select id from draft_versions where ${own}
      order by reason = 'saved', saved_at desc, id desc offset ${draftVersionsMax})`.execute(work.tx);
}
