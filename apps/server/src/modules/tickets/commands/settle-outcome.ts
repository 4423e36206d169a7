import type { AfterReply } from '@ventanilla/contracts/written';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import { demandFields, missingToClose } from '../classifying/demand-fields.ts';
import { refusingDepartment, rulingDepartment } from '../demand-rule.ts';
import { holds } from '../tickets.policy.ts';
import { getTicketToChange, type TicketRow } from '../tickets.store.ts';

/**
 * What an answer does with its ticket. What its writer asks for is done or refused: `auth.forbidden`,
 * `tickets.beyond_scope` and `tickets.beyond_rule` where they may not close it, `tickets.fields_missing` where something
 * is to be filled in before. Where they say nothing the rule of the department closes it by answering (S17), for
 * whoever may close it now; else it stays open, and the answer leaves all the same.
 */
export async function settleOutcome(
  { ticket, asked }: { ticket: TicketRow; asked: AfterReply | undefined },
  work: Work,
): Promise<AfterReply> {
  const { actor } = work;
  if (asked === 'close') {
    if (!actor.permissions.has('tickets:close')) throw new AppError('auth.forbidden');
    await getTicketToChange({ ticketId: ticket.id, by: 'tickets:close', rule: 'close' }, work);
    await demandFields({ ticket, when: 'close' }, work);
  }
  if (asked !== undefined) return asked;
  const rules = (await rulingDepartment(ticket, work.tx))?.rules ?? null;
  const closes = rules?.replyCloses?.includes(ticket.channel) ?? false;
  if (!closes || !holds('tickets:close', ticket, actor)) return 'keep';
  if (await refusingDepartment({ ticket, rule: 'close' }, work)) return 'keep';
  return (await missingToClose(ticket, work)).length === 0 ? 'close' : 'keep';
}
