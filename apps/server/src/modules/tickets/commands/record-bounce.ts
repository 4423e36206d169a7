import type { RecipientBounce } from '@ventanilla/contracts/bounces';
import { sql } from 'kysely';
import { toInstant } from '../../../platform/clock.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { markAddressBounced } from '../../directory/index.ts';
import { recipientsOf } from '../outbound.rules.ts';
import { getTicketFor, ticketSubject } from '../tickets.store.ts';
import type { OutboundEnvelope } from '../tickets.tables.ts';

/** Recipients of one mail whose failures are kept. */
const bouncesMax = 20;

/** What a server reports of a mail that it had taken before. */
export interface ReportedBounce {
  permanent: boolean;
  status: string | null;
  finalRecipient: string | null;
  said: string | null;
}

interface OutboundRow {
  id: string;
  ticket_id: string;
  message_id: string;
  envelope: OutboundEnvelope;
  bounces: RecipientBounce[];
}

/**
 * Ties a delivery failure to the mail of ours that it names, and notes it at the address. A report about no mail of
 * ours changes nothing, and one marks only addresses to which that mail went: who forges one gains nothing. The
 * status and the clocks of the ticket stay.
 */
export async function recordBounce(
  input: { bounce: ReportedBounce; referenceIds: readonly string[] },
  work: Work,
): Promise<void> {
  const found = await findOurMail(input.referenceIds, work);
  if (!found) return;
  const ticket = await getTicketFor({ ticketId: found.ticket_id, actor: work.actor, lock: true }, work.tx);
  const mail = (await findOurMail([found.external_id], work))!;
  const failed = failedRecipient(input.bounce.finalRecipient, mail.envelope);
  const { permanent, status, said } = input.bounce;
  const bounce = { recipient: failed, permanent, status, said, at: toInstant(work.now) };
  await sql`update outbound_messages set bounces = ${JSON.stringify(withBounce(mail.bounces, bounce))}::jsonb
    where id = ${mail.id}`.execute(work.tx);
  if (permanent)
    await sql`update tickets set delivery_failed = true where id = ${ticket.id}`.execute(work.tx);
  if (failed && work.origin === 'live') {
    await markAddressBounced({ address: failed, ticketId: ticket.id, permanent, status, said }, work);
  }
  await appendEvents(
    [
      event('message.bounced@1', ticketSubject(ticket.id), {
        ticketId: ticket.id,
        version: ticket.version,
        messageId: mail.message_id,
        outboundId: mail.id,
        permanent,
      }),
    ],
    work,
  );
}

async function findOurMail(externalIds: readonly string[], work: Work) {
  const { rows } = await sql<OutboundRow & { external_id: string }>`
    select id, ticket_id, message_id, external_id, envelope, bounces from outbound_messages
    where external_id = any(${[...externalIds]}::text[])
    order by array_position(${[...externalIds]}::text[], external_id) limit 1`.execute(work.tx);
  return rows[0] ?? null;
}

/** Where the mail went to one person only, whoever the report names is where theirs was passed on to. */
function failedRecipient(reported: string | null, envelope: OutboundEnvelope): string | null {
  const recipients = recipientsOf(envelope);
  const named = recipients.find((address) => address.toLowerCase() === reported?.toLowerCase());
  return named ?? (recipients.length === 1 ? (recipients[0] ?? null) : null);
}

/** The last word about each recipient, newest last; "still trying" never follows "could not". */
function withBounce(known: readonly RecipientBounce[], bounce: RecipientBounce): RecipientBounce[] {
  const before = known.find(({ recipient }) => recipient === bounce.recipient);
  if (before?.permanent && !bounce.permanent) return [...known];
  return [...known.filter((other) => other !== before), bounce].slice(-bouncesMax);
}
