import { type TriageDisagreement, triageDisagreementsShown } from '@ventanilla/contracts/triage';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { toInstant } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import { visibleTo } from '../../tickets/index.ts';

interface Row extends Pick<TriageDisagreement, 'placement' | 'reason'> {
  at: Date;
  agent_name: string;
  id: string;
  number: number;
  subject: string;
}

/** Newest first, of tickets that the actor sees. */
export async function listDisagreements({ actor }: { actor: Actor }, db: Db): Promise<TriageDisagreement[]> {
  const { rows } = await sql<Row>`
    select d.placement, d.reason, d.at, a.name as agent_name, t.id, t.number, t.subject
    from triage_disagreements d join agents a on a.id = d.agent_id join tickets t on t.id = d.ticket_id
    where ${visibleTo(actor)} order by d.at desc, t.id limit ${sql.lit(triageDisagreementsShown)}`.execute(
    db,
  );
  return rows.map(({ placement, reason, at, agent_name, ...ticket }) => ({
    agentName: agent_name,
    ticket,
    placement,
    reason,
    at: toInstant(at),
  }));
}
