import { sql } from 'kysely';
import { appendEvents, event } from '../../../../platform/events/index.ts';
import type { Work } from '../../../../platform/work.ts';
import { saveTicket, ticketSubject } from '../../tickets.store.ts';
import { lockTicket, type SameMessage } from './find-place.ts';
import type { ReceivedMessage, ReceivedResult } from './received-message.ts';

/**
 * Copies of one mail to several of our mailboxes go one after the other: else each, not seeing the other's, would
 * open a ticket. Nothing is awaited for a mail that names only one.
 */
export async function takeTurn(input: ReceivedMessage, work: Work): Promise<void> {
  if ((input.mailboxIds?.length ?? 0) < 2) return;
  await sql`select pg_advisory_xact_lock(hashtextextended(${input.externalId}, 0))`.execute(work.tx);
}

/**
 * The same mail came to another mailbox of ours: it is written down on the message, and the mailbox that the mail
 * names first, of those it came to, is the one that answers.
 */
export async function recordAlsoReceived(
  input: { same: SameMessage; message: ReceivedMessage },
  work: Work,
): Promise<ReceivedResult> {
  const { same, message } = input;
  const { channelAccountId } = message;
  const ticket = await lockTicket(same.ticketId, work);
  const first = comesFirst(message.mailboxIds ?? [], { present: same.accountId, other: channelAccountId });
  const [answers, also] = first ? [channelAccountId, same.accountId] : [same.accountId, channelAccountId];
  const { rows } = await sql<{ opened: boolean }>`
    with m as (update messages set channel_account_id = ${answers}::uuid where id = ${same.id} returning id)
    update message_bodies b set also_account_ids = array_append(array_remove(b.also_account_ids, ${answers}::uuid), ${also}::uuid)
    from m where b.message_id = m.id and not (b.also_account_ids @> array[${channelAccountId}::uuid])
    returning not exists (select 1 from messages o where o.ticket_id = ${ticket.id}
      and (o.at, o.id) < (select x.at, x.id from messages x where x.id = ${same.id})) as opened`.execute(
    work.tx,
  );
  const result = { ticketId: ticket.id, ticketNumber: ticket.number, messageId: same.id };
  if (!rows[0]) return { action: 'duplicate', ...result, flags: [] };
  const patch = first && rows[0].opened ? { channel_account_id: channelAccountId } : {};
  const after = await saveTicket(ticket, patch, work);
  const payload = { ticketId: ticket.id, version: after.version, messageId: same.id, channelAccountId };
  await appendEvents([event('message.also_received@1', ticketSubject(ticket.id), payload)], work);
  return { action: 'duplicate', ...result, flags: ['also_received'] };
}

function comesFirst(order: readonly string[], by: { present: string | null; other: string }): boolean {
  const other = order.indexOf(by.other);
  const present = by.present === null ? -1 : order.indexOf(by.present);
  return other >= 0 && (present < 0 || other < present);
}
