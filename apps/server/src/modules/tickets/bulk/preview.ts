import {
  type BulkAction,
  type BulkPreview,
  type BulkSelection,
  previewGroupsMax,
  runTicketsMax,
} from '@ventanilla/contracts/bulk';
import type { StoredRules } from '@ventanilla/contracts/department-rules';
import type { ErrorCode } from '@ventanilla/contracts/errors';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';
import { describeProblem } from '../../../platform/http/problem.ts';
import { readClassification } from '../../classification/index.ts';
import type { FilterClock } from '../filters/filter-clock.ts';
import { demandTarget } from './demand-target.ts';
import { type Foreseeing, type ForeseenTicket, foresee } from './foresee.rules.ts';
import { selected } from './selection.ts';

interface PreviewInput {
  selection: BulkSelection;
  action: BulkAction;
  actor: Actor;
  now: Date;
  clock: FilterClock;
}

/** What a run would do, counted; it changes nothing. Throws what starting it throws for its target, and `bulk.too_many`. */
export async function previewBulk(input: PreviewInput, db: Db): Promise<BulkPreview> {
  const { action, actor, now } = input;
  const { category } = await demandTarget(action, db);
  const where = await selected(input, db);
  const isClosing = category === 'closed';
  const tickets = await readTickets(
    { where, action, actor, closes: isClosing || category === 'ignored' },
    db,
  );
  if (tickets.length > runTicketsMax) throw new AppError('bulk.too_many', { params: { max: runTicketsMax } });
  const around: Foreseeing = {
    action,
    actor,
    now,
    category,
    departments: await readDepartments(db),
    definitions: await readClassification(db),
    owner: action.kind === 'assign' && action.agentId !== null ? await readOwner(action.agentId, db) : null,
  };
  return count({ tickets, around, isClosing, openNow: around.owner ? sum(around.owner.openIn) : null });
}

const sum = (counts: Map<string, number>) => [...counts.values()].reduce((all, one) => all + one, 0);

function count(input: {
  tickets: readonly ForeseenTicket[];
  around: Foreseeing;
  isClosing: boolean;
  openNow: number | null;
}): BulkPreview {
  const { tickets, around, isClosing, openNow } = input;
  const groups = new Map<string | null, number>();
  const refusals = new Map<
    string,
    { code: ErrorCode; params: Record<string, string | number>; count: number }
  >();
  let [changing, untouched, customersTold] = [0, 0, 0];
  for (const ticket of tickets) {
    const seen = foresee(ticket, around);
    if (seen.kind === 'changes') {
      changing += 1;
      groups.set(seen.from, (groups.get(seen.from) ?? 0) + 1);
      if (isClosing && ticket.told?.some(({ customer }) => customer)) customersTold += 1;
    } else if (seen.kind === 'untouched') untouched += 1;
    else {
      const key = `${seen.code} ${JSON.stringify(seen.params)}`;
      const known = refusals.get(key);
      refusals.set(key, { code: seen.code, params: seen.params, count: (known?.count ?? 0) + 1 });
    }
  }
  const named = namesValues.has(around.action.kind)
    ? [...groups].sort(([, one], [, other]) => other - one)
    : [];
  const top = named.slice(0, previewGroupsMax).map(([from, of]) => ({ from, count: of }));
  const refused = [...refusals.values()].sort((one, other) => other.count - one.count);
  return {
    total: tickets.length,
    changing,
    untouched,
    groups: top,
    others: changing - top.reduce((all, { count: of }) => all + of, 0),
    refused: refused.map(({ code, params, count: of }) => ({
      code,
      detail: describeProblem(code, params, around.actor.language),
      count: of,
    })),
    // How much somebody has is told to whoever can give them one of these, and to nobody who only asks.
    load: openNow === null || changing === 0 ? null : { now: openNow, after: openNow + changing },
    reasonsNeeded: refused.find(({ code }) => code === 'tickets.reason_missing')?.count ?? 0,
    customersTold,
  };
}

/** Of these it says something what a ticket has now. */
const namesValues: ReadonlySet<BulkAction['kind']> = new Set([
  'assign',
  'department',
  'status',
  'reopen',
  'flag',
  'priority',
  'type',
]);

async function readTickets(
  input: { where: RawBuilder<boolean>; action: BulkAction; actor: Actor; closes: boolean },
  db: Db,
): Promise<ForeseenTicket[]> {
  const { where, action, actor, closes } = input;
  const isClosing = closes && action.kind === 'status';
  const { rows } = await sql<ForeseenTicket>`
    select t.id, t.owner_id, t.department_id, t.organization_id, t.status_key, t.status_category, t.closed_at,
      t.first_answer_at, t.is_spam, t.flag, t.priority_key, t.type_key, t.due_at, t.close_kept,
      ${action.kind === 'tags' ? tagsOf : sql`null`} as tags,
      ${action.kind === 'read' ? unreadBy(actor) : sql`null::boolean`} as unread,
      ${isClosing ? unfilled : sql`null::boolean`} as unfilled,
      ${isClosing ? told : sql`null::json`} as told
    from tickets t ${isClosing ? sql`left join departments d on d.id = t.department_id` : sql``}
    where ${where} limit ${runTicketsMax + 1}`.execute(db);
  return rows;
}

const tagsOf = sql`array(select g.tag_key from ticket_tags g where g.ticket_id = t.id
  union select g.tag_key from contact_tags g where g.contact_id = t.requester_id)`;

const unreadBy = ({
  id,
}: Actor) => sql`(t.customer_last_at is not null and not exists (select from ticket_reads r
  where r.ticket_id = t.id and r.agent_id = ${id}::uuid and r.seen_at >= t.customer_last_at))`;

/** The same that is demanded of one ticket, of all of them in one statement. Nothing of a department for what is ignored. */
const unfilled = sql`(
  (t.first_answer_at is not null and coalesce(
    (d.rules->'closeNeeds' ? 'type' and t.type_key is null)
    or (d.rules->'closeNeeds' ? 'priority' and t.priority_key is null)
    or (d.rules->'closeNeeds' ? 'subject' and t.subject_key is null)
    or (d.rules->'closeNeeds' ? 'tags' and not exists (select from ticket_tags g where g.ticket_id = t.id))
    or (d.rules->'closeNeeds' ? 'time' and not exists (select from time_entries e
      where e.ticket_id = t.id and e.removed_at is null)), false))
  or exists (select from field_definitions f where f.active
    and f.key in (select u.field_key from field_uses u
      where coalesce(u.required, f.required) = 'close' and (u.place = 'always'
        or (u.place = 'type' and u.place_key = t.type_key)
        or (u.place = 'subject' and u.place_key = t.subject_key)
        or (u.place = 'department' and u.place_key = t.department_id::text)))
    and not exists (select from ticket_fields v where v.ticket_id = t.id and v.field_values ? f.key)))`;

const told = sql`(select json_agg(n.closed) from (
  select d.notices->'closed' as closed union all
  select l.notices->'closed' from lines l where l.id = t.line_id) n where n.closed is not null)`;

async function readDepartments(db: Db): Promise<Foreseeing['departments']> {
  const { rows } = await sql<{ id: string; name: string; rules: StoredRules }>`
    select id, name, rules from departments`.execute(db);
  return new Map(rows.map(({ id, name, rules }) => [id, { name, rules }]));
}

/** Whoever is given tickets, and their open ones by department; those of none under an empty name. */
async function readOwner(agentId: string, db: Db): Promise<NonNullable<Foreseeing['owner']>> {
  const { rows } = await sql<{ name: string; department_id: string | null; count: number }>`
    select a.name, t.department_id, count(t.id)::int as count from agents a
    left join tickets t on t.owner_id = a.id and t.closed_at is null and not t.is_spam
    where a.id = ${agentId} group by a.name, t.department_id`.execute(db);
  const openIn = new Map(rows.map(({ department_id, count: of }) => [department_id ?? '', of]));
  return { id: agentId, name: rows[0]?.name ?? '', openIn };
}
