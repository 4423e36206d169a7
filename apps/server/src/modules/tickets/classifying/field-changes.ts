import type { Classification } from '@ventanilla/contracts/classification-definitions';
import type { FieldValue } from '@ventanilla/contracts/ticket-classification';
import { sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import type { Change } from './changes.ts';
import { readFieldValue } from './field-values.rules.ts';

type Field = Classification['fields'][number];
type Values = Record<string, FieldValue>;

/**
 * Writes what fields of a ticket hold; null empties one. Throws `tickets.unknown_value` for a field that is not in use
 * and `tickets.field_invalid` for what does not fit its kind, or a person or organisation that is not there.
 */
export async function changeFields(
  { ticketId, asked, held }: { ticketId: string; asked: Record<string, FieldValue | null>; held: Values },
  { fields }: Classification,
  work: Work,
): Promise<Change[]> {
  const after: Values = { ...held };
  const changes: Change[] = [];
  for (const [key, given] of Object.entries(asked)) {
    const field = fields.find((candidate) => candidate.key === key);
    if (!field || (!field.active && held[key] === undefined))
      throw new AppError('tickets.unknown_value', { params: { what: field?.name ?? key } });
    const value = given === null ? null : readFieldValue(given, { field, before: held[key] });
    if (value === undefined || (value !== null && !(await isThere(value, field, work))))
      throw new AppError('tickets.field_invalid', { params: { field: field.name } });
    const old = held[key] ?? null;
    if (JSON.stringify(old) === JSON.stringify(value)) continue;
    if (value === null) delete after[key];
    else after[key] = value;
    changes.push({ field: 'field', fieldKey: key, ...keysOf(field, old, value), words: { old, new: value } });
  }
  if (changes.length > 0) {
    await sql`insert into ticket_fields (ticket_id, field_values) values (${ticketId}, ${JSON.stringify(after)})
      on conflict (ticket_id) do update set field_values = excluded.field_values`.execute(work.tx);
  }
  return changes;
}

/** What the log may hold of a value: the option chosen. */
function keysOf({ kind }: Field, old: FieldValue | null, value: FieldValue | null) {
  const keyOf = (held: FieldValue | null) => (kind === 'choice' && typeof held === 'string' ? held : null);
  return { from: keyOf(old), to: keyOf(value) };
}

async function isThere(value: FieldValue, { kind }: Field, work: Work): Promise<boolean> {
  if (kind !== 'person' && kind !== 'organization') return true;
  const table = sql.table(kind === 'person' ? 'contacts' : 'organizations');
  const { rows } = await sql`select from ${table} where id = ${value as string}`.execute(work.tx);
  return rows.length > 0;
}
