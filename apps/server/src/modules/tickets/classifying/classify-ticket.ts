import type { Classification } from '@ventanilla/contracts/classification-definitions';
import type { ClassifiedField } from '@ventanilla/contracts/events';
import { advisePriority } from '@ventanilla/contracts/priority.rules';
import type { Classifying } from '@ventanilla/contracts/ticket-classification';
import type { Updateable } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import { lockClassification, readClassification } from '../../classification/index.ts';
import { lockContact } from '../../directory/index.ts';
import { demandRule } from '../demand-rule.ts';
import { getTicketToChange, saveTicket, type TicketRow } from '../tickets.store.ts';
import type { TicketsTable } from '../tickets.tables.ts';
import { type Change, tellChanges, wasBefore } from './changes.ts';
import { changeFields } from './field-changes.ts';
import { indexValues } from './index-values.ts';
import { changeTags } from './tag-changes.ts';
import { readTicketClassification } from './ticket-values.ts';

const hourMs = 3_600_000;

/**
 * Sets what is given of type, subject, priority, flag, due date, tags and fields, on an open ticket or a closed one; what
 * it had already changes nothing. Undoing is sending what was. Throws `tickets.is_spam`, `tickets.unknown_value` for what
 * is not in use, `tickets.reason_missing` for a priority that neither type nor hour suggest (W7), and what tags and fields
 * refuse, and `tickets.beyond_rule` for a flag that the department keeps for others.
 */
export async function classifyTicket(
  { ticketId, ...asked }: Classifying & { ticketId: string },
  work: Work,
): Promise<TicketRow> {
  const ticket = await getTicketToChange({ ticketId, by: 'tickets:classify' }, work);
  if (ticket.is_spam) throw new AppError('tickets.is_spam');
  return applyClassification({ ticket, asked }, work);
}

/** The same of a ticket in hand, its row locked or new. */
export async function applyClassification(
  { ticket, asked }: { ticket: TicketRow; asked: Classifying },
  work: Work,
): Promise<TicketRow> {
  if (asked.newTags.length > 0) await lockClassification(work);
  const definitions = await readClassification(work.tx);
  // Of an exclusive facet a person has one tag, though two of their tickets are classified at once.
  if (asked.addTags.length + asked.newTags.length > 0)
    await lockContact({ contactId: ticket.requester_id }, work);
  const held = await readTicketClassification(ticket, work.tx);
  const { patch, changes: ofColumns } = await columnChanges({ ticket, asked }, definitions, work);
  const changes = [
    ...ofColumns,
    ...(await changeTags({ ticket, asked, held }, definitions, work)),
    ...(await changeFields(
      { ticketId: ticket.id, asked: asked.fields, held: held.fields },
      definitions,
      work,
    )),
  ];
  if (changes.length === 0) return ticket;
  if (changes.some(({ field }) => field === 'tag' || field === 'field'))
    await indexValues({ ticketId: ticket.id }, work);
  const after = await saveTicket(ticket, patch, work);
  await tellChanges(changes, after, work);
  return after;
}

async function columnChanges(
  { ticket, asked }: { ticket: TicketRow; asked: Classifying },
  definitions: Classification,
  work: Work,
): Promise<{ patch: Updateable<TicketsTable>; changes: Change[] }> {
  const patch: Updateable<TicketsTable> = {};
  const changes: Change[] = [];
  const note = (field: ClassifiedField, from: string | null, to: string | null) =>
    changes.push({ field, fieldKey: null, from, to });
  const choose = async (field: 'type' | 'subject' | 'flag', to: string | null | undefined) => {
    const from = fromOf(ticket, field);
    if (to === undefined || to === from) return;
    await demandInUse({ ticketId: ticket.id, field, value: to }, definitions, work);
    note(field, from, to);
    Object.assign(patch, { [columnOf[field]]: to });
  };
  await choose('type', asked.typeKey);
  await choose('subject', asked.subjectKey);
  const flag = asked.flag === undefined ? ticket.flag : asked.flag;
  // Taking one off is up to those who may set it.
  if (flag !== ticket.flag) await demandRule({ ticket, rule: `flag:${flag ?? ticket.flag}` }, work);
  await choose('flag', asked.flag);
  const dueAt =
    asked.dueAt === undefined ? ticket.due_at : asked.dueAt === null ? null : new Date(asked.dueAt);
  if (dueAt?.getTime() !== ticket.due_at?.getTime()) {
    note('due', ticket.due_at?.toISOString() ?? null, dueAt?.toISOString() ?? null);
    patch.due_at = dueAt;
  }
  const to = asked.priorityKey;
  if (to !== undefined && to !== ticket.priority_key) {
    await demandInUse({ ticketId: ticket.id, field: 'priority', value: to }, definitions, work);
    const typeKey = asked.typeKey === undefined ? ticket.type_key : asked.typeKey;
    const reason = await reasonFor({ ticketId: ticket.id, to, typeKey, dueAt, asked }, definitions, work);
    patch.priority_key = to;
    changes.push({
      field: 'priority',
      fieldKey: null,
      from: ticket.priority_key,
      to,
      ...(reason === null ? {} : { words: { old: null, new: reason } }),
    });
  }
  return { patch, changes };
}

const columnOf = {
  type: 'type_key',
  subject: 'subject_key',
  flag: 'flag',
  priority: 'priority_key',
} as const;
const listOf = { type: 'types', subject: 'subjects', flag: 'flags', priority: 'priorities' } as const;

function fromOf(ticket: TicketRow, field: keyof typeof columnOf): string | null {
  return ticket[columnOf[field]];
}

/** Throws `tickets.unknown_value` for what nobody may choose any more, unless the ticket had it. */
async function demandInUse(
  { ticketId, field, value }: { ticketId: string; field: keyof typeof listOf; value: string | null },
  definitions: Classification,
  work: Work,
): Promise<void> {
  if (value === null) return;
  const found = definitions[listOf[field]].find(({ key }) => key === value);
  if (found && (found.active || (await wasBefore({ ticketId, field, value }, work)))) return;
  throw new AppError('tickets.unknown_value', { params: { what: found?.name ?? value } });
}

/** What was said of a priority that nothing suggests; null where it fits, or comes back. */
async function reasonFor(
  input: {
    ticketId: string;
    to: string | null;
    typeKey: string | null;
    dueAt: Date | null;
    asked: Classifying;
  },
  definitions: Classification,
  work: Work,
): Promise<string | null> {
  const { ticketId, to, typeKey, dueAt, asked } = input;
  if (to === null) return null;
  const dueInHours = dueAt && (dueAt.getTime() - work.now.getTime()) / hourMs;
  const priorities = definitions.priorities.filter(({ active }) => active);
  const { fitting } = advisePriority({ typeKey, wanted: null, dueInHours }, priorities);
  if (fitting.includes(to)) return null;
  if (asked.priorityReason !== undefined) return asked.priorityReason;
  if (await wasBefore({ ticketId, field: 'priority', value: to }, work)) return null;
  throw new AppError('tickets.reason_missing');
}
