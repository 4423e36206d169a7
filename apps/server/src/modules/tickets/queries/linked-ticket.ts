import type { SearchAnswer, SearchHit } from '@ventanilla/contracts/search';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { toInstant } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import { visibleTo } from '../tickets.store.ts';
import { selectCards, toCard } from './cards.ts';
import type { TicketLink } from './search-terms.ts';

/** Characters of the message shown with the ticket. */
const snippetMax = 180;

/** The ticket that a pasted address leads to, with the message it names; nothing where the actor may not see it. */
export async function findLinked(
  input: { link: TicketLink; actor: Actor },
  db: Db,
): Promise<Omit<SearchAnswer, 'of'>> {
  const { link, actor } = input;
  const source = sql`select t.* from tickets t where t.id = ${link.ticketId} and ${visibleTo(actor)}`;
  const row = (await selectCards({ source, actor }).execute(db)).rows[0];
  const match = row ? await findMatch(link, db) : null;
  const items = row ? [{ ...toCard(row, actor), subjectMarks: [], match }] : [];
  const total = { value: items.length, capped: false };
  return { items, nextCursor: null, total, precision: 'exact', suggestion: null };
}

interface MatchRow {
  id: string;
  visibility: 'public' | 'private' | 'internal';
  author_name: string;
  at: Date;
  snippet: string;
}

async function findMatch(link: TicketLink, db: Db): Promise<SearchHit['match']> {
  if (!link.messageId) return null;
  const { rows } = await sql<MatchRow>`
    select m.id, m.visibility, m.at, left(b.text, ${sql.lit(snippetMax)}) as snippet,
      coalesce(a.name, c.name, '') as author_name
    from messages m join message_bodies b on b.message_id = m.id
    left join agents a on m.author_kind = 'agent' and a.id = m.author_id
    left join contacts c on m.author_kind <> 'agent' and c.id = m.author_id
    where m.id = ${link.messageId} and m.ticket_id = ${link.ticketId}`.execute(db);
  const row = rows[0];
  if (!row) return null;
  return {
    messageId: row.id,
    visibility: row.visibility,
    authorName: row.author_name,
    at: toInstant(row.at),
    snippet: row.snippet.replace(/\s+/g, ' ').trim(),
    marks: [],
  };
}
