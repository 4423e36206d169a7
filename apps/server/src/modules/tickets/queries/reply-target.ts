import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';

/** Where an answer goes, from which mailbox, and which mail it answers. */
export interface ReplyTarget {
  to: { address: string; name: string };
  account: { id: string; name: string; address: string };
  /** Message-ID of the mail answered and what that one referred to, newest first. */
  answered: { externalId: string | null; references: string[] };
}

interface LastMail {
  channel_account_id: string | null;
  external_id: string | null;
  reference_ids: string[];
  from_address: string | null;
  author_name: string | null;
}

/**
 * The last mail of a participant says where the answer goes and what it refers to; without one, the requester's
 * address on file. Somebody who only held a reference to the conversation (`mail.not_participant`) never becomes
 * the one who is answered: that would hand the conversation over to whoever forwards or guesses a mail of it.
 * Null when there is no address or no mailbox.
 */
export async function findReplyTarget(
  ticket: { id: string; requester_id: string; channel_account_id: string | null },
  db: Db,
): Promise<ReplyTarget | null> {
  const last = await lastMail(ticket.id, db);
  const to =
    last?.from_address && isDeliverable(last.from_address)
      ? { address: last.from_address, name: last.author_name ?? '' }
      : await addressOnFile(ticket.requester_id, db);
  const account = await db
    .selectFrom('channel_accounts')
    .select(['id', 'name', 'address'])
    .where('kind', '=', 'email')
    .orderBy(
      sql`id = ${last?.channel_account_id ?? ticket.channel_account_id} desc nulls last, is_default desc, created_at`,
    )
    .limit(1)
    .executeTakeFirst();
  if (!to || !account) return null;
  // What follows # tells apart two mails that claimed one Message-ID; the customer knows only what stands before.
  const externalId = last?.external_id?.split('#')[0] ?? null;
  return { to, account, answered: { externalId, references: last?.reference_ids ?? [] } };
}

async function lastMail(ticketId: string, db: Db): Promise<LastMail | undefined> {
  const { rows } = await sql<LastMail>`
    select m.channel_account_id, m.external_id, b.reference_ids, b.from_address, c.name as author_name
    from messages m join message_bodies b on b.message_id = m.id left join contacts c on c.id = m.author_id
    where m.ticket_id = ${ticketId} and m.direction = 'in' and m.author_kind = 'customer' and not m.is_auto
      and not ('mail.not_participant' = any(b.notices))
    order by m.at desc, m.id desc limit 1`.execute(db);
  return rows[0];
}

/** `.invalid` is reserved (RFC 2606): it stands for a sender who gave no address. */
function isDeliverable(address: string): boolean {
  return !address.toLowerCase().endsWith('.invalid');
}

async function addressOnFile(contactId: string, db: Db): Promise<ReplyTarget['to'] | null> {
  const { rows } = await sql<{ address: string; name: string }>`
    select i.value as address, c.name from contact_identities i join contacts c on c.id = i.contact_id
    where i.contact_id = ${contactId} and i.kind = 'email' and i.superseded_by is null
    order by i.created_at desc`.execute(db);
  return rows.find(({ address }) => isDeliverable(address)) ?? null;
}
