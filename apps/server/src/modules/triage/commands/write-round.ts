import type { TriageOutcome } from '@ventanilla/contracts/triage';
import type { TriagePlacement } from '@ventanilla/contracts/triage.rules';
import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import { getTicketFor } from '../../tickets/index.ts';
import { dayOf, type TriageDay } from '../triage-day.ts';

/** The ticket that a step is about: one that the actor sees. Throws `tickets.not_found`. */
async function stepOf({ ticketId }: { ticketId: string }, work: Work): Promise<TriageDay> {
  await getTicketFor({ ticketId, actor: work.actor }, work.tx);
  return dayOf(work, work.tx);
}

/** Done again, the later one holds. Throws `tickets.not_found`. */
export async function recordStep(
  { ticketId, outcome }: { ticketId: string; outcome: TriageOutcome },
  work: Work,
): Promise<void> {
  const { agentId, day } = await stepOf({ ticketId }, work);
  await sql`insert into triage_steps (agent_id, day, ticket_id, outcome, at)
    values (${agentId}, ${day}::date, ${ticketId}, ${outcome}, ${work.now})
    on conflict (agent_id, day, ticket_id) do update set outcome = excluded.outcome, at = excluded.at`.execute(
    work.tx,
  );
}

/** Nothing where there was none. Throws `tickets.not_found`. */
export async function removeStep({ ticketId }: { ticketId: string }, work: Work): Promise<void> {
  const { agentId, day } = await stepOf({ ticketId }, work);
  await sql`delete from triage_steps where agent_id = ${agentId} and day = ${day}::date
    and ticket_id = ${ticketId}`.execute(work.tx);
}

/** Pausing twice keeps the first moment. */
export async function setPause({ paused }: { paused: boolean }, work: Work): Promise<void> {
  const { agentId, day } = await dayOf(work, work.tx);
  const pausedAt = paused ? work.now : null;
  await sql`insert into triage_rounds (agent_id, day, paused_at) values (${agentId}, ${day}::date, ${pausedAt})
    on conflict (agent_id, day) do update set paused_at = case when ${paused}::boolean
      then coalesce(triage_rounds.paused_at, excluded.paused_at) end`.execute(work.tx);
}

/** Said again, the later one holds. Throws `tickets.not_found`. */
export async function disagree(
  { ticketId, placement, reason }: { ticketId: string; placement: TriagePlacement; reason: string },
  work: Work,
): Promise<void> {
  const { agentId, day } = await stepOf({ ticketId }, work);
  await sql`insert into triage_disagreements (agent_id, day, ticket_id, placement, reason, at)
    values (${agentId}, ${day}::date, ${ticketId}, ${placement}, ${reason}, ${work.now})
    on conflict (agent_id, day, ticket_id)
      do update set placement = excluded.placement, reason = excluded.reason, at = excluded.at`.execute(
    work.tx,
  );
}

/** Throws `tickets.not_found`. */
export async function withdrawDisagreement({ ticketId }: { ticketId: string }, work: Work): Promise<void> {
  const { agentId, day } = await stepOf({ ticketId }, work);
  await sql`delete from triage_disagreements where agent_id = ${agentId} and day = ${day}::date
    and ticket_id = ${ticketId}`.execute(work.tx);
}
