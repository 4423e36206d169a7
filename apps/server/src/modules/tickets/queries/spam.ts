import { countMax } from '@ventanilla/contracts/common';
import type { SpamCard } from '@ventanilla/contracts/spam';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { decodeCursor } from '../../../platform/cursor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { visibleTo } from '../tickets.store.ts';
import { selectCards, toPage } from './cards.ts';

/** Tickets taken for spam, newest activity first, from an index that holds nothing else; and how many there are. */
export async function listSpam(
  input: { actor: Actor; cursor?: string | undefined; limit: number },
  db: Db,
): Promise<{
  items: SpamCard[];
  nextCursor: string | null;
  count: { value: number; capped: boolean };
}> {
  const { actor, limit } = input;
  const after = input.cursor ? decodeCursor(input.cursor, 2) : null;
  const page = after ? sql`and (t.activity_at, t.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``;
  const source = sql`select t.* from tickets t where t.is_spam ${page} and ${visibleTo(actor)}
    order by t.activity_at desc, t.id desc limit ${limit + 1}`;
  const { rows } = await selectCards({ source, actor }).execute(db);
  const counted = await sql<{ count: number }>`select count(*)::int as count from (
    select 1 from tickets t where t.is_spam and ${visibleTo(actor)} limit ${sql.lit(countMax + 1)}) s`.execute(
    db,
  );
  const value = counted.rows[0]!.count;
  const { items, nextCursor } = toPage(rows, limit, actor);
  const addresses = await addressesOf({ ticketIds: items.map(({ id }) => id) }, db);
  return {
    items: items.map((card) => ({ ...card, from: addresses.get(card.id) ?? null })),
    nextCursor,
    count: { value: Math.min(value, countMax), capped: value > countMax },
  };
}

/** Where the first mail of each came from. */
async function addressesOf(
  { ticketIds }: { ticketIds: readonly string[] },
  db: Db,
): Promise<Map<string, string>> {
  const { rows } = await sql<{ ticket_id: string; from_address: string }>`
    select distinct on (m.ticket_id) m.ticket_id, b.from_address
    from messages m join message_bodies b on b.message_id = m.id
    where m.ticket_id = any(${[...ticketIds]}::uuid[]) and m.direction = 'in' and b.from_address is not null
    order by m.ticket_id, m.at, m.id`.execute(db);
  return new Map(rows.map((row) => [row.ticket_id, row.from_address]));
}
