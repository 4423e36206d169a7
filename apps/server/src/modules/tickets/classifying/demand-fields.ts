import type { CloseNeed, StoredRules } from '@ventanilla/contracts/department-rules';
import { type Named, nameIn } from '@ventanilla/contracts/named.rules';
import { closeNeedWords as en } from '@ventanilla/phrases/en/who';
import { closeNeedWords as es } from '@ventanilla/phrases/es/who';
import { sql } from 'kysely';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import type { TicketRow } from '../tickets.store.ts';

type Asked = Pick<TicketRow, 'id' | 'type_key' | 'subject_key' | 'priority_key' | 'department_id'>;

const words = { es, en };

/**
 * Of the fields that appear on a ticket, those that must be filled in when a person opens or closes it, are; and so is
 * what its department asks for before closing. Nobody asks a machine, and of what is ignored no department asks
 * anything. Throws `tickets.fields_missing` with the names of what is missing.
 */
export async function demandFields(
  { ticket, when, isIgnored = false }: { ticket: Asked; when: 'create' | 'close'; isIgnored?: boolean },
  work: Work,
): Promise<void> {
  const missing =
    when === 'close' && !isIgnored
      ? await missingToClose(ticket, work)
      : await emptyFields({ ticket, when }, work);
  if (missing.length > 0)
    throw new AppError('tickets.fields_missing', { params: { fields: missing.join(', ') } });
}

/** What is to be filled in before a ticket is closed, in the actor's language; nothing for a machine. */
export async function missingToClose(ticket: Asked, work: Work): Promise<string[]> {
  return [...(await unmetNeeds(ticket, work)), ...(await emptyFields({ ticket, when: 'close' }, work))];
}

async function emptyFields(
  { ticket, when }: { ticket: Asked; when: 'create' | 'close' },
  work: Work,
): Promise<string[]> {
  if (work.actor.kind !== 'agent') return [];
  const { rows } = await sql<Named>`
    select d.name, d.name_en as "nameEn" from field_definitions d
    where d.active and d.key in (select u.field_key from field_uses u
        where coalesce(u.required, d.required) = ${when} and (u.place = 'always'
          or (u.place = 'type' and u.place_key = ${ticket.type_key}::text)
          or (u.place = 'subject' and u.place_key = ${ticket.subject_key}::text)
          or (u.place = 'department' and u.place_key = ${ticket.department_id}::text)))
      and not exists (select from ticket_fields v where v.ticket_id = ${ticket.id} and v.field_values ? d.key)
    order by d.position ${keepPlan}`.execute(work.tx);
  return rows.map((field) => nameIn(field, work.actor.language));
}

async function unmetNeeds(ticket: Asked, work: Work): Promise<string[]> {
  if (work.actor.kind !== 'agent' || ticket.department_id === null) return [];
  const { rows } = await sql<{ rules: StoredRules; tagged: boolean; timed: boolean }>`
    select d.rules, exists (select from ticket_tags g where g.ticket_id = ${ticket.id}) as tagged,
      exists (select from time_entries e where e.ticket_id = ${ticket.id} and e.removed_at is null) as timed
    from departments d where d.id = ${ticket.department_id} ${keepPlan}`.execute(work.tx);
  const met: Record<CloseNeed, boolean> = {
    type: ticket.type_key !== null,
    priority: ticket.priority_key !== null,
    subject: ticket.subject_key !== null,
    tags: rows[0]?.tagged ?? true,
    time: rows[0]?.timed ?? true,
  };
  const needs = rows[0]?.rules.closeNeeds ?? [];
  return needs.filter((need) => !met[need]).map((need) => words[work.actor.language][need]);
}
