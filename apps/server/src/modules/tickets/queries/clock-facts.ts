import type { CardClock } from '@ventanilla/contracts/clocks';
import type { StatusCategory } from '@ventanilla/contracts/events';
import type { Filter } from '@ventanilla/contracts/filters';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { compileFilter } from '../filters/compile-filter.ts';
import { visibleTo } from '../tickets.store.ts';

/**
 * Something in a ticket's life that clocks look at, in the order in which it happened. `customer` and `us`: what a
 * person wrote to the other side. `isLive`: neither imported nor practised; the example company shows its clocks. Instants are milliseconds since 1970.
 */
export type ClockMark = { at: number; isLive: boolean } & (
  | { kind: 'created' | 'status'; category: StatusCategory }
  | { kind: 'customer' | 'us' }
  | { kind: 'spam'; isSpam: boolean }
);

/** What clocks need to know of a ticket, all of it from the log and the ticket itself. */
export interface ClockFacts {
  ticketId: string;
  /** Index of the first filter that holds; null: none. */
  fits: number | null;
  calendars: { department: string | null; organization: string | null };
  isSpam: boolean;
  /** What was promised for this ticket by hand. */
  dueDate: number | null;
  /** As the card shows them now. */
  clock: CardClock | null;
  noNews: boolean;
  marks: ClockMark[];
}

/** What decides which promise holds for a ticket, and in which calendar. */
export type ClockTerms = Pick<ClockFacts, 'ticketId' | 'fits' | 'calendars'>;

interface TermsRow {
  id: string;
  fits: number | null;
  department_calendar: string | null;
  organization_calendar: string | null;
}

interface TicketFactsRow extends TermsRow {
  is_spam: boolean;
  due_at: Date | null;
  clock: CardClock | null;
  no_news: boolean;
}

/** Nobody in particular asks: `@own` stands for nobody. */
const nobody = { id: null, departmentIds: [], portfolioIds: [] };

/** A row for each of some tickets, in the order of their ids; `more` names further columns of `t`. */
async function readRows<Row extends TermsRow>(
  { ids, filters, more }: { ids: readonly string[]; filters: readonly Filter[]; more: RawBuilder<unknown> },
  db: Db,
): Promise<Row[]> {
  const whens = filters.map(
    (filter, index) => sql`when ${compileFilter(filter, nobody)} then ${sql.lit(index)}`,
  );
  const fits = whens.length === 0 ? sql`null::integer` : sql`case ${sql.join(whens, sql` `)} end`;
  const { rows } = await sql<Row>`
    select t.id, ${fits} as fits, d.calendar_id as department_calendar, o.calendar_id as organization_calendar ${more}
    from tickets t
    join contacts c on c.id = t.requester_id
    left join organizations o on o.id = coalesce(t.organization_id, c.organization_id)
    left join departments d on d.id = t.department_id
    where t.id = any(${[...ids]}::uuid[]) order by t.id ${keepPlan}`.execute(db);
  return rows;
}

function toTerms(row: TermsRow): ClockTerms {
  return {
    ticketId: row.id,
    fits: row.fits,
    calendars: { department: row.department_calendar, organization: row.organization_calendar },
  };
}

/** What holds for some tickets, without looking at what happened to them. */
export async function readClockTerms(
  { ticketIds, filters }: { ticketIds: readonly string[]; filters: readonly Filter[] },
  db: Db,
): Promise<ClockTerms[]> {
  if (ticketIds.length === 0) return [];
  return (await readRows<TermsRow>({ ids: ticketIds, filters, more: sql`` }, db)).map(toTerms);
}

/**
 * The facts of some tickets. Time in each status comes from the log rather than from the ledger, which says the same but
 * may be a moment behind: a clock must not miss what its own event tells.
 */
export async function readClockFacts(
  { ticketIds, filters }: { ticketIds: readonly string[]; filters: readonly Filter[] },
  db: Db,
): Promise<ClockFacts[]> {
  if (ticketIds.length === 0) return [];
  const more = sql`, t.is_spam, t.due_at, t.clock, t.no_news`;
  const rows = await readRows<TicketFactsRow>({ ids: ticketIds, filters, more }, db);
  const marks = await readMarks(ticketIds, db);
  return rows.map((row) => ({
    ...toTerms(row),
    isSpam: row.is_spam,
    dueDate: row.due_at?.getTime() ?? null,
    clock: row.clock,
    noNews: row.no_news,
    marks: marks.get(row.id) ?? [],
  }));
}

interface MarkRow {
  id: string;
  type: 'ticket.created' | 'ticket.status_changed' | 'ticket.spam_changed' | 'message.added';
  at: number;
  is_live: boolean;
  category: StatusCategory | null;
  is_spam: boolean | null;
  author: 'customer' | 'agent' | 'system' | null;
  is_heard: boolean | null;
}

/** A message counts from when it was written, a ticket from when it was opened. */
async function readMarks(ids: readonly string[], db: Db): Promise<Map<string, ClockMark[]>> {
  const { rows } = await sql<MarkRow>`
    select e.subject_id as id, e.type, e.origin in ('live', 'demo') as is_live,
      (extract(epoch from coalesce(case e.type when 'message.added' then m.at when 'ticket.created' then t.created_at end, e.at))
        * 1000)::float8 as at,
      case e.type when 'ticket.created' then e.payload->'status'->>'category'
        when 'ticket.status_changed' then e.payload->'to'->>'category' end as category,
      (e.payload->>'isSpam')::boolean as is_spam, e.payload->>'authorKind' as author,
      e.payload->>'visibility' <> 'internal' and not (e.payload->>'isAuto')::boolean as is_heard
    from events e
    join tickets t on t.id = e.subject_id
    left join messages m on m.id = case e.type when 'message.added' then (e.payload->>'messageId')::uuid end
    where e.subject_id = any(${[...ids]}::uuid[])
      and e.type in ('ticket.created', 'ticket.status_changed', 'ticket.spam_changed', 'message.added')
    order by e.subject_id, e.id ${keepPlan}`.execute(db);
  const byTicket = new Map<string, ClockMark[]>();
  for (const row of rows) {
    const mark = toMark(row);
    if (!mark) continue;
    const known = byTicket.get(row.id);
    // A clock that was set back never makes something happen before what came before it.
    if (known) known.push({ ...mark, at: Math.max(mark.at, known.at(-1)!.at) });
    else byTicket.set(row.id, [mark]);
  }
  return byTicket;
}

function toMark(row: MarkRow): ClockMark | null {
  const mark = { at: Math.round(row.at), isLive: row.is_live };
  if (row.type === 'ticket.spam_changed') return { ...mark, kind: 'spam', isSpam: row.is_spam === true };
  if (row.type === 'ticket.created') return { ...mark, kind: 'created', category: row.category! };
  if (row.type === 'ticket.status_changed') return { ...mark, kind: 'status', category: row.category! };
  if (!row.is_heard || row.author === 'system') return null;
  return { ...mark, kind: row.author === 'customer' ? 'customer' : 'us' };
}

/** Open tickets that somebody sees, in the order of their ids, after one of them. */
export async function listOpenTicketIds(
  input: { after: string | null; limit: number; actor: Actor },
  db: Db,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select t.id from tickets t where t.closed_at is null and ${visibleTo(input.actor)} and (${input.after}::uuid is null or t.id > ${input.after}::uuid)
    order by t.id limit ${input.limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Open tickets of these people. */
export async function listOpenTicketIdsOf(
  { requesterIds }: { requesterIds: readonly string[] },
  db: Db,
): Promise<string[]> {
  if (requesterIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select id from tickets where requester_id = any(${[...requesterIds]}::uuid[]) and closed_at is null`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}
