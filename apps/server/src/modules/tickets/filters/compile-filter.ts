import {
  type Condition,
  type Filter,
  type FilterField,
  filterFields,
  own,
} from '@ventanilla/contracts/filters';
import { type RawBuilder, sql } from 'kysely';

/** Where each field stands in a row `t` of tickets. */
const columns: Record<FilterField, RawBuilder<unknown>> = {
  owner: sql`t.owner_id`,
  department: sql`t.department_id`,
  requester: sql`t.requester_id`,
  organization: sql`t.organization_id`,
  channelAccount: sql`t.channel_account_id`,
  channel: sql`t.channel`,
  status: sql`t.status_key`,
  statusCategory: sql`t.status_category`,
};

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
  const column = columns[condition.field];
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
  if (filterFields[field] === 'choice') return sql`${[...new Set(meant)]}::text[]`;
  return sql`${[...new Set(meant.filter((value) => uuid.test(value)))]}::uuid[]`;
}
