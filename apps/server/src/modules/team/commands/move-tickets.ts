import type { Language } from '@ventanilla/contracts/common';
import { sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import { describeProblem } from '../../../platform/http/index.ts';
import type { Work } from '../../../platform/work.ts';
import { assignTicket } from '../../tickets/index.ts';

export interface Moved {
  ticketId: string;
  problem: { code: string; detail: string } | null;
}

/** Gives each ticket to an agent as if it alone were assigned; one that cannot be leaves the others as they are. */
export async function moveTickets(
  input: { ticketIds: readonly string[]; agentId: string; anyway: boolean; language: Language },
  work: Work,
): Promise<Moved[]> {
  const { agentId, anyway } = input;
  const moved: Moved[] = [];
  // In one order, so that two who move the same tickets wait for each other and never both at once.
  for (const ticketId of [...new Set(input.ticketIds)].sort()) {
    await sql`savepoint moved_ticket`.execute(work.tx);
    try {
      await assignTicket({ ticketId, agentId, anyway }, work);
      moved.push({ ticketId, problem: null });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await sql`rollback to savepoint moved_ticket`.execute(work.tx);
      const detail = describeProblem(error.code, error.params, input.language);
      moved.push({ ticketId, problem: { code: error.code, detail } });
    }
    await sql`release savepoint moved_ticket`.execute(work.tx);
  }
  return moved;
}
