import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { decodeCursor, encodeCursor } from '../../../platform/cursor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { visibleTo } from '../tickets.store.ts';
import { selectCards, toCard } from './cards.ts';

/** People considered for one search; more would say nothing. */
const peopleMax = 200;

/**
 * Tickets by number (`V-1024`, `1024`, an imported number) or by part of the requester's name or address; with
 * nothing asked, all of them. Newest activity first.
 */
export async function searchTickets(
  input: { q: string; actor: Actor; cursor?: string | undefined; limit: number },
  db: Db,
) {
  const after = input.cursor ? decodeCursor(input.cursor, 2) : null;
  const page = after ? sql`and (t.activity_at, t.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``;
  const source = sql`
    select t.* from tickets t where ${matches(input.q)} ${page} and ${visibleTo(input.actor)}
    order by t.activity_at desc, t.id desc limit ${input.limit + 1}`;
  const { rows } = await selectCards({ source, actor: input.actor }).execute(db);
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => toCard(row, input.actor)),
    nextCursor:
      rows.length > input.limit && last ? encodeCursor([last.activity_at.toISOString(), last.id]) : null,
  };
}

function matches(q: string) {
  if (q === '') return sql`true`;
  const number = /^(?:v-?)?(\d{1,15})$/i.exec(q)?.[1];
  if (number) return sql`(t.number = ${Number(number)} or t.legacy_number = ${q})`;
  const pattern = `%${q.replace(/[\\%_]/g, (char) => `\\${char}`)}%`;
  return sql`t.requester_id in (
    select id from (
      (select c.id from contacts c where c.name ilike ${pattern} limit ${sql.lit(peopleMax)})
      union
      (select i.contact_id from contact_identities i
        where i.match_key like ${pattern.toLowerCase()} and i.superseded_by is null limit ${sql.lit(peopleMax)})) people)`;
}
