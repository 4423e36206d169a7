import { sql } from 'kysely';
import type { Work } from '../../../../platform/work.ts';
import { setSpam } from '../../../tickets/index.ts';
import { removeSendersOf, setSender } from './senders.store.ts';

/** An agent says that a ticket is spam, and what is to become of later mail of its sender. */
export async function markSpam(
  input: { ticketId: string; block: 'none' | 'address' | 'domain' },
  work: Work,
): Promise<{ id: string }> {
  const ticket = await setSpam({ ticketId: input.ticketId, isSpam: true }, work);
  const address = await addressOf(ticket.id, work);
  if (input.block === 'none' || address === null) return ticket;
  const value = input.block === 'address' ? address : address.slice(address.lastIndexOf('@') + 1);
  await setSender({ value, verdict: 'blocked', ticketId: ticket.id }, work);
  return ticket;
}

/** An agent says that a ticket is no spam: it returns, and its sender is welcome unless this only takes back. */
export async function markNotSpam(
  input: { ticketId: string; remember: boolean },
  work: Work,
): Promise<{ id: string }> {
  const ticket = await setSpam({ ticketId: input.ticketId, isSpam: false }, work);
  const address = await addressOf(ticket.id, work);
  if (!input.remember) await removeSendersOf({ ticketId: ticket.id }, work);
  else if (address !== null)
    await setSender({ value: address, verdict: 'wanted', ticketId: ticket.id }, work);
  return ticket;
}

/** Who wrote the first mail of a ticket; null where no address is known. */
async function addressOf(ticketId: string, work: Work): Promise<string | null> {
  const { rows } = await sql<{ from_address: string | null }>`
    select b.from_address from messages m join message_bodies b on b.message_id = m.id
    where m.ticket_id = ${ticketId} and m.direction = 'in' order by m.at, m.id limit 1`.execute(work.tx);
  const address = rows[0]?.from_address?.toLowerCase() ?? null;
  return address === null || address.endsWith('.invalid') ? null : address;
}
