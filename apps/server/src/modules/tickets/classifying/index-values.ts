import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';

/** Makes a ticket findable by the tags and the values of fields that it has now, and no longer by others. */
export async function indexValues({ ticketId }: { ticketId: string }, work: Work): Promise<void> {
  await sql`insert into ticket_search (ticket_id, vector) values (${ticketId}, ticket_search_vector(${ticketId}::uuid))
    on conflict (ticket_id) do update set vector = excluded.vector`.execute(work.tx);
}
