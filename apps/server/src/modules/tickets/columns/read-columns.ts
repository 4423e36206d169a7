import { type cappedCount, countMax } from '@ventanilla/contracts/common';
import type { TicketCard } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { selectCards, toCard } from '../queries/cards.ts';
import { cursorAfter, pageOfParts } from '../queries/list.ts';
import { visibleTo } from '../tickets.store.ts';
import { type ColumnsInput, type CompiledColumn, compileColumns } from './column-query.ts';

type Count = z.infer<typeof cappedCount>;

/** The first tickets of a column in its order, how many there are, and where the next page begins. */
export interface ColumnStanding {
  count: Count;
  ticketIds: string[];
  nextCursor: string | null;
}

/**
 * What stands in each column, in its order: a statement to count, one to put in order, whatever the number of columns.
 * `limit` is of each.
 */
export async function readStanding(
  input: ColumnsInput & { limit: number },
  db: Db,
): Promise<{ columns: ColumnStanding[]; position: number }> {
  const columns = await compileColumns(input, db);
  // The position is read before the tickets: a change in between is then in both, which does no harm, and never in neither.
  const { counts, position } = await countColumns(columns, db);
  const pages = await orderColumns({ columns, limit: input.limit }, db);
  return {
    columns: counts.map((count, index) => ({ count, ...pages[index]! })),
    position,
  };
}

/** Cards of some tickets that the actor sees, by id. One statement. */
export async function readCards(
  { ticketIds, actor }: { ticketIds: readonly string[]; actor: Actor },
  db: Db,
): Promise<Map<string, TicketCard>> {
  if (ticketIds.length === 0) return new Map();
  const source = sql`select t.* from tickets t
    where t.id = any(${[...new Set(ticketIds)]}::uuid[]) and ${visibleTo(actor)}`;
  const { rows } = await selectCards({ source, actor }).execute(db);
  return new Map(rows.map((row) => [row.id, toCard(row, actor)]));
}

/** Which of these tickets stand in which columns, by their ids. One statement for all of both. */
export async function readMembership(
  { ticketIds, ...input }: ColumnsInput & { ticketIds: readonly string[] },
  db: Db,
): Promise<Map<string, string[]>> {
  const columns = await compileColumns(input, db);
  if (columns.length === 0 || ticketIds.length === 0) return new Map();
  const marks = sql.join(
    columns.map(({ where }, index) => sql`case when ${where} then ${sql.lit(index)} end`),
  );
  const { rows } = await sql<{ id: string; at: number[] }>`
    select t.id, array_remove(array[${marks}]::int[], null) as at from tickets t
    where t.id = any(${[...ticketIds]}::uuid[]) and ${visibleTo(input.actor)}`.execute(db);
  return new Map(rows.map(({ id, at }) => [id, at.map((index) => columns[index]!.id)]));
}

/** Exact up to `countMax`, in the order of the columns, and the position of the log before they were counted. */
export async function countColumns(
  columns: readonly CompiledColumn[],
  db: Db,
): Promise<{ counts: Count[]; position: number }> {
  const counted = columns.map(({ parts }) =>
    sql.join(
      parts.map(
        (part) =>
          sql`(select count(*)::int from (select from tickets t where ${part} limit ${sql.lit(countMax + 1)}) c)`,
      ),
      sql` + `,
    ),
  );
  const { rows } = await sql<{ position: number; counts: number[] }>`
    select (select pos from events_head) as position, array[${sql.join(counted)}]::int[] as counts ${kept(columns)}`.execute(
    db,
  );
  const { position, counts } = rows[0]!;
  return {
    position,
    counts: counts.map((found) => ({ value: Math.min(found, countMax), capped: found > countMax })),
  };
}

/** Built-in columns are asked for all day in the same words; of filters there are too many to keep the plans of. */
const kept = (columns: readonly CompiledColumn[]) =>
  columns.every(({ source }) => typeof source === 'string') ? keepPlan : sql``;

interface PlaceRow {
  at: number;
  id: string;
  place: string;
  sort_at: Date | null;
  sort_number: string | null;
}

async function orderColumns(
  { columns, limit }: { columns: readonly CompiledColumn[]; limit: number },
  db: Db,
): Promise<Omit<ColumnStanding, 'count'>[]> {
  if (columns.length === 0) return [];
  const ordered = columns.map(({ parts, sort }, index) => {
    const { source, tail, isNumber } = pageOfParts({ parts, sort, limit: limit + 1 });
    const [at, number] = isNumber
      ? [sql`null::timestamptz`, sql`t.sort_key`]
      : [sql`t.sort_key`, sql`null::numeric`];
    return sql`(select ${sql.lit(index)}::int as at, t.id, row_number() over (${tail}) as place,
      ${at} as sort_at, ${number} as sort_number from (${source}) t ${tail} limit ${limit + 1})`;
  });
  const { rows } = await sql<PlaceRow>`
    select * from (${sql.join(ordered, sql` union all `)}) p order by p.at, p.place ${kept(columns)}`.execute(
    db,
  );
  return columns.map(({ sort }, index) => {
    const own = rows.filter(({ at }) => at === index);
    const last = own.length > limit ? own[limit - 1]! : null;
    return {
      ticketIds: own.slice(0, limit).map(({ id }) => id),
      nextCursor: last && cursorAfter({ id: last.id, sort_key: (last.sort_at ?? last.sort_number)! }, sort),
    };
  });
}
