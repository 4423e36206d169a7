import {
  type Condition,
  type Filter,
  type FilterField,
  filterFields,
  type OwnField,
  own,
} from '@ventanilla/contracts/filters';
import { type RawBuilder, sql } from 'kysely';

/** Where each field stands in a row `t` of tickets. */
const columns: Record<Exclude<FilterField, 'tag' | 'contactTag' | OwnField>, RawBuilder<unknown>> = {
  owner: sql`t.owner_id`,
  department: sql`t.department_id`,
  line: sql`t.line_id`,
  requester: sql`t.requester_id`,
  organization: sql`t.organization_id`,
  channelAccount: sql`t.channel_account_id`,
  channel: sql`t.channel`,
  status: sql`t.status_key`,
  statusCategory: sql`t.status_category`,
  type: sql`t.type_key`,
  subject: sql`t.subject_key`,
  priority: sql`t.priority_key`,
  flag: sql`t.flag`,
  dueAt: sql`t.due_at`,
};

/** What a ticket may have several of stands beside it: rows of it, and what of them is asked. */
function besides(field: FilterField): { rows: RawBuilder<unknown>; among: Among } | null {
  if (field === 'tag')
    return {
      rows: sql`ticket_tags g where g.ticket_id = t.id`,
      among: (values) => sql`g.tag_key = any(${values})`,
    };
  if (field === 'contactTag')
    return {
      rows: sql`contact_tags g where g.contact_id = t.requester_id`,
      among: (values) => sql`g.tag_key = any(${values})`,
    };
  if (!isOwnField(field)) return null;
  const value = sql`v.field_values -> ${field.slice(ownPrefix.length)}::text`;
  return {
    rows: sql`ticket_fields v where v.ticket_id = t.id and ${value} is not null`,
    among: (values) => sql`${value} ?| ${values}`,
  };
}

type Among = (values: RawBuilder<unknown>) => RawBuilder<unknown>;

const ownPrefix = 'field:';

function isOwnField(field: FilterField): field is OwnField {
  return field.startsWith(ownPrefix);
}

/** Whoever asks: what `@own` stands for. */
export interface FilterReader {
  id: string | null;
  departmentIds: readonly string[];
}

/**
 * A filter as a condition on rows `t` of tickets: true or false, never null. Values are parameters; of a reference,
 * what is no id matches nothing.
 */
export function compileFilter(filter: Filter, reader: FilterReader): RawBuilder<boolean> {
  if ('and' in filter) return joined(filter.and, reader, { between: sql` and `, none: sql<boolean>`true` });
  if ('or' in filter) return joined(filter.or, reader, { between: sql` or `, none: sql<boolean>`false` });
  if ('not' in filter) return sql<boolean>`not ${compileFilter(filter.not, reader)}`;
  return compileCondition(filter, reader);
}

function joined(
  parts: readonly Filter[],
  reader: FilterReader,
  { between, none }: { between: RawBuilder<unknown>; none: RawBuilder<boolean> },
): RawBuilder<boolean> {
  if (parts.length === 0) return none;
  const compiled = parts.map((part) => compileFilter(part, reader));
  return sql<boolean>`(${sql.join(compiled, between)})`;
}

function compileCondition(condition: Condition, reader: FilterReader): RawBuilder<boolean> {
  const beside = besides(condition.field);
  if (beside) return compileBeside(condition, { ...beside, reader });
  const column = columns[condition.field as keyof typeof columns];
  switch (condition.op) {
    case 'empty':
      return sql<boolean>`${column} is null`;
    case 'present':
      return sql<boolean>`${column} is not null`;
    case 'any_of':
      return sql<boolean>`coalesce(${column} = any(${valuesOf(condition, reader)}), false)`;
    case 'none_of':
      return sql<boolean>`coalesce(${column} <> all(${valuesOf(condition, reader)}), true)`;
  }
}

function compileBeside(
  condition: Condition,
  { rows, among, reader }: { rows: RawBuilder<unknown>; among: Among; reader: FilterReader },
): RawBuilder<boolean> {
  switch (condition.op) {
    case 'empty':
      return sql<boolean>`not exists (select from ${rows})`;
    case 'present':
      return sql<boolean>`exists (select from ${rows})`;
    case 'any_of':
      return sql<boolean>`exists (select from ${rows} and ${among(valuesOf(condition, reader))})`;
    case 'none_of':
      return sql<boolean>`not exists (select from ${rows} and ${among(valuesOf(condition, reader))})`;
  }
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function valuesOf(
  { field, values }: { field: FilterField; values: readonly string[] },
  reader: FilterReader,
): RawBuilder<unknown> {
  const mine: Partial<Record<FilterField, readonly string[]>> = {
    owner: reader.id === null ? [] : [reader.id],
    department: reader.departmentIds,
  };
  const meant = values.flatMap((value) => (value === own ? (mine[field] ?? []) : [value]));
  const isReference = !isOwnField(field) && filterFields[field] === 'reference';
  if (!isReference) return sql`${[...new Set(meant)]}::text[]`;
  return sql`${[...new Set(meant.filter((value) => uuid.test(value)))]}::uuid[]`;
}
