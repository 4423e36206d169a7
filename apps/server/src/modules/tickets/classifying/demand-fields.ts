import { sql } from 'kysely';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import type { TicketRow } from '../tickets.store.ts';

/**
 * Of the fields that appear on a ticket, those that must be filled in when a person opens or closes it, are. Nobody asks
 * a machine. Throws `tickets.fields_missing` with the names of the empty ones.
 */
export async function demandFields(
  {
    ticket,
    when,
  }: {
    ticket: Pick<TicketRow, 'id' | 'type_key' | 'subject_key' | 'department_id'>;
    when: 'create' | 'close';
  },
  work: Work,
): Promise<void> {
  if (work.actor.kind !== 'agent') return;
  const { rows } = await sql<{ name: string; name_en: string | null }>`
    select d.name, d.name_en from field_definitions d
    where d.active and d.key in (select u.field_key from field_uses u
        where coalesce(u.required, d.required) = ${when} and (u.place = 'always'
          or (u.place = 'type' and u.place_key = ${ticket.type_key}::text)
          or (u.place = 'subject' and u.place_key = ${ticket.subject_key}::text)
          or (u.place = 'department' and u.place_key = ${ticket.department_id}::text)))
      and not exists (select from ticket_fields v where v.ticket_id = ${ticket.id} and v.field_values ? d.key)
    order by d.position ${keepPlan}`.execute(work.tx);
  if (rows.length === 0) return;
  const isEnglish = work.actor.language === 'en';
  const fields = rows.map(({ name, name_en }) => (isEnglish ? (name_en ?? name) : name)).join(', ');
  throw new AppError('tickets.fields_missing', { params: { fields } });
}
