import type { NotificationKind } from '@ventanilla/contracts/notification.rules';
import { sql } from 'kysely';
import { type AgentNews, tellAgents } from '../../../platform/agent-news.ts';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import type { LoggedEvent, Reaction } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { listAgentsWhoMay, listPowers, listWatchers, readNoticeChoosers } from '../../identity/index.ts';
import { isWithin, whoIsMailed } from '../../tickets/index.ts';
import { orderMail, reorderMail } from '../mail/notice-mail.timer.ts';
import { answeredBy, isPickedUp, type News, newsOf, superseded } from '../notifications.rules.ts';
import { readClocksOfOthers, readSubject, writeNews } from '../notifications.store.ts';

/** What happened longer ago is no news: after a restoration or a long stop nobody gets a flood of it, in ms. */
const staleMs = 24 * 3_600_000;

interface TicketFacts {
  owner_id: string | null;
  department_id: string | null;
  organization_id: string | null;
  is_spam: boolean;
}

/**
 * Writes people's notices: who was given or lost a ticket, whose customer answered, whose clock rings, whose mailbox
 * fails, whose duty is due. Lines, mail to come and cursor are one commit, and a line knows the last event that it tells of, so that each
 * event is told once.
 */
export const writeNotifications: Reaction = {
  name: 'write-notifications.on-ticket-changed',
  types: [
    'ticket.owner_changed',
    'message.added',
    'sla.warned',
    'sla.breached',
    'mailbox.outage_told',
    'routine.due',
    'agent.changed',
  ],
  async handle(events, work) {
    const recent = events.filter(({ at }) => work.now.getTime() - at.getTime() < staleMs);
    const tickets = await readTickets(recent, work.tx);
    const screens = new Map<string, Set<NotificationKind>>();
    for (const item of recent) {
      // Other quiet hours, or another hour for mail: what waits is due at another time.
      if (item.type === 'agent.changed') await reorderMail({ agentId: item.subject_id }, work);
      else await tell(item, { ticket: tickets.get(item.subject_id) ?? null, screens }, work);
    }
    const news = [...screens].map(
      ([agentId, added]): AgentNews => ({ agentId, event: 'notices', data: { added: [...added] } }),
    );
    await tellAgents(news, work.tx);
  },
};

async function readTickets(events: readonly LoggedEvent[], db: Db): Promise<Map<string, TicketFacts>> {
  const ids = events
    .filter(({ subject_type }) => subject_type === 'ticket')
    .map(({ subject_id }) => subject_id);
  if (ids.length === 0) return new Map();
  const { rows } = await sql<TicketFacts & { id: string }>`
    select id, owner_id, department_id, organization_id, is_spam from tickets where id = any(${[...new Set(ids)]}::uuid[])
    ${keepPlan}`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

interface Told {
  ticket: TicketFacts | null;
  /** Whose open screens hear of it, with what is new to them. */
  screens: Map<string, Set<NotificationKind>>;
}

async function tell(item: LoggedEvent, { ticket, screens }: Told, work: Work): Promise<void> {
  const isMailbox = item.type === 'mailbox.outage_told';
  const isOfTicket = !isMailbox && item.type !== 'routine.due';
  if (isOfTicket && (!ticket || ticket.is_spam)) return;
  const hear = (agentId: string) => {
    const added = screens.get(agentId) ?? new Set();
    screens.set(agentId, added);
    return added;
  };
  const answerer = answeredBy(item);
  if (answerer) {
    const dealtWith = {
      agentId: answerer,
      subjectId: item.subject_id,
      kinds: ['assigned', 'answered'] as const,
    };
    if ((await readSubject(dealtWith, work)) > 0) hear(answerer);
  }
  if (isPickedUp(item)) {
    const agentId = item.payload['to'] as string | null;
    for (const id of await readClocksOfOthers({ subjectId: item.subject_id, agentId }, work)) hear(id);
  }
  // The first words of a ticket are no answer, though somebody has it by the time that this is read.
  if (item.type === 'message.added' && (await isFirstMessage(item, work.tx))) return;
  const keepers = isMailbox ? await listAgentsWhoMay({ permission: 'mailboxes:manage' }, work.tx) : [];
  const all = newsOf(item, {
    ownerId: ticket?.owner_id ?? null,
    watcherIds: await watchersOf(item, ticket, work.tx),
    keeperIds: keepers.map(({ id }) => id),
  });
  for (const news of await onlyForWhoSees(all, ticket, work.tx)) {
    const toMail = await (news.subject.type === 'bulk_run' ? isRunToMail : isToMail)(news, item, work);
    const { at, pos, actor } = item;
    if (!(await writeNews({ news, at, pos, actor, toMail }, work))) continue;
    const { agentId, kind, subject } = news;
    await readSubject({ agentId, subjectId: subject.id, kinds: superseded[kind] }, work);
    if (toMail) await orderMail({ agentId, ofRun: subject.type === 'bulk_run' }, work);
    hear(agentId).add(kind);
  }
}

async function watchersOf(item: LoggedEvent, ticket: TicketFacts | null, db: Db): Promise<string[]> {
  if (item.type !== 'sla.breached' || !ticket || ticket.owner_id !== null) return [];
  return listWatchers({ departmentId: ticket.department_id }, db);
}

async function isFirstMessage({ subject_id, payload }: LoggedEvent, db: Db): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select id from messages where ticket_id = ${subject_id} order by at, id limit 1 ${keepPlan}`.execute(db);
  return rows[0]?.id === payload['messageId'];
}

/** Those who may sign in and see the ticket now; whoever lost it may see it no longer. */
async function onlyForWhoSees(all: News[], ticket: TicketFacts | null, db: Db): Promise<News[]> {
  if (all.length === 0 || !ticket) return all;
  const powers = await listPowers({ agentIds: all.map(({ agentId }) => agentId) }, db);
  return all.filter(({ agentId }) => {
    const theirs = powers.get(agentId);
    if (!theirs?.permissions.has('tickets:read')) return false;
    return isWithin(theirs.scope, ticket, { ...theirs, id: agentId });
  });
}

/** They want mail of this kind, and nothing else writes to them about the same. */
async function isToMail(news: News, item: LoggedEvent, work: Work): Promise<boolean> {
  // Whoever keeps mailboxes is always written to.
  if (news.kind === 'mailbox') return false;
  const chooser = (await readNoticeChoosers({ agentIds: [news.agentId] }, work.tx)).get(news.agentId);
  if (!chooser?.choices.kinds[news.kind].email) return false;
  const isOfDepartments = news.kind === 'assigned' || news.kind === 'answered';
  return !(isOfDepartments && (await whoIsMailed(item, work)).has(news.agentId));
}

/** Of a run one mail is written, however many tickets it gives: where the first of them would have been told by mail. */
async function isRunToMail(news: News, item: LoggedEvent, work: Work): Promise<boolean> {
  const { agentId, kind, subject } = news;
  const { rows } = await sql`select from notifications
    where agent_id = ${agentId} and kind = ${kind} and subject_id = ${subject.id} ${keepPlan}`.execute(
    work.tx,
  );
  if (rows.length > 0) return false;
  const chooser = (await readNoticeChoosers({ agentIds: [agentId] }, work.tx)).get(agentId);
  return chooser?.choices.kinds[kind].email === true || (await whoIsMailed(item, work)).has(agentId);
}
