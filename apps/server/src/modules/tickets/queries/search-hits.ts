import { type SearchState, searchHitsMax } from '@ventanilla/contracts/search';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { likePattern } from '../../../platform/db/like.ts';
import { visibleTo } from '../tickets.store.ts';
import { type FoundLabel, labelledWords, labelQuery } from './search-labels.ts';
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
const shownTextMax = 20_000;

export type SearchPrecision = 'exact' | 'prefix' | 'similar';
const looseLevels: readonly SearchPrecision[] = ['prefix', 'similar'];

/** Whose tickets are looked at; all of them where nothing is said. */
export interface TicketsOf {
  requester?: string | undefined;
  organization?: string | undefined;
  owner?: 'me' | undefined;
}

export interface HitsInput extends TicketsOf {
  terms: SearchTerms;
  people: readonly FoundPerson[];
  labels: readonly FoundLabel[];
  actor: Actor;
  state?: SearchState | undefined;
  /** The last ticket already shown, and how precisely it was found. */
  after: { activityAt: string; ticketId: string; precision: SearchPrecision } | null;
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
  subject: string;
  /** Of the message found, as far as it is looked at. */
  text: string | null;
  /** The query for the words, as `readSought` takes it. */
  sought: string;
}

/**
 * The tickets found, newest activity first, with the message in which: by number, by people, by words, by tags and what
 * fields hold, and by some words in one of these ways and the others in another. Where nothing is exactly so, a second statement takes the last word for a beginning;
 * where that finds nothing either, names that look alike.
 */
export async function findHits(input: HitsInput, db: Db): Promise<HitRow[]> {
  if (!input.after || input.after.precision === 'exact') {
    const { rows } = await exactQuery(input).execute(db);
    if (rows.length > 0 || input.after) return rows.map((row) => ({ ...row, precision: 'exact' }));
  }
  const { rows } = await looseQuery(input).execute(db);
  return rows.map(({ level, ...row }) => ({ ...row, precision: looseLevels[level] ?? 'similar' }));
}

/** The first statement itself, for those who look at its plan. */
export function exactQuery(input: HitsInput) {
  const hits = union([
    byNumber(input),
    byPeople(input),
    byWords(input, { prefix: false }),
    byBoth(input),
    byLabels(input, { prefix: false }),
    byPeopleAndLabels(input),
    byLabelsAndWords(input),
  ]);
  return sql<Omit<HitRow, 'precision'>>`
    with hits as materialized (select *, 0 as level from (${hits}) h) ${pageOf(input, { prefix: false })}`;
}

function looseQuery(input: HitsInput) {
  return sql<Omit<HitRow, 'precision'> & { level: number }>`
    with begun as materialized (${union([byWords(input, { prefix: true }), byLabels(input, { prefix: true })])}),
    alike as materialized (${byLikeness(input)}),
    hits as materialized (select *, 0 as level from begun union all select *, 1 from alike)
    ${pageOf(input, { prefix: true })}`;
}

/** The tickets of `hits`, each once, with the newest message found in it. */
function pageOf({ terms, after, limit }: HitsInput, { prefix }: { prefix: boolean }): Part {
  const page = after
    ? sql`where not by_number and (activity_at, ticket_id) < (${after.activityAt}::timestamptz, ${after.ticketId}::uuid)`
    : sql``;
  const words = textQuery({ words: terms.words, phrases: [] }, { prefix });
  return sql`, found as materialized (
      select ticket_id, activity_at, bool_or(by_number) as by_number, min(level) as level,
        (array_agg(message_id order by at desc) filter (where message_id is not null))[1] as message_id
      from hits group by ticket_id, activity_at),
    p as (select * from found ${page} order by by_number desc, activity_at desc, ticket_id desc limit ${limit})
    select p.ticket_id, p.activity_at, p.by_number, p.level, (select count(*)::int from found) as found,
      (select count(*) > ${sql.lit(searchHitsMax)} from hits) as capped,
      m.id as message_id, m.at as message_at, m.visibility, coalesce(a.name, c.name, '') as author_name,
      t.subject, left(b.text, ${sql.lit(shownTextMax)}) as text, ${words}::text as sought
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

/** Spam is found only where it is asked for. */
function inState(state: SearchState | undefined): Part {
  if (state === 'spam') return sql`t.is_spam`;
  if (!state) return sql`not t.is_spam`;
  return sql`not t.is_spam and t.closed_at is ${state === 'open' ? sql`null` : sql`not null`}`;
}

/** What every part adds: what the actor may see, the state and whose tickets were asked for. */
export function allowed(input: TicketsOf & Pick<HitsInput, 'actor' | 'state'>): Part {
  const { actor, state, requester, organization, owner } = input;
  const of = [
    ...(requester ? [sql`t.requester_id = ${requester}`] : []),
    ...(organization ? [sql`t.organization_id = ${organization}`] : []),
    ...(owner === 'me' ? [sql`t.owner_id = ${actor.id}::uuid`] : []),
  ];
  return sql.join([visibleTo(actor), inState(state), ...of], sql` and `);
}

function byNumber(input: HitsInput): Part | null {
  const { number, text } = input.terms;
  if (number === null && !/^[\p{L}\p{N}][\p{L}\p{N}._/#-]{0,40}$/u.test(text)) return null;
  return sql`select t.id as ticket_id, t.activity_at, true as by_number, null::uuid as message_id,
      null::timestamptz as at
    from tickets t where (t.number = ${number}::bigint or t.legacy_number = ${text}) and ${allowed(input)}
    limit ${input.limit}`;
}

/** Bits of the words that somebody goes by. */
function namedWords(people: readonly FoundPerson[]): number {
  return people.reduce((bits, { words }) => bits | words, 0);
}

/**
 * Rows of `t` whose requester and organisation between them go by all of these words: the requester alone, the
 * organisation alone, or some words each. Null where nobody does.
 */
function ofPeople(people: readonly FoundPerson[], all: number): Part | null {
  const goingBy = (key: 'contactId' | 'organizationId', words: number) =>
    people
      .filter((person) => person[key] !== null && (person.words & words) === words)
      .map((person) => person[key]);
  const isOneOf = (column: Part, ids: readonly (string | null)[]) => sql`${column} = any(${ids}::uuid[])`;
  const requester = sql`t.requester_id`;
  const organization = sql`t.organization_id`;
  const shares = new Set(
    people.filter(({ contactId }) => contactId !== null).map(({ words }) => words & all),
  );
  const ways = [all, 0, ...[...shares].filter((share) => share !== all && share !== 0)].flatMap((share) => {
    const contacts = share === 0 ? [] : goingBy('contactId', share);
    const organizations = share === all ? [] : goingBy('organizationId', all & ~share);
    if ((share !== 0 && contacts.length === 0) || (share !== all && organizations.length === 0)) return [];
    if (share === all) return [isOneOf(requester, contacts)];
    if (share === 0) return [isOneOf(organization, organizations)];
    return [sql`(${isOneOf(requester, contacts)} and ${isOneOf(organization, organizations)})`];
  });
  return ways.length > 0 ? sql`(${sql.join(ways, sql` or `)})` : null;
}

/** Tickets of whoever goes by every word. */
function byPeople(input: HitsInput): Part | null {
  const { words, phrases } = input.terms;
  if (words.length === 0 || phrases.length > 0) return null;
  const condition = ofPeople(input.people, 2 ** words.length - 1);
  if (!condition) return null;
  return sql`select ${hitColumns} from tickets t
    where ${condition} and ${allowed(input)}
    order by t.activity_at desc, t.id desc limit ${sql.lit(searchHitsMax + 1)}`;
}

/** Messages with every word, newest first; with `prefix`, the last one may go on. */
function byWords(input: HitsInput, { prefix }: { prefix: boolean }): Part {
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
    where s.vector @@ ${query}
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
  const named = namedWords(people);
  const words = terms.words.filter((_, word) => (named & (1 << word)) === 0);
  const condition = named === 0 ? null : ofPeople(people, named);
  if (!condition || words.length + terms.phrases.length === 0) return null;
  const rest = { ...terms, words };
  const lastIsTyped = words.at(-1) === terms.words.at(-1);
  const phrases =
    terms.phrases.length > 0
      ? sql`and exists (select 1 from message_bodies b where b.message_id = m.id and ${holdsPhrases(terms)})`
      : sql``;
  return sql`select t.id as ticket_id, t.activity_at, false as by_number, s.message_id, s.at
    from (select t.* from tickets t where ${condition} and ${allowed(input)}
      order by t.activity_at desc, t.id desc limit ${sql.lit(mixedTicketsMax)}) t
    join messages m on m.ticket_id = t.id
    join message_search s on s.message_id = m.id
    where s.vector @@ ${textQuery(rest, { prefix: lastIsTyped })} ${phrases}
    limit ${sql.lit(searchHitsMax + 1)}`;
}

/** Bits of all of the words; none where there is a phrase, which stands in messages only. */
function labelBits({ words, phrases }: SearchTerms): number {
  return phrases.length > 0 ? 0 : 2 ** words.length - 1;
}

/** Tickets whose tags and fields say some of the words, newest first, each looked for as hits of words are. */
function labelled(
  input: HitsInput,
  { among, prefix, most }: { among: number; prefix: boolean; most: number },
) {
  return sql`select s.ticket_id, t.activity_at, false as by_number, null::uuid as message_id, null::timestamptz as at
    from ticket_search s
    join lateral (select t.activity_at from tickets t where t.id = s.ticket_id and ${allowed(input)} offset 0) t on true
    where s.vector @@ ${labelQuery({ ...input, among }, { prefix })}
    order by s.ticket_id desc limit ${sql.lit(most)}`;
}

/** Tickets whose tags and fields say every word. */
function byLabels(input: HitsInput, { prefix }: { prefix: boolean }): Part | null {
  const among = labelBits(input.terms);
  return among === 0 ? null : labelled(input, { among, prefix, most: searchHitsMax + 1 });
}

/** Some words are people's names and the others their tickets' tags: «garcía queja». */
function byPeopleAndLabels(input: HitsInput): Part | null {
  const named = namedWords(input.people);
  const among = labelBits(input.terms) & ~named;
  const condition = named === 0 || among === 0 ? null : ofPeople(input.people, named);
  if (!condition) return null;
  return sql`select ${hitColumns}
    from (select t.* from tickets t where ${condition} and ${allowed(input)}
      order by t.activity_at desc, t.id desc limit ${sql.lit(mixedTicketsMax)}) t
    join ticket_search s on s.ticket_id = t.id
    where s.vector @@ ${labelQuery({ ...input, among }, { prefix: false })}`;
}

/** Some words name tags or options and the others are in the messages of those tickets: «moodle calificaciones». */
function byLabelsAndWords(input: HitsInput): Part | null {
  const { terms, labels } = input;
  const among = labelBits(terms) & labelledWords(labels);
  const words = terms.words.filter((_, word) => (among & (1 << word)) === 0);
  if (among === 0 || words.length === 0) return null;
  const lastIsTyped = words.at(-1) === terms.words.at(-1);
  return sql`select l.ticket_id, l.activity_at, false as by_number, s.message_id, s.at
    from (${labelled(input, { among, prefix: false, most: mixedTicketsMax })}) l
    join messages m on m.ticket_id = l.ticket_id
    join message_search s on s.message_id = m.id
    where s.vector @@ ${textQuery({ words, phrases: [] }, { prefix: lastIsTyped })}
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
    where not exists (select 1 from begun)
      and (t.requester_id in (${nearest(sql`contacts_like`)})
        or t.organization_id in (${nearest(sql`organizations_like`)}))
      and ${allowed(input)}
    order by t.activity_at desc, t.id desc limit ${sql.lit(searchHitsMax + 1)}`;
}
