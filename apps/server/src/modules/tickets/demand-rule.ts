import type { Language } from '@ventanilla/contracts/common';
import type { StoredRules, Who } from '@ventanilla/contracts/department-rules';
import { whoWords as en } from '@ventanilla/phrases/en/who';
import { whoWords as es } from '@ventanilla/phrases/es/who';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { keepPlan } from '../../platform/db/kept-plans.ts';
import { AppError } from '../../platform/errors.ts';
import type { Work } from '../../platform/work.ts';
import { isBelowLimit } from './demand-limit.ts';
import { namedFor, type RuledAction, type RuledTicket, ruleAllows } from './department-rules.rules.ts';

const words = { es, en };

interface RulingDepartment {
  id: string;
  name: string;
  rules: StoredRules;
}

/** The department that rules a ticket; null for a ticket of none. */
export async function rulingDepartment(ticket: RuledTicket, db: Db): Promise<RulingDepartment | null> {
  if (ticket.department_id === null) return null;
  const { rows } = await sql<RulingDepartment>`
    select id, name, rules from departments where id = ${ticket.department_id} ${keepPlan}`.execute(db);
  return rows[0] ?? null;
}

interface Asked {
  ticket: RuledTicket & { close_kept: Readonly<Record<string, string>> };
  rule: RuledAction;
}

/**
 * The department that keeps an action on a ticket for others than the actor: the one it is in, or, of closing, the one
 * from which they passed it on without having been allowed to close it there. Null where they may.
 */
export async function refusingDepartment(
  { ticket, rule }: Asked,
  work: Work,
): Promise<RulingDepartment | null> {
  const { actor } = work;
  const kept = rule === 'close' && actor.id !== null ? ticket.close_kept[actor.id] : undefined;
  for (const departmentId of [ticket.department_id, ...(kept === undefined ? [] : [kept])]) {
    const asked = { owner_id: ticket.owner_id, department_id: departmentId };
    const department = await rulingDepartment(asked, work.tx);
    if (department && !ruleAllows(rule, { ticket: asked, rules: department.rules }, actor)) return department;
  }
  return null;
}

/** Throws `tickets.beyond_rule`, which says who may, where a department keeps an action for others. */
export async function demandRule(asked: Asked, work: Work): Promise<void> {
  const department = await refusingDepartment(asked, work);
  if (!department) return;
  const named = namedFor(asked.rule, department.rules)!;
  const who = await describeWho({ named, language: work.actor.language }, work.tx);
  throw new AppError('tickets.beyond_rule', { params: { department: department.name, who } });
}

/** «Lucero, Majo o quien tiene el ticket», in the language of whoever reads it. */
async function describeWho({ named, language }: { named: Who; language: Language }, db: Db): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name from (
      select name, 1 as place from agents where id = any(${named.agentIds}::uuid[]) and active
      union all select name, 2 from teams where id = any(${named.teamIds}::uuid[]) and active) n
    order by place, name`.execute(db);
  const { members, owner, nobody } = words[language];
  const all = [
    ...rows.map(({ name }) => name),
    ...(named.members ? [members] : []),
    ...(named.owner ? [owner] : []),
  ];
  return all.length === 0 ? nobody : new Intl.ListFormat(language, { type: 'disjunction' }).format(all);
}

/**
 * Throws `tickets.too_many_open` where somebody already has as many open tickets of the ticket's department as one
 * person may. Of two tickets given to one person at once the second waits here for the first.
 */
export async function demandRoom(
  { ticket, agentId }: { ticket: RuledTicket; agentId: string },
  work: Work,
): Promise<void> {
  const department = await rulingDepartment(ticket, work.tx);
  const max = department?.rules.atMost ?? null;
  if (max === null || (await hasRoom({ ticket, agentId, max }, work))) return;
  const { rows } = await sql<{ name: string }>`select name from agents where id = ${agentId}`.execute(
    work.tx,
  );
  throw new AppError('tickets.too_many_open', {
    params: { name: rows[0]?.name ?? '', max, department: department!.name },
  });
}

async function hasRoom(
  { ticket, agentId, max }: { ticket: RuledTicket; agentId: string; max: number },
  work: Work,
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`open-of:${agentId}`}, 0))`.execute(work.tx);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from tickets
    where owner_id = ${agentId} and department_id = ${ticket.department_id} and closed_at is null
      and not is_spam`.execute(work.tx);
  return rows[0]!.count < max;
}

/** Whether the actor would become the owner by answering what nobody has. */
export async function mayTake(ticket: RuledTicket, work: Work): Promise<boolean> {
  if (work.actor.kind !== 'agent' || work.actor.id === null) return false;
  const department = await rulingDepartment(ticket, work.tx);
  const rules = department?.rules ?? null;
  if (!ruleAllows('take', { ticket, rules }, work.actor) || !(await isBelowLimit(work))) return false;
  const max = rules?.atMost ?? null;
  return max === null || hasRoom({ ticket, agentId: work.actor.id, max }, work);
}
