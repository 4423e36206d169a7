import { type cappedCount, countMax } from '@ventanilla/contracts/common';
import type { Condition } from '@ventanilla/contracts/filters';
import type { TicketSort } from '@ventanilla/contracts/views';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { combine, compileCondition, type FilterReader } from '../filters/compile-filter.ts';
import { cursorAfter, orderOf, pageOfParts } from '../queries/list.ts';
import { visibleTo } from '../tickets.store.ts';
import { type ColumnsInput, type CompiledColumn, compileColumns } from './column-query.ts';

type Count = z.infer<typeof cappedCount>;

/** The first tickets of a column in its order, how many there are, and where the next page begins. */
export interface ColumnStanding {
  count: Count;
  ticketIds: string[];
  nextCursor: string | null;
}

/** Fewer columns than these are read faster each by itself, which ends at the first tickets that it finds. */
const sweptLeast = 4;

/**
 * What stands in each column, in its order: one statement, whatever the number of columns. Those that indices know are
 * reads of theirs; of the others, one pass over the open tickets finds what stands in each. `limit` is of each column;
 * with 0 they are counted alone. Counts are exact up to `countMax`, and `position` is that of the log at that moment.
 */
export async function readStanding(
  { limit, ...input }: ColumnsInput & { limit: number },
  db: Db,
): Promise<{ columns: ColumnStanding[]; position: number }> {
  const { columns, reader } = await compileColumns(input, db);
  const { rows } = await standingOf({ columns, limit, actor: input.actor, reader }).execute(db);
  const found = columns.map((): StandingRow[] => []);
  let position = 0;
  for (const row of rows)
    if (row.at === null) position = row.value;
    else found[row.at]!.push(row);
  return { position, columns: columns.map(({ sort }, at) => toStanding({ rows: found[at]!, sort, limit })) };
}

function toStanding(input: { rows: StandingRow[]; sort: TicketSort; limit: number }): ColumnStanding {
  const [counted, ...places] = input.rows;
  const { value } = counted!;
  const last = places.length > input.limit ? places[input.limit - 1]! : null;
  return {
    count: { value: Math.min(value, countMax), capped: value > countMax },
    ticketIds: places.slice(0, input.limit).map(({ id }) => id!),
    nextCursor:
      last && cursorAfter({ id: last.id!, sort_key: (last.sort_at ?? last.sort_number)! }, input.sort),
  };
}

/**
 * Of the log its position (`at` null); of a column how many stand in it (`id` null), then those of its first page and one
 * more, by their place.
 */
interface StandingRow {
  at: number | null;
  id: string | null;
  value: number;
  sort_at: Date | null;
  sort_number: string | null;
}

/** How a column is counted and put in order. */
interface Reach {
  count: RawBuilder<unknown>;
  /** Rows `t` with their `sort_key`, and their order. */
  page: { source: RawBuilder<unknown>; tail: RawBuilder<unknown>; isNumber: boolean };
}

function standingOf(input: {
  columns: readonly CompiledColumn[];
  limit: number;
  actor: Actor;
  reader: FilterReader;
}) {
  const { columns, limit } = input;
  const isSweeping = columns.filter(({ swept }) => swept).length >= sweptLeast;
  const sweep = isSweeping ? sweepOver(input) : null;
  const reaches = columns.map((column, index) => sweep?.reaches.get(index) ?? byItself(column, limit));
  const counts = reaches.map(
    ({ count }, index) =>
      sql`select ${sql.lit(index)}::int as at, null::uuid as id, ${count} as value,
        null::timestamptz as sort_at, null::numeric as sort_number`,
  );
  const places = limit === 0 ? [] : reaches.map(({ page }, index) => placesOf(page, index));
  const position = sql`select null::int as at, null::uuid as id, (select pos from events_head) as value,
    null::timestamptz as sort_at, null::numeric as sort_number`;
  const rows = sql.join([position, ...counts, ...places], sql` union all `);
  const isPlanKept = columns.every(({ source }) => typeof source === 'string');
  return sql<StandingRow>`${sweep?.before ?? sql``}
    select * from (${rows}) s order by s.at, s.id is not null, s.value ${isPlanKept ? keepPlan : sql``}`;
}

function placesOf({ source, tail, isNumber }: Reach['page'], index: number): RawBuilder<unknown> {
  const [at, number] = isNumber
    ? [sql`null::timestamptz`, sql`t.sort_key`]
    : [sql`t.sort_key`, sql`null::numeric`];
  return sql`(select ${sql.lit(index)}::int as at, t.id, row_number() over (${tail})::int as value,
    ${at} as sort_at, ${number} as sort_number from (${source}) t)`;
}

function byItself({ parts, sort }: CompiledColumn, limit: number): Reach {
  const counted = parts.map(
    (part) =>
      sql`(select count(*)::int from (select from tickets t where ${part} limit ${sql.lit(countMax + 1)}) c)`,
  );
  return { count: sql.join(counted, sql` + `), page: pageOfParts({ parts, sort, limit: limit + 1 }) };
}

/**
 * One pass over the open tickets, which keeps of each what the columns are put in order by and which conditions it fits:
 * however many columns ask for something, it is asked once of a ticket.
 */
function sweepOver({ columns, limit, actor, reader }: Parameters<typeof standingOf>[0]): {
  before: RawBuilder<unknown>;
  reaches: Map<number, Reach>;
} {
  const kept = new Map<string, RawBuilder<unknown>>();
  const keep = (name: string, value: RawBuilder<unknown>) => {
    if (!kept.has(name)) kept.set(name, sql`${value} as ${sql.ref(name)}`);
    return sql<boolean>`s.${sql.ref(name)}`;
  };
  const known = new Map<string, RawBuilder<boolean>>();
  const ask = (condition: Condition) => {
    const text = JSON.stringify(condition);
    const fits =
      known.get(text) ??
      keep(`fits_${known.size}`, compileCondition(condition, { ...reader, isDenied: true }));
    known.set(text, fits);
    return fits;
  };
  const counts: RawBuilder<unknown>[] = [];
  const reaches = new Map<number, Reach>();
  for (const [index, { swept, sort }] of columns.entries()) {
    if (!swept) continue;
    const fits = combine(swept, ask);
    const { order, by, descending, type } = orderOf(sort);
    const way = descending ? sql`desc` : sql`asc`;
    const tail = sql`order by t.sort_key ${way}, t.id ${way}`;
    const source = sql`select t.id, t.sort_key from (
      select s.id, ${keep(`key_${order}`, by)} as sort_key from standing s where ${fits}) t ${tail} limit ${limit + 1}`;
    const count = sql.ref(`in_${index}`);
    counts.push(sql`(count(*) filter (where ${fits}))::int as ${count}`);
    reaches.set(index, {
      count: sql`(select c.${count} from counted c)`,
      page: { source, tail, isNumber: type === 'numeric' },
    });
  }
  const before = sql`with standing as materialized (select t.id, ${sql.join([...kept.values()])} from tickets t
      where t.closed_at is null and not t.is_spam and ${visibleTo(actor)}),
    counted as materialized (select ${sql.join(counts)} from standing s)`;
  return { before, reaches };
}
