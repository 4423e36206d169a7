import {
  type BuiltInField,
  filterFields,
  isOwnField,
  type OwnField,
  ownFieldPrefix,
} from '@ventanilla/contracts/filter-fields';
import { type Condition, type Filter, own } from '@ventanilla/contracts/filters';
import { type RawBuilder, sql } from 'kysely';
import { likePattern } from '../../../platform/db/like.ts';
import { parseSearch } from '../queries/search-terms.ts';
import { textQuery } from '../queries/text-query.ts';
import { besides, columns, isBeside } from './field-columns.ts';
import { dayOfMoment, type FilterTime, namedDaysOf, resolveMoment, resolvePeriod } from './filter-time.ts';

/** Whoever asks: what `@own` stands for, and when. */
export interface FilterReader {
  id: string | null;
  departmentIds: readonly string[];
  portfolioIds: readonly string[];
  teamIds?: readonly string[];
  /** Only steady filters are compiled without. */
  time?: FilterTime;
}

type Sql = RawBuilder<unknown>;
/** A condition with one of these operations. */
type Of<Op extends Condition['op']> = Extract<Condition, { op: Op }>;

/**
 * A filter as a condition on rows `t` of tickets: true of what fits; false, or null, of what does not. Values are
 * parameters; of a reference, what is no id matches nothing, and so does what is never asked of a field.
 */
export function compileFilter(filter: Filter, reader: FilterReader): RawBuilder<boolean> {
  return combine(filter, (condition, isDenied) => compileCondition(condition, { ...reader, isDenied }));
}

/** What a condition is in SQL; never null where it is denied. */
type AskCondition = (condition: Condition, isDenied: boolean) => RawBuilder<boolean>;

/** A filter of whose conditions somebody else says what they are. */
export function combine(filter: Filter, ask: AskCondition, isDenied = false): RawBuilder<boolean> {
  const joined = (parts: readonly Filter[], between: Sql) =>
    sql<boolean>`(${sql.join(
      parts.map((part) => combine(part, ask, isDenied)),
      between,
    )})`;
  if ('and' in filter) return filter.and.length > 0 ? joined(filter.and, sql` and `) : sql<boolean>`true`;
  if ('or' in filter) return filter.or.length > 0 ? joined(filter.or, sql` or `) : no;
  if ('not' in filter) return sql<boolean>`not ${combine(filter.not, ask, true)}`;
  return ask(filter, isDenied);
}

/**
 * Within a `not` nothing may be null, and a condition says so in words that hide it from every index; elsewhere it stands
 * as it is.
 */
interface PartReader extends FilterReader {
  isDenied: boolean;
}

const sure = (condition: Sql, { isDenied }: PartReader) =>
  isDenied ? sql<boolean>`coalesce(${condition}, false)` : sql<boolean>`(${condition})`;

/** One condition by itself. */
export function compileCondition(condition: Condition, reader: PartReader): RawBuilder<boolean> {
  const { field } = condition;
  if (isOwnField(field)) return compileOwn(condition, field, reader);
  if (isBeside(field)) return compileBeside(condition, besides[field], reader);
  if (field === 'text') return 'text' in condition ? saidAnywhere(condition.text) : no;
  if (field === 'unread') return 'value' in condition ? compileUnread(condition.value, reader) : no;
  return compileColumn(condition, { column: columns[field], field, reader });
}

const no = sql<boolean>`false`;

interface Column {
  column: Sql;
  field: BuiltInField;
  reader: PartReader;
}

function compileColumn(condition: Condition, { column, field, reader }: Column): RawBuilder<boolean> {
  switch (condition.op) {
    case 'empty':
      return sql<boolean>`(${column} is null)`;
    case 'present':
      return sql<boolean>`(${column} is not null)`;
    case 'any_of':
      return sure(sql`${column} = any(${valuesOf(condition, reader)})`, reader);
    case 'none_of':
      return sql<boolean>`coalesce(${column} <> all(${valuesOf(condition, reader)}), true)`;
    case 'under':
      return field === 'organization' ? belongsTo(valuesOf(condition, reader), reader) : no;
    case 'at_least':
      return field === 'priority'
        ? ofPriority({ key: condition.values[0] ?? '', sign: sql`>=` }, reader)
        : no;
    case 'at_most':
      return field === 'priority'
        ? ofPriority({ key: condition.values[0] ?? '', sign: sql`<=` }, reader)
        : no;
    case 'before':
      return sure(sql`${column} < ${resolveMoment(condition.moment, timeOf(reader))}::timestamptz`, reader);
    case 'after':
      return sure(sql`${column} >= ${resolveMoment(condition.moment, timeOf(reader))}::timestamptz`, reader);
    case 'within': {
      const { from, to } = resolvePeriod(condition.period, timeOf(reader));
      return sure(sql`${column} >= ${from}::timestamptz and ${column} < ${to}::timestamptz`, reader);
    }
    case 'is':
      return condition.value ? sql<boolean>`(${column})` : sql<boolean>`(not ${column})`;
    case 'contains':
      return sure(sql`fold_text(${column}) like fold_text(${likePattern(condition.text)})`, reader);
    default:
      return sure(compareNumber(condition, column), reader);
  }
}

function compareNumber(
  condition: Of<'min' | 'max' | 'equals'>,
  column: RawBuilder<unknown>,
): RawBuilder<boolean> {
  const sign = { min: sql`>=`, max: sql`<=`, equals: sql`=` }[condition.op];
  return sql<boolean>`${column} ${sign} ${condition.number}::numeric`;
}

/** Priorities stand in their order, each more urgent than the one before. */
function ofPriority({ key, sign }: { key: string; sign: Sql }, reader: PartReader): RawBuilder<boolean> {
  return sure(
    sql`t.priority_key in (select p.key from priorities p
      where p.position ${sign} (select l.position from priorities l where l.key = ${key}))`,
    reader,
  );
}

/** Of these organisations, or of what belongs to them, however far down. */
function belongsTo(ids: Sql, reader: PartReader): RawBuilder<boolean> {
  return sure(
    sql`t.organization_id = any(array(
      with recursive below as (
        select unnest(${ids}) as id
        union select o.id from organizations o join below b on o.parent_id = b.id
      ) select id from below))`,
    reader,
  );
}

function saidAnywhere(text: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select from message_search s
    where s.ticket_id = t.id and s.vector @@ ${textQuery(parseSearch(text), { prefix: false })})`;
}

/** The customer wrote, and whoever asks has not looked since. */
function compileUnread(isUnread: boolean, { id }: FilterReader): RawBuilder<boolean> {
  const unread = sql`(t.customer_last_at is not null and not exists (select from ticket_reads r
    where r.ticket_id = t.id and r.agent_id = ${id}::uuid and r.seen_at >= t.customer_last_at))`;
  return isUnread ? sql<boolean>`${unread}` : sql<boolean>`(not ${unread})`;
}

function compileBeside(
  condition: Condition,
  { rows, value }: { rows: Sql; value: Sql },
  reader: FilterReader,
): RawBuilder<boolean> {
  switch (condition.op) {
    case 'empty':
      return sql<boolean>`not exists (select from ${rows})`;
    case 'present':
      return sql<boolean>`exists (select from ${rows})`;
    case 'any_of':
      return sql<boolean>`exists (select from ${rows} and ${value} = any(${valuesOf(condition, reader)}))`;
    case 'none_of':
      return sql<boolean>`not exists (select from ${rows} and ${value} = any(${valuesOf(condition, reader)}))`;
    default:
      return no;
  }
}

/** A field of one's own keeps its value as JSON; what is asked of a value of another kind is not so. */
function compileOwn(condition: Condition, field: OwnField, reader: FilterReader): RawBuilder<boolean> {
  const value = sql`(v.field_values -> ${field.slice(ownFieldPrefix.length)}::text)`;
  const text = sql`(${value} #>> '{}')`;
  const having = (test: Sql) =>
    sql<boolean>`exists (select from ticket_fields v where v.ticket_id = t.id and ${value} is not null and ${test})`;
  switch (condition.op) {
    case 'empty':
      return sql<boolean>`not ${having(sql`true`)}`;
    case 'present':
      return having(sql`true`);
    case 'any_of':
      return having(sql`${value} ?| ${[...new Set(condition.values)]}::text[]`);
    case 'none_of':
      return sql<boolean>`not ${having(sql`${value} ?| ${[...new Set(condition.values)]}::text[]`)}`;
    case 'before':
      return having(sql`${isDay(text)} and ${text} < ${dayOfMoment(condition.moment, timeOf(reader))}`);
    case 'after':
      return having(sql`${isDay(text)} and ${text} >= ${dayOfMoment(condition.moment, timeOf(reader))}`);
    case 'within': {
      const { from, to } = namedDaysOf(condition.period, timeOf(reader));
      return having(sql`${isDay(text)} and ${text} >= ${from} and ${text} < ${to}`);
    }
    case 'is': {
      const checked = having(sql`${value} = 'true'::jsonb`);
      return condition.value ? checked : sql<boolean>`not ${checked}`;
    }
    case 'contains':
      return having(sql`fold_text(${text}) like fold_text(${likePattern(condition.text)})`);
    case 'min':
    case 'max':
    case 'equals':
      return having(compareNumber(condition, amountOf(value)));
    default:
      return no;
  }
}

const isDay = (text: Sql) => sql`${text} ~ '^\\d{4}-\\d{2}-\\d{2}$'`;

const amountOf = (
  value: Sql,
) => sql`(case jsonb_typeof(${value}) when 'number' then (${value} #>> '{}')::numeric
  when 'object' then (${value} ->> 'amount')::numeric end)`;

function timeOf({ time }: FilterReader): FilterTime {
  if (!time) throw new Error('a filter with moments is asked at a time');
  return time;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function valuesOf(
  { field, values }: { field: Condition['field']; values: readonly string[] },
  reader: FilterReader,
): Sql {
  const self = reader.id === null ? [] : [reader.id];
  const mine: Partial<Record<Condition['field'], readonly string[]>> = {
    owner: self,
    accountManager: self,
    successManager: self,
    department: reader.departmentIds,
    organization: reader.portfolioIds,
    ownerTeam: reader.teamIds ?? [],
  };
  const meant = [...new Set(values.flatMap((value) => (value === own ? (mine[field] ?? []) : [value])))];
  const shape = isOwnField(field) ? 'choice' : filterFields[field].shape;
  if (shape !== 'reference' && shape !== 'tree') return sql`${meant}::text[]`;
  return sql`${meant.filter((value) => uuid.test(value))}::uuid[]`;
}
