import { countMax } from '@ventanilla/contracts/common';
import type { Filter } from '@ventanilla/contracts/filters';
import type { TicketOrder, TicketSort } from '@ventanilla/contracts/views';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { decodeCursor, decodeNumberCursor, encodeCursor } from '../../../platform/cursor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { compileFilter } from '../filters/compile-filter.ts';
import type { FilterTime } from '../filters/filter-time.ts';
import { listedFilter } from '../filters/listed-filter.ts';
import { visibleTo } from '../tickets.store.ts';
import { type CardRow, selectCards, toCard } from './cards.ts';

interface Order {
  by: RawBuilder<unknown>;
  type: 'timestamptz' | 'numeric';
}

/** Later than whatever has a date. */
const never = sql`'9999-12-31T00:00:00Z'::timestamptz`;
/** What a ticket stands by; never null, so that every ticket has its place. */
const orders: Record<TicketOrder, Order> = {
  activity: { by: sql`t.activity_at`, type: 'timestamptz' },
  created: { by: sql`t.created_at`, type: 'timestamptz' },
  customer: { by: sql`coalesce(t.customer_last_at, ${never})`, type: 'timestamptz' },
  due: { by: sql`coalesce(t.due_at, ${never})`, type: 'timestamptz' },
  clock: { by: sql`coalesce((t.clock->>'dueAt')::timestamptz, ${never})`, type: 'timestamptz' },
  priority: {
    by: sql`coalesce((select p.position from priorities p where p.key = t.priority_key), 0)::numeric`,
    type: 'numeric',
  },
  number: { by: sql`t.number::numeric`, type: 'numeric' },
};

interface ListInput {
  filter: Filter;
  sort: TicketSort;
  actor: Actor;
  time: FilterTime;
  cursor?: string | undefined;
  limit: number;
  /** Only these of them. */
  ids?: readonly string[] | undefined;
}

/**
 * Tickets that a filter fits and the actor sees, a page at a time. Counted, exactly up to `countMax`, on the first page
 * of a whole list. Throws `http.invalid_request` for a cursor that is none of this order.
 */
export async function listTickets(input: ListInput, db: Db) {
  const { actor, limit, ids } = input;
  const { rows: positions } = await sql<{ pos: number }>`select pos from events_head`.execute(db);
  const where = await matching(input, db);
  const named = ids ? sql<boolean>`${where} and t.id = any(${[...ids]}::uuid[])` : where;
  const { source, tail } = pageOf({ ...input, where: named, limit: limit + 1 });
  const { rows } = await selectCards({ source, actor, tail, isPlanKept: false }).execute(db);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map((row) => toCard(row, actor)),
    nextCursor: last ? cursorAfter(last as CardRow & SortedRow, input.sort) : null,
    count: ids || input.cursor ? null : await countMatching(where, db),
    position: positions[0]!.pos,
  };
}

/**
 * A page of tickets as rows `t` with their `sort_key`, and the order to put on whatever is joined to them. Throws
 * `http.invalid_request` for a cursor that is none of this order.
 */
export function pageOf(input: {
  where: RawBuilder<boolean>;
  sort: TicketSort;
  cursor?: string | undefined;
  limit: number;
}): { source: RawBuilder<unknown>; tail: RawBuilder<unknown>; isNumber: boolean } {
  const { by, descending, type } = orderOf(input.sort);
  const way = descending ? sql`desc` : sql`asc`;
  return {
    source: sql`select t.*, ${by} as sort_key from tickets t where ${input.where} ${pageAfter(input)}
      order by ${by} ${way}, t.id ${way} limit ${input.limit}`,
    tail: sql`order by t.sort_key ${way}, t.id ${way}`,
    isNumber: type === 'numeric',
  };
}

/** The same of conditions of which no ticket fits two: each is a read of an index, already in order. */
export function pageOfParts({
  parts,
  ...input
}: Omit<Parameters<typeof pageOf>[0], 'where'> & { parts: readonly RawBuilder<boolean>[] }): ReturnType<
  typeof pageOf
> {
  const pages = parts.map((where) => pageOf({ ...input, where }));
  const first = pages[0]!;
  if (pages.length === 1) return first;
  const all = sql.join(
    pages.map(({ source }) => sql`(${source})`),
    sql` union all `,
  );
  return { ...first, source: sql`select t.* from (${all}) t ${first.tail} limit ${input.limit}` };
}

/** Where the page after this row begins. */
export function cursorAfter({ sort_key, id }: SortedRow, sort: TicketSort): string {
  const isNumber = orderOf(sort).type === 'numeric';
  return encodeCursor([isNumber ? String(Number(sort_key)) : (sort_key as Date).toISOString(), id]);
}

/** The condition of a list: its filter, what the actor sees, and what lets an index of open tickets be used. */
export async function matching(
  { filter, actor, time }: Pick<ListInput, 'filter' | 'actor' | 'time'>,
  db: Db,
): Promise<RawBuilder<boolean>> {
  const reader = { ...actor, time };
  return sql<boolean>`${compileFilter(await listedFilter(filter, db), reader)} and ${visibleTo(actor)}`;
}

export interface SortedRow {
  id: string;
  sort_key: Date | string;
}

/** By what tickets stand in this order, and which way. */
export function orderOf(sort: TicketSort): Order & { order: TicketOrder; descending: boolean } {
  const descending = sort.startsWith('-');
  const order = (descending ? sort.slice(1) : sort) as TicketOrder;
  return { ...orders[order], order, descending };
}

function pageAfter({ cursor, sort }: Pick<ListInput, 'cursor' | 'sort'>): RawBuilder<unknown> {
  if (!cursor) return sql``;
  const { by, type, descending } = orderOf(sort);
  const [value, id] = type === 'numeric' ? decodeNumberCursor(cursor) : decodeCursor(cursor, 2);
  return sql`and (${by}, t.id) ${descending ? sql`<` : sql`>`} (${value}::${sql.raw(type)}, ${id}::uuid)`;
}

/** Exact up to `countMax`: counting stops one beyond. */
export async function countMatching(where: RawBuilder<boolean>, db: Db) {
  const { rows } = await sql<{ found: number }>`select count(*)::int as found from (
    select from tickets t where ${where} limit ${sql.lit(countMax + 1)}) c`.execute(db);
  const found = rows[0]!.found;
  return { value: Math.min(found, countMax), capped: found > countMax };
}
