import { type cappedCount, countMax } from '@ventanilla/contracts/common';
import type { TicketSort } from '@ventanilla/contracts/views';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
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
  const columns = await compileColumns(input, db);
  const { rows } = await standingOf({ columns, limit, actor: input.actor }).execute(db);
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

function standingOf({
  columns,
  limit,
  actor,
}: {
  columns: readonly CompiledColumn[];
  limit: number;
  actor: Actor;
}) {
  const swept = columns.filter(({ isSwept }) => isSwept);
  const isSweeping = swept.length >= sweptLeast;
  const reaches = columns.map((column, index) =>
    isSweeping && column.isSwept ? inSweep(column, index, limit) : byItself(column, limit),
  );
  const counts = reaches.map(
    ({ count }, index) =>
      sql`select ${sql.lit(index)}::int as at, null::uuid as id, ${count} as value,
        null::timestamptz as sort_at, null::numeric as sort_number`,
  );
  const places = limit === 0 ? [] : reaches.map(({ page }, index) => placesOf(page, index));
  const position = sql`select null::int as at, null::uuid as id, (select pos from events_head)::int as value,
    null::timestamptz as sort_at, null::numeric as sort_number`;
  const rows = sql.join([position, ...counts, ...places], sql` union all `);
  const isPlanKept = columns.every(({ source }) => typeof source === 'string');
  return sql<StandingRow>`${isSweeping ? sweepOver(columns, actor) : sql``}
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

/** A column whose tickets the pass has marked in `standing`, the materialised rows of `sweepOver`. */
function inSweep({ sort }: CompiledColumn, index: number, limit: number): Reach {
  const { order, descending, type } = orderOf(sort);
  const way = descending ? sql`desc` : sql`asc`;
  const tail = sql`order by t.sort_key ${way}, t.id ${way}`;
  const key = sql.ref(keyOf(order));
  const source = sql`select t.id, t.sort_key from (select s.id, s.${key} as sort_key from standing s
    where s.${sql.ref(markOf(index))}) t ${tail} limit ${limit + 1}`;
  return {
    count: sql`(select c.${sql.ref(markOf(index))} from counted c)`,
    page: { source, tail, isNumber: type === 'numeric' },
  };
}

const markOf = (index: number) => `in_${index}`;
const keyOf = (order: string) => `key_${order}`;

function sweepOver(columns: readonly CompiledColumn[], actor: Actor): RawBuilder<unknown> {
  const swept = columns.flatMap((column, index) =>
    column.isSwept ? [{ ...column, mark: sql.ref(markOf(index)) }] : [],
  );
  const marks = swept.map(({ where, mark }) => sql`coalesce(${where}, false) as ${mark}`);
  const orders = new Map(swept.map(({ sort }) => [orderOf(sort).order, orderOf(sort)]));
  const keys = [...orders].map(([order, { by }]) => sql`${by} as ${sql.ref(keyOf(order))}`);
  const counts = swept.map(({ mark }) => sql`(count(*) filter (where s.${mark}))::int as ${mark}`);
  return sql`with standing as materialized (select t.id, ${sql.join([...keys, ...marks])} from tickets t
      where t.closed_at is null and not t.is_spam and ${visibleTo(actor)}),
    counted as materialized (select ${sql.join(counts)} from standing s)`;
}
