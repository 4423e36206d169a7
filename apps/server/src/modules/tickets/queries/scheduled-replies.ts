import type { Attachment } from '@ventanilla/contracts/files';
import type { ScheduledReply } from '@ventanilla/contracts/written';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { markImages, waitingUploads } from './drafts.ts';
import { type AnsweredJson, answeredOf, toAnswered } from './messages.ts';

/** As JSON tells it: instants are text. */
export interface ScheduledJson {
  id: string;
  ticketId: string;
  agentId: string;
  agentName: string;
  state: 'pending' | 'stopped';
  reason: string | null;
  createdAt: string;
  dueAt: string;
  andThen: ScheduledReply['andThen'];
  text: string;
  html: string | null;
  cc: string[];
  bcc: string[];
  from: string | null;
  later: boolean;
  answers: AnsweredJson | null;
  uploads: Attachment[];
}

/**
 * Answers that wait on a ticket, soonest first, and the actor's own that were stopped, as one column of a statement
 * whose caller came through the ticket's gate. What was stopped is a draft again: nobody else reads it.
 */
export function scheduledOf(input: { ticketId: string; actor: Actor }): RawBuilder<ScheduledJson[]> {
  const own = input.actor.kind === 'agent' ? input.actor.id : null;
  return sql<ScheduledJson[]>`coalesce((
    select json_agg(json_build_object('id', s.id, 'ticketId', s.ticket_id, 'agentId', s.agent_id, 'agentName', a.name,
      'state', s.state, 'reason', s.reason, 'createdAt', s.created_at, 'dueAt', s.due_at, 'andThen', s.and_then,
      'text', s.text, 'html', s.html, 'cc', s.cc, 'bcc', case when ${own !== null} then s.bcc else '{}' end, 'from', s.from_address, 'later', s.later, 'answers', ${answeredOf(sql`s.answers_message_id`)},
      'uploads', ${waitingUploads(sql`s.upload_ids`)})
      order by s.due_at, s.id)
    from scheduled_replies s join agents a on a.id = s.agent_id
    where s.ticket_id = ${input.ticketId} and s.state in ('pending', 'stopped')
      and (s.state = 'pending' or s.agent_id = ${own}::uuid)), '[]')`;
}

export function toScheduledReply({ agentId, agentName, ...row }: ScheduledJson): ScheduledReply {
  return {
    ...row,
    agent: { id: agentId, name: agentName },
    createdAt: new Date(row.createdAt).toISOString(),
    dueAt: new Date(row.dueAt).toISOString(),
    answers: toAnswered(row.answers),
    uploads: markImages(row.uploads, row.html),
  };
}

/** The one just scheduled, as the desk shows it. */
export async function getScheduledReply(
  input: { ticketId: string; actor: Actor; scheduledReplyId: string },
  db: Db,
): Promise<ScheduledReply> {
  const { rows } = await sql<{ scheduled: ScheduledJson[] }>`
    select ${scheduledOf(input)} as scheduled`.execute(db);
  return toScheduledReply(rows[0]!.scheduled.find(({ id }) => id === input.scheduledReplyId)!);
}
