import type { ProposalState } from '@ventanilla/contracts/events';
import { sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { resolveContact } from '../../directory/index.ts';
import { getTicketToChange, saveTicket, type TicketRow, ticketSubject } from '../tickets.store.ts';

interface Proposal {
  message_id: string;
  address: string;
  name: string;
  state: ProposalState;
  former_requester_id: string | null;
  former_organization_id: string | null;
}

/**
 * Decides about the author of a mail that somebody of us passed on: `accepted` makes them the requester, to whom
 * answers then go; `dismissed` leaves it; `open` takes either back. Throws `tickets.not_found`,
 * `tickets.no_proposal`, and `tickets.stale_version` when the requester was changed since it was accepted.
 */
export async function settleProposedRequester(
  input: { ticketId: string; state: ProposalState },
  work: Work,
): Promise<void> {
  const ticket = await getTicketToChange({ ticketId: input.ticketId, by: 'tickets:reply' }, work);
  const { rows } = await sql<Proposal>`
    select * from requester_proposals where ticket_id = ${ticket.id} for update`.execute(work.tx);
  const proposal = rows[0];
  if (!proposal) throw new AppError('tickets.no_proposal');
  if (proposal.state === input.state) return;
  if (proposal.state === 'accepted') await giveBack(ticket, proposal, work);
  if (input.state === 'accepted') await accept(ticket, proposal, work);
  else if (proposal.state !== 'accepted') await note(ticket, { proposal, state: input.state }, work);
  await sql`update requester_proposals set state = ${input.state},
      settled_at = ${input.state === 'open' ? null : work.now}::timestamptz
    where ticket_id = ${ticket.id}`.execute(work.tx);
}

async function accept(ticket: TicketRow, { name, address }: Proposal, work: Work): Promise<void> {
  await sql`update requester_proposals set former_requester_id = ${ticket.requester_id},
      former_organization_id = ${ticket.organization_id}::uuid
    where ticket_id = ${ticket.id}`.execute(work.tx);
  const contact = await resolveContact({ kind: 'email', address, name }, work);
  await changeRequester(ticket, { id: contact.contactId, organizationId: contact.organizationId }, work);
}

async function giveBack(ticket: TicketRow, proposal: Proposal, work: Work): Promise<void> {
  const { name, address, former_requester_id: formerId } = proposal;
  const accepted = await resolveContact({ kind: 'email', address, name }, work);
  if (ticket.requester_id !== accepted.contactId || !formerId) throw new AppError('tickets.stale_version');
  await changeRequester(ticket, { id: formerId, organizationId: proposal.former_organization_id }, work);
}

async function changeRequester(
  ticket: TicketRow,
  to: { id: string; organizationId: string | null },
  work: Work,
): Promise<void> {
  const after = await saveTicket(ticket, { requester_id: to.id, organization_id: to.organizationId }, work);
  const payload = { ticketId: ticket.id, version: after.version, from: ticket.requester_id, to: to.id };
  await appendEvents([event('ticket.requester_changed@1', ticketSubject(ticket.id), payload)], work);
}

async function note(
  ticket: TicketRow,
  { proposal, state }: { proposal: Proposal; state: ProposalState },
  work: Work,
): Promise<void> {
  const { version } = await saveTicket(ticket, {}, work);
  const payload = { ticketId: ticket.id, version, messageId: proposal.message_id, state };
  await appendEvents([event('requester.proposal_changed@1', ticketSubject(ticket.id), payload)], work);
}
