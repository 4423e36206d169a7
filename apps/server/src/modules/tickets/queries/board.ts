import { type Board, type BoardColumnKey, boardColumnKeys } from '@ventanilla/contracts/board';
import { countMax } from '@ventanilla/contracts/common';
import { type TicketCard } from '@ventanilla/contracts/tickets';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { decodeCursor, encodeCursor } from '../../../platform/cursor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { visibleTo } from '../tickets.store.ts';
import { type CardRow, columnOf, selectCards, toCard } from './cards.ts';

interface CountRow {
  new: number;
  answered: number;
  your_turn: number;
  position: number;
}

/** The whole board in two statements: counts with the log's position first, then the cards of every column. */
export async function getBoard(input: { actor: Actor; limit: number }, db: Db): Promise<Board> {
  // The position is read before the cards: a change in between is then both in the cards and in the stream,
  // which does no harm, and never in neither.
  const counts = await readCounts(input.actor, db);
  const source = sql.join(
    boardColumnKeys.map(
      (column) => sql`(${columnRows({ column, actor: input.actor, limit: input.limit + 1 })})`,
    ),
    sql` union all `,
  );
  const { rows } = await selectCards({ source, actor: input.actor }).execute(db);
  return {
    columns: boardColumnKeys.map((key) => {
      const mine = rows.filter((row) => columnOf(row, input.actor) === key);
      return { key, count: capped(counts[key]), ...toPage(mine, input.limit, input.actor) };
    }),
    position: counts.position,
  };
}

/** Further cards of one column, newest activity first. */
export async function getBoardColumn(
  input: { column: BoardColumnKey; actor: Actor; cursor?: string | undefined; limit: number },
  db: Db,
) {
  const source = columnRows({ ...input, limit: input.limit + 1 });
  const { rows } = await selectCards({ source, actor: input.actor }).execute(db);
  return toPage(rows, input.limit, input.actor);
}

/** Present state of some tickets and where each stands on the actor's board; answers what changed. */
export async function getCards(input: { ticketIds: readonly string[]; actor: Actor }, db: Db) {
  const source = sql`select t.* from tickets t
    where t.id = any(${[...input.ticketIds]}::uuid[]) and ${visibleTo(input.actor)}`;
  const { rows } = await selectCards({ source, actor: input.actor }).execute(db);
  const counts = await readCounts(input.actor, db);
  return {
    items: rows.map((row) => ({ column: columnOf(row, input.actor), card: toCard(row, input.actor) })),
    counts: {
      new: capped(counts.new),
      answered: capped(counts.answered),
      your_turn: capped(counts.your_turn),
    },
  };
}

/** When the last of one's own tickets was closed or ignored; null: none ever was. */
export async function getLastClosed({ actor }: { actor: Actor }, db: Db): Promise<Date | null> {
  const { rows } = await sql<{ closed_at: Date }>`
    select t.closed_at from tickets t
    where t.owner_id = ${actor.id}::uuid and t.closed_at is not null and ${visibleTo(actor)}
    order by t.closed_at desc limit 1`.execute(db);
  return rows[0]?.closed_at ?? null;
}

/**
 * Rows of one column as `t`. «Nuevos» joins one's own without a first answer and nobody's: two reads of the
 * same index, each already in order.
 */
export function columnRows(input: {
  column: BoardColumnKey;
  actor: Actor;
  limit: number;
  cursor?: string | undefined;
}): RawBuilder<unknown> {
  const after = input.cursor ? decodeCursor(input.cursor, 2) : null;
  const page = after ? sql`and (t.activity_at, t.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``;
  const part = (owner: RawBuilder<unknown>) => sql`
    select t.* from tickets t
    where ${owner} and t.stage = ${sql.lit(input.column)} and t.closed_at is null and not t.is_spam ${page} and ${visibleTo(input.actor)}
    order by t.activity_at desc, t.id desc limit ${input.limit}`;
  const mine = sql`t.owner_id = ${input.actor.id}::uuid`;
  if (input.column !== 'new') return part(mine);
  return sql`select t.* from ((${part(mine)}) union all (${part(sql`t.owner_id is null`)})) t
    order by t.activity_at desc, t.id desc limit ${input.limit}`;
}

export function toPage(
  rows: CardRow[],
  limit: number,
  actor: Actor,
): { items: TicketCard[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => toCard(row, actor)),
    nextCursor: rows.length > limit && last ? encodeCursor([last.activity_at.toISOString(), last.id]) : null,
  };
}

function capped(value: number) {
  return { value: Math.min(value, countMax), capped: value > countMax };
}

/** Exact up to `countMax`: counting stops one beyond, so a full column costs no more than a thousand entries. */
async function readCounts(actor: Actor, db: Db): Promise<CountRow> {
  const count = (column: BoardColumnKey, owner: RawBuilder<unknown>) => sql`
    (select count(*) from (select 1 from tickets t
      where ${owner} and t.stage = ${sql.lit(column)} and t.closed_at is null and not t.is_spam and ${visibleTo(actor)}
      limit ${sql.lit(countMax + 1)}) s)::int`;
  const mine = sql`t.owner_id = ${actor.id}::uuid`;
  const { rows } = await sql<CountRow>`
    select ${count('new', mine)} + ${count('new', sql`t.owner_id is null`)} as new,
      ${count('answered', mine)} as answered, ${count('your_turn', mine)} as your_turn,
      (select pos from events_head) as position ${keepPlan}`.execute(db);
  return rows[0]!;
}
