import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { decodeCursor, encodeCursor } from '../../../platform/cursor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';
import { visibleTo } from '../tickets.store.ts';
import type { OutboundEnvelope } from '../tickets.tables.ts';

export interface OutboundRow {
  id: string;
  message_id: string;
  ticket_id: string;
  ticket_number: number;
  external_id: string;
  envelope: OutboundEnvelope;
  state: 'queued' | 'sent' | 'failed';
  local: boolean;
  attempts: number;
  next_try_at: Date | null;
  sent_at: Date | null;
  server_said: string | null;
  created_at: Date;
}

/** Outgoing messages of tickets that the actor may see, newest first. */
export async function listOutbound(
  input: {
    actor: Actor;
    state?: OutboundRow['state'] | undefined;
    cursor?: string | undefined;
    limit: number;
  },
  db: Db,
): Promise<{ items: OutboundRow[]; nextCursor: string | null }> {
  const after = input.cursor ? decodeCursor(input.cursor, 2) : null;
  const { rows } = await sql<OutboundRow>`
    select o.*, t.number as ticket_number from outbound_messages o join tickets t on t.id = o.ticket_id
    where ${visibleTo(input.actor)}
      ${input.state ? sql`and o.state = ${input.state}` : sql``}
      ${after ? sql`and (o.created_at, o.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by o.created_at desc, o.id desc limit ${input.limit + 1}`.execute(db);
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items,
    nextCursor:
      rows.length > input.limit && last ? encodeCursor([last.created_at.toISOString(), last.id]) : null,
  };
}

/** One outgoing message with its text. Throws `outbox.not_found`. */
export async function getOutbound(
  input: { outboundId: string; actor: Actor },
  db: Db,
): Promise<OutboundRow & { text: string }> {
  const { rows } = await sql<OutboundRow & { text: string }>`
    select o.*, t.number as ticket_number, b.text
    from outbound_messages o join tickets t on t.id = o.ticket_id join message_bodies b on b.message_id = o.message_id
    where o.id = ${input.outboundId} and ${visibleTo(input.actor)}`.execute(db);
  if (!rows[0]) throw new AppError('outbox.not_found');
  return rows[0];
}
