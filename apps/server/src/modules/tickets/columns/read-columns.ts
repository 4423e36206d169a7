import type { TicketCard } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { selectCards, toCard } from '../queries/cards.ts';
import { visibleTo } from '../tickets.store.ts';
import { type ColumnsInput, compileColumns } from './column-query.ts';

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
  const { columns } = await compileColumns(input, db);
  if (columns.length === 0 || ticketIds.length === 0) return new Map();
  const marks = sql.join(
    columns.map(({ where }, index) => sql`case when ${where} then ${sql.lit(index)} end`),
  );
  const { rows } = await sql<{ id: string; at: number[] }>`
    select t.id, array_remove(array[${marks}]::int[], null) as at from tickets t
    where t.id = any(${[...ticketIds]}::uuid[]) and ${visibleTo(input.actor)}`.execute(db);
  return new Map(rows.map(({ id, at }) => [id, at.map((index) => columns[index]!.id)]));
}
