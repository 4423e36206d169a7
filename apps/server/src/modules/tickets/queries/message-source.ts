import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';
import { visibleTo } from '../tickets.store.ts';

export interface MessageSource {
  direction: 'in' | 'out';
  html: string | null;
  from_address: string | null;
}

/** Markup and sender of one message of a ticket that the actor may see. Throws `messages.not_found`. */
export async function getMessageSource(
  input: { messageId: string; actor: Actor },
  db: Db,
): Promise<MessageSource> {
  const { rows } = await sql<MessageSource>`
    select m.direction, b.html, b.from_address
    from messages m join tickets t on t.id = m.ticket_id join message_bodies b on b.message_id = m.id
    where m.id = ${input.messageId} and ${visibleTo(input.actor)}`.execute(db);
  if (!rows[0]) throw new AppError('messages.not_found');
  return rows[0];
}

/**
 * The received mail that a message of a ticket came from, for an actor who may see that ticket. Throws
 * `messages.not_found`, `messages.no_original`.
 */
export async function getInboundOf(
  input: { messageId: string; actor: Actor },
  db: Db,
): Promise<{ inboundId: string; subject: string }> {
  const { rows } = await sql<{ inbound_id: string | null; subject: string | null }>`
    select m.inbound_id, b.subject
    from messages m join tickets t on t.id = m.ticket_id join message_bodies b on b.message_id = m.id
    where m.id = ${input.messageId} and ${visibleTo(input.actor)}`.execute(db);
  if (!rows[0]) throw new AppError('messages.not_found');
  if (!rows[0].inbound_id) throw new AppError('messages.no_original');
  return { inboundId: rows[0].inbound_id, subject: rows[0].subject ?? '' };
}
