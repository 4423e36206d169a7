import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { type AgentToTell, listPowers } from '../../identity/index.ts';
import { isWithin } from '../scopes.rules.ts';
import { holds } from '../tickets.policy.ts';
import type { TicketRow } from '../tickets.store.ts';
import type { Asked } from './notices.rules.ts';

/** Somebody of ours who gets a mail. */
export interface NoticeReader extends AgentToTell {
  /** They may answer the customer of this ticket. */
  mayReply: boolean;
}

/** So many get a mail about one thing; one to everybody would be no news to anybody. */
const readersMax = 50;

/** The people who are asked for, each once: active, not its author, and only who reads tickets and sees this one. */
export async function findReaders(
  { asked, ticket, authorId }: { asked: Asked; ticket: TicketRow; authorId: string | null },
  db: Db,
): Promise<NoticeReader[]> {
  const { rows } = await sql<AgentToTell>`
    select a.id, a.name, a.email, a.language from agents a
    where a.active and a.id is distinct from ${authorId}::uuid and (
      a.id = any(${[...asked.agentIds]}::uuid[])
      or exists (select from agent_teams m join teams s on s.id = m.team_id and s.active
        where m.agent_id = a.id and m.team_id = any(${[...asked.teamIds]}::uuid[]))
      or (${asked.members}::boolean and exists (select from agent_departments m
        where m.agent_id = a.id and m.department_id = ${ticket.department_id}::uuid)))
    order by a.name, a.id`.execute(db);
  if (rows.length === 0) return [];
  const powers = await listPowers({ agentIds: rows.map(({ id }) => id) }, db);
  return rows
    .flatMap((agent): NoticeReader[] => {
      const theirs = powers.get(agent.id);
      if (!theirs?.permissions.has('tickets:read')) return [];
      const reader = { id: agent.id, ...theirs };
      if (!isWithin(theirs.scope, ticket, reader)) return [];
      return [{ ...agent, mayReply: holds('tickets:reply', ticket, reader) }];
    })
    .slice(0, readersMax);
}
