import type { refusalSettlements } from '@ventanilla/contracts/ticket-message';
import { sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { signedAnswerAddress } from '../mail-tokens/signed-addresses.rules.ts';
import { withCorrected } from '../outbound.rules.ts';
import { getTicketToChange, type TicketRow, ticketSubject } from '../tickets.store.ts';
import type { OutboundEnvelope } from '../tickets.tables.ts';
import { flagTicket, outboundAskedChannel } from './deliver.ts';

interface Refused {
  outboundId: string;
  /** The recipient as the mail named it. */
  address: string;
}

interface MailRow {
  ticket_id: string;
  message_id: string;
  channel_account_id: string;
  envelope: OutboundEnvelope;
}

/**
 * Sends a mail again, only to a recipient that was refused: at the same address, or at a corrected one, which then
 * stands in its place. It is the same mail with the same Message-ID, and nobody who has it gets it twice. Throws
 * `outbox.not_found`, and `outbox.not_refused` when somebody settled it before.
 */
export async function resendToRecipient(input: Refused & { correctedTo: string }, work: Work): Promise<void> {
  const { mail, ticket } = await holdRefused(input, work);
  const correctedTo = input.correctedTo.trim();
  const envelope = withCorrected(mail.envelope, { address: input.address, correctedTo });
  const answerAddress = mail.envelope.replyTo
    ? signedAnswerAddress(
        { mailbox: envelope.from, ticketNumber: ticket.number, to: envelope.to[0] ?? correctedTo },
        work.keyring,
      )
    : null;
  const corrected = answerAddress === null ? envelope : { ...envelope, replyTo: answerAddress };
  await sql`
    update outbound_messages set state = 'queued', next_try_at = ${work.now}, attempts = 0, tried_since = null,
      server_said = null, envelope = ${JSON.stringify(corrected)}::jsonb,
      refused = coalesce((select jsonb_agg(r) from jsonb_array_elements(refused) r
        where lower(r->>'address') <> ${input.address.toLowerCase()}), '[]')
    where id = ${input.outboundId}`.execute(work.tx);
  await sql`
    update message_bodies set to_addresses = ${corrected.to}::text[], cc_addresses = ${corrected.cc}::text[],
      bcc_addresses = ${corrected.bcc ?? []}::text[]
    where message_id = ${mail.message_id}`.execute(work.tx);
  await sql`select pg_notify(${outboundAskedChannel}, ${mail.channel_account_id}::text)`.execute(work.tx);
  await tell({ ...input, mail, ticket, how: 'corrected' }, work);
}

/** Leaves a refused recipient without the mail; it stays told that they did not get it. Throws as `resendToRecipient`. */
export async function dropRecipient(input: Refused, work: Work): Promise<void> {
  const { mail, ticket } = await holdRefused(input, work);
  await sql`
    update outbound_messages set refused = (select jsonb_agg(case when lower(r->>'address') = ${input.address.toLowerCase()}
        then r || '{"settled": "removed"}' else r end) from jsonb_array_elements(refused) r)
    where id = ${input.outboundId}`.execute(work.tx);
  await tell({ ...input, mail, ticket, how: 'removed' }, work);
}

async function holdRefused(input: Refused, work: Work): Promise<{ mail: MailRow; ticket: TicketRow }> {
  const of = await work.tx
    .selectFrom('outbound_messages')
    .select('ticket_id')
    .where('id', '=', input.outboundId)
    .executeTakeFirst();
  if (!of) throw new AppError('outbox.not_found');
  const ticket = await getTicketToChange(
    { ticketId: of.ticket_id, by: 'tickets:reply', absent: 'outbox.not_found' },
    work,
  );
  const { rows } = await sql<MailRow>`
    select ticket_id, message_id, channel_account_id, envelope from outbound_messages
    where id = ${input.outboundId} and exists (select 1 from jsonb_array_elements(refused) r
      where lower(r->>'address') = ${input.address.toLowerCase()} and r->>'settled' is null)
    for update`.execute(work.tx);
  if (!rows[0]) throw new AppError('outbox.not_refused');
  return { mail: rows[0], ticket };
}

async function tell(
  input: { outboundId: string; mail: MailRow; ticket: TicketRow; how: (typeof refusalSettlements)[number] },
  work: Work,
): Promise<void> {
  const { ticket, mail } = input;
  await flagTicket(ticket.id, work);
  const about = {
    ticketId: ticket.id,
    version: ticket.version,
    messageId: mail.message_id,
    outboundId: input.outboundId,
  };
  await appendEvents(
    [event('message.recipient_settled@1', ticketSubject(ticket.id), { ...about, how: input.how })],
    work,
  );
}
