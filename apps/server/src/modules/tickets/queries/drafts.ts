import type { Attachment } from '@ventanilla/contracts/files';
import type { Draft, DraftKind, DraftVersion } from '@ventanilla/contracts/writing';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { toInstant } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { DraftKey, DraftRow } from '../drafts.store.ts';
import { agentIdOf } from '../tickets.policy.ts';
import { getTicketFor } from '../tickets.store.ts';
import { imagesOf } from '../written-html.ts';

/** Of a column of upload ids, those that wait for a message, in their order. */
export function waitingUploads(column: RawBuilder<unknown>): RawBuilder<Attachment[]> {
  return sql<Attachment[]>`coalesce((
    select json_agg(json_build_object('id', f.id, 'fileName', f.file_name, 'contentType', f.content_type,
      'sizeBytes', f.size_bytes, 'contentId', null, 'inline', false) order by array_position(${column}, f.id))
    from attachments f where f.id = any(${column}) and f.message_id is null), '[]')`;
}

/** Marks the files that stand in the text. */
export function markImages(uploads: readonly Attachment[], html: string | null): Attachment[] {
  const images = new Set(html === null ? [] : imagesOf(html));
  return uploads.map((upload) => ({ ...upload, inline: images.has(upload.id) }));
}

type WithUploads<T> = T & { uploads: Attachment[] };

function toDraft(row: WithUploads<DraftRow>): Draft {
  return {
    ticketId: row.ticket_id,
    kind: row.kind,
    html: row.html,
    text: row.text,
    cc: row.cc,
    bcc: row.bcc,
    uploads: markImages(row.uploads, row.html),
    seenMessageId: row.seen_message_id,
    answersMessageId: row.answers_message_id,
    from: row.from_address,
    rev: row.rev,
    updatedAt: toInstant(row.updated_at),
  };
}

interface OtherRow {
  agent_id: string;
  agent_name: string;
  kind: DraftKind;
  updated_at: Date;
}

/** One's own drafts on a ticket, and who else has one that says something; theirs is not read. */
export async function listDrafts(input: { ticketId: string; actor: Actor }, db: Db) {
  const agentId = agentIdOf(input.actor);
  await getTicketFor(input, db);
  const [mine, others] = await Promise.all([
    sql<WithUploads<DraftRow>>`
      select d.*, ${waitingUploads(sql`d.upload_ids`)} as uploads from drafts d
      where d.ticket_id = ${input.ticketId} and d.agent_id = ${agentId} order by d.kind desc`.execute(db),
    sql<OtherRow>`
      select d.agent_id, a.name as agent_name, d.kind, d.updated_at from drafts d join agents a on a.id = d.agent_id
      where d.ticket_id = ${input.ticketId} and d.agent_id <> ${agentId}
        and (d.text <> '' or cardinality(d.upload_ids) > 0)
      order by d.updated_at desc`.execute(db),
  ]);
  return {
    mine: mine.rows.map(toDraft),
    others: others.rows.map((row) => ({
      agent: { id: row.agent_id, name: row.agent_name },
      kind: row.kind,
      updatedAt: toInstant(row.updated_at),
    })),
  };
}

/** One draft as its writer sees it, right after it was written. */
export async function getDraft(key: DraftKey, db: Db): Promise<Draft | null> {
  const { rows } = await sql<WithUploads<DraftRow>>`
    select d.*, ${waitingUploads(sql`d.upload_ids`)} as uploads from drafts d
    where d.ticket_id = ${key.ticketId} and d.agent_id = ${key.agentId} and d.kind = ${key.kind}`.execute(db);
  return rows[0] ? toDraft(rows[0]) : null;
}

interface VersionRow {
  id: string;
  reason: DraftVersion['reason'];
  html: string;
  text: string;
  cc: string[];
  bcc: string[];
  uploads: Attachment[];
  seen_message_id: string | null;
  answers_message_id: string | null;
  from_address: string | null;
  saved_at: Date;
}

/** Snapshots of one's own draft, newest first. */
export async function listDraftVersions(
  input: { ticketId: string; kind: DraftKind; actor: Actor },
  db: Db,
): Promise<{ items: DraftVersion[] }> {
  const agentId = agentIdOf(input.actor);
  await getTicketFor(input, db);
  const { rows } = await sql<VersionRow>`
    select v.*, ${waitingUploads(sql`v.upload_ids`)} as uploads from draft_versions v
    where v.ticket_id = ${input.ticketId} and v.agent_id = ${agentId} and v.kind = ${input.kind}
    order by v.saved_at desc, v.id desc`.execute(db);
  return {
    items: rows.map((row) => ({
      id: row.id,
      reason: row.reason,
      html: row.html,
      text: row.text,
      cc: row.cc,
      bcc: row.bcc,
      uploads: markImages(row.uploads, row.html),
      seenMessageId: row.seen_message_id,
      answersMessageId: row.answers_message_id,
      from: row.from_address,
      savedAt: toInstant(row.saved_at),
    })),
  };
}
