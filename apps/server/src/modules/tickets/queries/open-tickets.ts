import type { StatusCategory } from '@ventanilla/contracts/events';
import type { OpenTicketHint } from '@ventanilla/contracts/new-ticket';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { toInstant } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import { visibleTo } from '../tickets.store.ts';

/** Hints shown before somebody opens a ticket that may exist. */
const hintsMax = 8;

interface HintRow {
  id: string;
  number: number;
  subject: string;
  status_key: string;
  status_category: StatusCategory;
  requester_name: string;
  owner_name: string | null;
  activity_at: Date;
}

/** What is open of a person and of their organisation, the person's own first, newest activity first. */
export async function listOpenTickets(
  input: { contactId?: string | undefined; organizationId?: string | undefined; actor: Actor },
  db: Db,
): Promise<OpenTicketHint[]> {
  const { contactId = null, organizationId = null } = input;
  const { rows } = await sql<HintRow>`
    select t.id, t.number, t.subject, t.status_key, t.status_category, c.name as requester_name,
      a.name as owner_name, t.activity_at
    from (
      (select t.* from tickets t where t.requester_id = ${contactId}::uuid and t.closed_at is null and not t.is_spam
        and ${visibleTo(input.actor)} order by t.created_at desc limit ${sql.lit(hintsMax)})
      union
      (select t.* from tickets t where t.organization_id = ${organizationId}::uuid and t.closed_at is null and not t.is_spam
        and ${visibleTo(input.actor)} order by t.activity_at desc, t.id desc limit ${sql.lit(hintsMax)})) t
    join contacts c on c.id = t.requester_id
    left join agents a on a.id = t.owner_id
    order by (t.requester_id = ${contactId}::uuid) is true desc, t.activity_at desc, t.id desc
    limit ${sql.lit(hintsMax)}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    subject: row.subject,
    status: { key: row.status_key, category: row.status_category },
    requesterName: row.requester_name,
    ownerName: row.owner_name,
    activityAt: toInstant(row.activity_at),
  }));
}
