import { searchHitsMax } from '@ventanilla/contracts/search';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { likePattern } from '../../../platform/db/like.ts';
import { visibleTo } from '../tickets.store.ts';
import type { FoundPerson } from './search-people.ts';
import type { SearchTerms } from './search-terms.ts';
import { textQuery } from './text-query.ts';

/** Tickets of the people found among whose messages the other words are looked for. */
const mixedTicketsMax = 500;
/** Messages with the words of a phrase that are read to see whether they stand one after the other. */
const phraseCandidatesMax = 2000;
/** People whose name is like what was typed; those much less alike than the likest are left out. */
const similarMax = 20;
const likenessSpread = 0.15;
/** Characters of a message in which the words are looked for to be shown. */
const snippetSourceMax = 20_000;
/** A message up to this length is shown whole. */
const snippetLengthMax = 180;
const whole = 'HighlightAll=true';
const headline = 'MaxFragments=2,MaxWords=18,MinWords=8,FragmentDelimiter=" … "';

export type SearchPrecision = 'exact' | 'prefix' | 'similar';
const precisions: readonly SearchPrecision[] = ['exact', 'prefix', 'similar'];

export interface HitsInput {
  terms: SearchTerms;
  people: readonly FoundPerson[];
  actor: Actor;
  state?: 'open' | 'closed' | undefined;
  /** Instant of activity and id of the last ticket already shown. */
  after: readonly string[] | null;
  limit: number;
}

export interface HitRow {
  ticket_id: string;
  activity_at: Date;
  by_number: boolean;
  precision: SearchPrecision;
  found: number;
  capped: boolean;
  message_id: string | null;
  message_at: Date | null;
  visibility: 'public' | 'private' | 'internal' | null;
  author_name: string | null;
  /** With `markStart` and `markEnd` around what was found. */
  subject: string;
  snippet: string | null;
}

/** Signs that no stored text keeps: they stand around what was found until they are turned into positions. */
export const markStart = '\ue000';
export const markEnd = '\ue001';

/**
 * The tickets found, newest activity first, with the words around what was found: by number, by people, by words, and
 * by words within the tickets of people. Where nothing is exactly so, the last word is taken for a beginning; where
 * that finds nothing either, names that look alike.
 */
export async function findHits(input: HitsInput, db: Db): Promise<HitRow[]> {
  const { rows } = await hitsQuery(input).execute(db);
  return rows.map(({ level, ...row }) => ({ ...row, precision: precisions[level] ?? 'exact' }));
}

/** The statement itself, for those who look at its plan. */
export function hitsQuery(input: HitsInput) {
  const { terms, after, limit } = input;
  const exact = union([byNumber(input), byPeople(input), byWords(input, false), byBoth(input)]);
  const page = after
    ? sql`where not by_number and (activity_at, ticket_id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
    : sql``;
  const shown = (text: RawBuilder<unknown>, options: RawBuilder<unknown>) => sql`
    ts_headline('es_plain', translate(${text}, ${markStart + markEnd}, ''),
      case when p.level = 1 then ${textQuery(terms, { prefix: true })} else ${textQuery(terms, { prefix: false })} end,
      ${options} || ${`,StartSel=${markStart},StopSel=${markEnd}`})`;
  const fitting = sql`case when length(b.text) <= ${sql.lit(snippetLengthMax)} then ${whole} else ${headline} end`;
  return sql<Omit<HitRow, 'precision'> & { level: number }>`
    with exact as materialized (${exact}),
    begun as materialized (${byWords(input, true)}),
    alike as materialized (${byLikeness(input)}),
    hits as materialized (
      select *, 0 as level from exact union all select *, 1 from begun union all select *, 2 from alike),
    found as materialized (
      select ticket_id, activity_at, bool_or(by_number) as by_number, min(level) as level,
        (array_agg(message_id order by at desc) filter (where message_id is not null))[1] as message_id
      from hits group by ticket_id, activity_at),
    p as (select * from found ${page} order by by_number desc, activity_at desc, ticket_id desc limit ${limit})
    select p.ticket_id, p.activity_at, p.by_number, p.level, (select count(*)::int from found) as found,
      (select count(*) > ${sql.lit(searchHitsMax)} from hits) as capped,
      m.id as message_id, m.at as message_at, m.visibility, coalesce(a.name, c.name, '') as author_name,
      ${shown(sql`t.subject`, sql`${whole}::text`)} as subject,
      case when m.id is not null then ${shown(sql`left(b.text, ${sql.lit(snippetSourceMax)})`, fitting)} end as snippet
    from p join tickets t on t.id = p.ticket_id
    left join messages m on m.id = p.message_id
    left join message_bodies b on b.message_id = p.message_id
    left join agents a on m.author_kind = 'agent' and a.id = m.author_id
    left join contacts c on m.author_kind <> 'agent' and c.id = m.author_id
    order by p.by_number desc, p.activity_at desc, p.ticket_id desc`;
}

type Part = RawBuilder<unknown>;
const hitColumns = sql`t.id as ticket_id, t.activity_at, false as by_number, null::uuid as message_id,
  null::timestamptz as at`;
const nothing = sql`select ${hitColumns} from tickets t where false`;

function union(parts: readonly (Part | null)[]): Part {
  const told = parts.filter((part) => part !== null);
  if (told.length === 0) return nothing;
  return sql.join(
    told.map((part) => sql`(${part})`),
    sql` union all `,
  );
}

/** What every part adds: what the actor may see, and the state asked for. */
function allowed({ actor, state }: HitsInput): Part {
  if (!state) return visibleTo(actor);
  return sql`${visibleTo(actor)} and t.closed_at is ${state === 'open' ? sql`null` : sql`not null`}`;
}

function byNumber(input: HitsInput): Part | null {
  const { number, text } = input.terms;
  if (number === null && !/^[\p{L}\p{N}][\p{L}\p{N}._/#-]{0,40}$/u.test(text)) return null;
  return sql`select t.id as ticket_id, t.activity_at, true as by_number, null::uuid as message_id,
      null::timestamptz as at
    from tickets t where (t.number = ${number}::bigint or t.legacy_number = ${text}) and ${allowed(input)}
    limit ${input.limit}`;
}

/** Rows of `t` whose requester or organisation goes by the word. */
function ofPeople(people: readonly FoundPerson[], word: number): Part | null {
  const mine = people.filter(({ words }) => (words & (1 << word)) !== 0);
  const ids = (key: 'contactId' | 'organizationId') =>
    mine.map((person) => person[key]).filter((id) => id !== null);
  const [contacts, organizations] = [ids('contactId'), ids('organizationId')];
  const parts = [
    ...(contacts.length > 0 ? [sql`t.requester_id = any(${contacts}::uuid[])`] : []),
    ...(organizations.length > 0 ? [sql`t.organization_id = any(${organizations}::uuid[])`] : []),
  ];
  return parts.length > 0 ? sql`(${sql.join(parts, sql` or `)})` : null;
}

/** Tickets of whoever goes by every word. */
function byPeople(input: HitsInput): Part | null {
  const { words, phrases } = input.terms;
  const conditions = words.map((_, word) => ofPeople(input.people, word));
  if (conditions.length === 0 || phrases.length > 0 || conditions.includes(null)) return null;
  return sql`select ${hitColumns} from tickets t
    where ${sql.join(conditions, sql` and `)} and ${allowed(input)}
    order by t.activity_at desc, t.id desc limit ${sql.lit(searchHitsMax + 1)}`;
}

/** Messages with every word, newest first; with `prefix`, only where nothing was exactly so. */
function byWords(input: HitsInput, prefix: boolean): Part {
  const { terms } = input;
  const query = textQuery(terms, { prefix });
  // While the last word is begun with, it is not one that ended.
  if (terms.words.length + terms.phrases.length === 0 || (prefix && terms.words.length === 0)) return nothing;
  // Nobody knows beforehand how rare a word is. `offset 0` has each hit look for its ticket, the newest first until there
  // are enough, where the planner would read every ticket for hits that it only guesses.
  const hits = (most: number) => sql`
    select s.ticket_id, t.activity_at, false as by_number, s.message_id, s.at
    from message_search s
    join lateral (select t.activity_at from tickets t where t.id = s.ticket_id and ${allowed(input)} offset 0) t on true
    where s.vector @@ ${query} ${prefix ? sql`and not exists (select 1 from exact)` : sql``}
    order by s.at desc, s.message_id desc limit ${sql.lit(most)}`;
  if (terms.phrases.length === 0) return hits(searchHitsMax + 1);
  return sql`select h.* from (${hits(phraseCandidatesMax)}) h join message_bodies b using (message_id)
    where ${holdsPhrases(terms)} limit ${sql.lit(searchHitsMax + 1)}`;
}

/** Whether every phrase stands in the message as it was typed, but for case, accents and line breaks. */
function holdsPhrases({ phrases }: SearchTerms): Part {
  const text = sql`regexp_replace(fold_text(coalesce(b.subject, '') || ' ' || b.text), '\\s+', ' ', 'g')`;
  return sql.join(
    phrases.map((phrase) => sql`${text} like fold_text(${likePattern(phrase)})`),
    sql` and `,
  );
}

/** Some words are people's names and the others are in their tickets: «garcía boletas». */
function byBoth(input: HitsInput): Part | null {
  const { terms, people } = input;
  const named = terms.words.map((_, word) => ofPeople(people, word));
  const words = terms.words.filter((_, word) => named[word] === null);
  const conditions = named.filter((condition) => condition !== null);
  if (conditions.length === 0 || words.length + terms.phrases.length === 0) return null;
  const rest = { ...terms, words };
  const lastIsTyped = words.at(-1) === terms.words.at(-1);
  const phrases =
    terms.phrases.length > 0
      ? sql`and exists (select 1 from message_bodies b where b.message_id = m.id and ${holdsPhrases(terms)})`
      : sql``;
  return sql`select t.id as ticket_id, t.activity_at, false as by_number, s.message_id, s.at
    from (select t.* from tickets t where ${sql.join(conditions, sql` and `)} and ${allowed(input)}
      order by t.activity_at desc, t.id desc limit ${sql.lit(mixedTicketsMax)}) t
    join messages m on m.ticket_id = t.id
    join message_search s on s.message_id = m.id
    where s.vector @@ ${textQuery(rest, { prefix: lastIsTyped })} ${phrases}
    limit ${sql.lit(searchHitsMax + 1)}`;
}

/** Tickets of people and organisations whose name is like what was typed, where nothing else was found. */
function byLikeness(input: HitsInput): Part {
  const { words, phrases } = input.terms;
  if (words.length === 0 || phrases.length > 0 || words.some(({ text }) => /[\d@]/.test(text)))
    return nothing;
  const typed = sql`fold_text(${words.map(({ text }) => text).join(' ')})`;
  const nearest = (from: Part) => sql`
    select id from (select id, likeness, max(likeness) over () as best from ${from}(${typed}, ${sql.lit(similarMax)})) l
    where likeness >= best - ${sql.lit(likenessSpread)}`;
  return sql`select ${hitColumns} from tickets t
    where not exists (select 1 from exact) and not exists (select 1 from begun)
      and (t.requester_id in (${nearest(sql`contacts_like`)})
        or t.organization_id in (${nearest(sql`organizations_like`)}))
      and ${allowed(input)}
    order by t.activity_at desc, t.id desc limit ${sql.lit(searchHitsMax + 1)}`;
}
