import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';

/**
 * Makes a subject that was changed by hand findable: its words join those of the ticket's first message. The words of
 * the mail's own subject stay, since the mail still holds them.
 */
export async function indexSubject(
  { ticketId, subject }: { ticketId: string; subject: string },
  work: Work,
): Promise<void> {
  await sql`
    update message_search
    set vector = vector || to_tsvector('spanish', ${subject}) || to_tsvector('es_plain', ${subject})
    where message_id = (select id from messages where ticket_id = ${ticketId} order by at, id limit 1)`.execute(
    work.tx,
  );
}
