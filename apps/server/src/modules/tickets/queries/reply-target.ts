import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';

/** Where an answer goes, from which mailbox, and which mail it answers. */
export interface ReplyTarget {
  to: { address: string; name: string };
  account: { id: string; name: string; address: string };
  /** Message-ID of the mail answered and what that one referred to, newest first. */
  answered: { externalId: string | null; references: string[] };
}

interface TargetRow {
  mail_external_id: string | null;
  reference_ids: string[] | null;
  mail_from: string | null;
  mail_name: string | null;
  file_address: string | null;
  file_name: string | null;
  account_id: string | null;
  account_name: string | null;
  account_address: string | null;
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
  const row = await readTarget(ticket, db);
  const to = row.mail_from
    ? { address: row.mail_from, name: row.mail_name ?? '' }
    : row.file_address
      ? { address: row.file_address, name: row.file_name ?? '' }
      : null;
  if (!to || !row.account_id) return null;
  // What follows # tells apart two mails that claimed one Message-ID; the customer knows only what stands before.
  const externalId = row.mail_external_id?.split('#')[0] ?? null;
  return {
    to,
    account: { id: row.account_id, name: row.account_name ?? '', address: row.account_address ?? '' },
    answered: { externalId, references: row.reference_ids ?? [] },
  };
}

/** The last mail, the address on file and the mailbox (of the last mail, else one that can send), in one statement. */
async function readTarget(
  ticket: { id: string; requester_id: string; channel_account_id: string | null },
  db: Db,
): Promise<TargetRow> {
  // `.invalid` is reserved (RFC 2606): it stands for a sender who gave no address.
  const { rows } = await sql<TargetRow>`
    select l.external_id as mail_external_id, l.reference_ids, l.author_name as mail_name,
      case when l.from_address not ilike '%.invalid' then l.from_address end as mail_from,
      f.value as file_address, f.name as file_name,
      ca.id as account_id, ca.name as account_name, ca.address as account_address
    from (select 1) one
    left join lateral (
      select m.channel_account_id, m.external_id, b.reference_ids, b.from_address, c.name as author_name
      from messages m join message_bodies b on b.message_id = m.id left join contacts c on c.id = m.author_id
      where m.ticket_id = ${ticket.id} and m.direction = 'in' and m.author_kind = 'customer' and not m.is_auto
        and not ('mail.not_participant' = any(b.notices))
      order by m.at desc, m.id desc limit 1) l on true
    left join lateral (
      select i.value, c.name from contact_identities i join contacts c on c.id = i.contact_id
      where i.contact_id = ${ticket.requester_id} and i.kind = 'email' and i.superseded_by is null
        and i.value not ilike '%.invalid'
      order by i.created_at desc limit 1) f on true
    left join lateral (
      select a.id, a.name, a.address from channel_accounts a where a.kind = 'email'
      order by a.id = coalesce(l.channel_account_id, ${ticket.channel_account_id}::uuid) desc nulls last,
        coalesce(a.settings->'smtp', 'null') <> 'null' desc, a.is_default desc, a.created_at
      limit 1) ca on true ${keepPlan}`.execute(db);
  return rows[0]!;
}
