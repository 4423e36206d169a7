import { countMax } from '@ventanilla/contracts/common';
import {
  type SearchAnswer,
  type SearchHit,
  type SearchState,
  searchHitsMax,
} from '@ventanilla/contracts/search';
import type { TicketCard } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { toInstant } from '../../../platform/clock.ts';
import { decodeCursor, encodeCursor } from '../../../platform/cursor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { visibleTo } from '../tickets.store.ts';
import { selectCards, toCard } from './cards.ts';
import { findLinked } from './linked-ticket.ts';
import { allowed, findHits, type HitRow, type SearchPrecision, type TicketsOf } from './search-hits.ts';
import { makeSnippet, marksIn, readSought, type Sought } from './search-marks.ts';
import { findNames } from './search-people.ts';
import { parseSearch } from './search-terms.ts';
import { suggestWord } from './suggest-word.ts';

const precisions: readonly SearchPrecision[] = ['exact', 'prefix', 'similar'];

interface SearchInput extends TicketsOf {
  q: string;
  actor: Actor;
  state?: SearchState | undefined;
  cursor?: string | undefined;
  limit: number;
}

type Found = Omit<SearchAnswer, 'of'>;

/**
 * Tickets by number, people, words, tags and fields, newest activity first, in three statements, four where nothing is
 * exactly so; with nothing asked, all of them. Throws `http.invalid_request` for a cursor that is none.
 */
export async function searchTickets(input: SearchInput, db: Db): Promise<SearchAnswer> {
  return { ...(await findTickets(input, db)), of: await nameOf(input, db) };
}

/** The directory's to tell: whoever may not read it is told no name. */
async function nameOf({ requester, organization, actor }: SearchInput, db: Db): Promise<string | null> {
  if ((!requester && !organization) || !actor.permissions.has('people:read')) return null;
  const { rows } = await sql<{ name: string }>`select name from contacts where id = ${requester ?? null}::uuid
    union all select name from organizations where id = ${organization ?? null}::uuid limit 1`.execute(db);
  return rows[0]?.name ?? null;
}

async function findTickets(input: SearchInput, db: Db): Promise<Found> {
  const terms = parseSearch(input.q);
  if (terms.link) return findLinked({ link: terms.link, actor: input.actor }, db);
  if (terms.text === '') return listAll(input, input.cursor ? decodeCursor(input.cursor, 2) : null, db);
  const after = input.cursor ? readPosition(input.cursor) : null;
  const { people, labels } = await findNames(terms, db);
  const { actor, limit } = input;
  const hits = await findHits({ ...input, terms, people, labels, after, limit: limit + 1 }, db);
  const shown = hits.slice(0, limit);
  const first = hits[0];
  if (!first) {
    const suggestion = after ? null : await suggestWord({ words: terms.words, actor }, db);
    return { items: [], nextCursor: null, total: toTotal(0, false), precision: 'exact', suggestion };
  }
  const ids = shown.map(({ ticket_id }) => ticket_id);
  const source = sql`select t.* from tickets t where t.id = any(${ids}::uuid[]) and ${visibleTo(actor)}`;
  const { rows } = await selectCards({ source, actor }).execute(db);
  const cards = new Map(rows.map((row) => [row.id, row]));
  const last = shown.at(-1);
  const sought = readSought(first.sought, terms);
  return {
    items: shown.flatMap((hit) => {
      const card = cards.get(hit.ticket_id);
      return card ? [toHit(hit, { card: toCard(card, actor), sought })] : [];
    }),
    nextCursor: hits.length > limit && last ? positionOf(last) : null,
    total: toTotal(first.found, first.capped),
    precision: first.precision,
    suggestion: null,
  };
}

/** After the tickets found by their number, which stand first, come all the others. */
function positionOf({ by_number, activity_at, ticket_id, precision }: HitRow): string {
  const at = by_number ? '9999-12-31T23:59:59.999Z' : activity_at.toISOString();
  return `${precisions.indexOf(precision)}.${encodeCursor([at, ticket_id])}`;
}

/** Throws `http.invalid_request`. */
function readPosition(cursor: string) {
  const precision = precisions[['0.', '1.', '2.'].indexOf(cursor.slice(0, 2))] ?? 'exact';
  const [activityAt = '', ticketId = ''] = decodeCursor(cursor.slice(2), 2);
  return { activityAt, ticketId, precision };
}

function toTotal(found: number, capped: boolean) {
  return { value: Math.min(found, searchHitsMax, countMax), capped: capped || found > searchHitsMax };
}

function toHit(hit: HitRow, { card, sought }: { card: TicketCard; sought: Sought }): SearchHit {
  const snippet = hit.text === null ? null : makeSnippet(hit.text, sought);
  return {
    ...card,
    subjectMarks: marksIn(card.subject, sought),
    match:
      snippet && hit.message_id && hit.visibility
        ? {
            messageId: hit.message_id,
            visibility: hit.visibility,
            authorName: hit.author_name ?? '',
            at: toInstant(hit.message_at ?? hit.activity_at),
            snippet: snippet.text,
            marks: snippet.marks,
          }
        : null,
  };
}

/** Every ticket, newest activity first; those of one person or organisation, or one's own, are counted. */
async function listAll(input: SearchInput, after: readonly string[] | null, db: Db): Promise<Found> {
  const { actor, limit, requester, organization, owner } = input;
  const page = after ? sql`and (t.activity_at, t.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``;
  const source = sql`select t.* from tickets t where ${allowed(input)} ${page}
    order by t.activity_at desc, t.id desc limit ${limit + 1}`;
  const { rows } = await selectCards({ source, actor }).execute(db);
  const isCounted = Boolean(requester ?? organization ?? owner);
  const last = rows.at(limit - 1);
  return {
    items: rows.slice(0, limit).map((row) => ({ ...toCard(row, actor), subjectMarks: [], match: null })),
    nextCursor: rows.length > limit && last ? encodeCursor([last.activity_at.toISOString(), last.id]) : null,
    total: isCounted ? await countAll(input, db) : null,
    precision: 'exact',
    suggestion: null,
  };
}

async function countAll(input: SearchInput, db: Db) {
  const { rows } = await sql<{ found: number }>`select count(*)::int as found from (
    select 1 from tickets t where ${allowed(input)} limit ${sql.lit(countMax + 1)}) c`.execute(db);
  const found = rows[0]!.found;
  return { value: Math.min(found, countMax), capped: found > countMax };
}
