import type { TicketClassification } from '@ventanilla/contracts/ticket-classification';
import { type RawBuilder, sql } from 'kysely';
import { toInstant } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import type { TicketRow } from '../tickets.store.ts';

/** As JSON tells it. */
export type ValuesJson = Pick<TicketClassification, 'tags' | 'contactTags' | 'fields' | 'names'>;
type Classified = Pick<
  TicketRow,
  'id' | 'requester_id' | 'type_key' | 'subject_key' | 'priority_key' | 'flag' | 'due_at'
>;

/** What stands beside a ticket of all by which tickets are told apart, as one JSON value of a statement. */
export function valuesOf(ticket: Pick<TicketRow, 'id' | 'requester_id'>): RawBuilder<unknown> {
  return sql`json_build_object(
    'tags', array(select g.tag_key from ticket_tags g where g.ticket_id = ${ticket.id} order by 1),
    'contactTags', array(select g.tag_key from contact_tags g where g.contact_id = ${ticket.requester_id} order by 1),
    'fields', coalesce((select v.field_values from ticket_fields v where v.ticket_id = ${ticket.id}), '{}'),
    'names', coalesce((select json_object_agg(n.id, n.name) from (
      select coalesce(c.id, o.id) as id, coalesce(c.name, o.name) as name
      from ticket_fields v
      cross join lateral jsonb_each_text(v.field_values) e
      join field_definitions d on d.key = e.key and d.kind in ('person', 'organization')
      left join contacts c on c.id = case when d.kind = 'person' then e.value::uuid end
      left join organizations o on o.id = case when d.kind = 'organization' then e.value::uuid end
      where v.ticket_id = ${ticket.id} and coalesce(c.id, o.id) is not null) n), '{}'))`;
}

export function toClassification(ticket: Classified, values: ValuesJson): TicketClassification {
  return {
    typeKey: ticket.type_key,
    subjectKey: ticket.subject_key,
    priorityKey: ticket.priority_key,
    flag: ticket.flag,
    dueAt: toInstant(ticket.due_at),
    ...values,
  };
}

/** What a ticket, read through the gate, has of everything by which tickets are told apart. */
export async function readTicketClassification(ticket: Classified, db: Db): Promise<TicketClassification> {
  const { rows } = await sql<{ held: ValuesJson }>`select ${valuesOf(ticket)} as held ${keepPlan}`.execute(
    db,
  );
  return toClassification(ticket, rows[0]!.held);
}
