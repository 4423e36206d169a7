import type { EventActor } from '@ventanilla/contracts/events';
import type { NotificationKind } from '@ventanilla/contracts/notification.rules';
import { sql } from 'kysely';
import { keepPlan } from '../../platform/db/kept-plans.ts';
import type { Work } from '../../platform/work.ts';
import type { News } from './notifications.rules.ts';

/**
 * Writes one piece of news into somebody's centre: it joins the unread line of its kind and subject, or makes a line
 * unread again, also one that was put off. What was told of before, by its position in the log, changes nothing; answers whether it was new.
 */
export async function writeNews(
  input: { news: News; at: Date; pos: number; actor: EventActor; toMail: boolean },
  work: Work,
): Promise<boolean> {
  const { news, at, pos, actor, toMail } = input;
  const { rows } = await sql<{ id: string }>`
    insert into notifications as n (id, agent_id, kind, subject_type, subject_id, object_id, state, actor_kind, actor_id,
      count, pos, at, mail_pending)
    values (${work.ids.uuid()}, ${news.agentId}, ${news.kind}, ${news.subject.type}, ${news.subject.id},
      ${news.objectId}, ${news.state}, ${actor.kind}, ${actor.id}, 1, ${pos}, ${at}, ${toMail})
    on conflict (agent_id, kind, subject_id) do update set
      object_id = excluded.object_id, state = excluded.state, actor_kind = excluded.actor_kind,
      actor_id = excluded.actor_id, count = case when n.read_at is null then n.count + 1 else 1 end,
      pos = excluded.pos, at = excluded.at, read_at = null,
      postponed_until = null,
      mail_pending = excluded.mail_pending or (n.mail_pending and n.read_at is null)
    where n.pos < excluded.pos
    returning n.id ${keepPlan}`.execute(work.tx);
  return rows.length > 0;
}

/** Marks somebody's unread lines of some kinds on one subject as read, put off or not; answers how many there were. */
export async function readSubject(
  input: { agentId: string; subjectId: string; kinds: readonly NotificationKind[] },
  work: Work,
): Promise<number> {
  if (input.kinds.length === 0) return 0;
  const { rows } = await sql`
    update notifications set read_at = ${work.now}, mail_pending = false, postponed_until = null
    where agent_id = ${input.agentId} and subject_id = ${input.subjectId}
      and (read_at is null or postponed_until is not null)
      and kind = any(${[...input.kinds]}::text[])
    returning id ${keepPlan}`.execute(work.tx);
  return rows.length;
}

/** Marks as read what was told of a subject's clocks to anybody else; answers to whom. */
export async function readClocksOfOthers(
  input: { subjectId: string; agentId: string | null },
  work: Work,
): Promise<string[]> {
  const { rows } = await sql<{ agent_id: string }>`
    update notifications set read_at = ${work.now}, mail_pending = false, postponed_until = null
    where subject_type = 'ticket' and subject_id = ${input.subjectId}
      and (read_at is null or postponed_until is not null) and kind = 'breached'
      and agent_id is distinct from ${input.agentId}::uuid
    returning agent_id ${keepPlan}`.execute(work.tx);
  return rows.map(({ agent_id }) => agent_id);
}
