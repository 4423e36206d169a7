import { answerAddress } from '@ventanilla/contracts/answer-address';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { AppError } from '../../../platform/errors.ts';
import type { SendingSettings } from '../sending-limits.rules.ts';
import {
  findFromAccount,
  mailBytesOf,
  type SendingAccount,
  type SendingAccountJson,
  sendingAccountJson,
  toSendingAccount,
} from './sending-accounts.ts';

/** Where an answer goes, from which mailbox, and which mail it answers. */
export interface ReplyTarget {
  to: { address: string; name: string };
  account: SendingAccount;
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
  plus_addresses: boolean | null;
  smtp_host: string | null;
  sending: SendingSettings | null;
}

interface TargetInput {
  ticket: {
    id: string;
    requester_id: string;
    channel_account_id: string | null;
    department_id: string | null;
  };
  /** The message answered, where the writer chose one. */
  answersMessageId?: string | undefined;
  /** The address that it leaves from, where the writer chose one; else the one that was written to. */
  from?: string | null | undefined;
}

/**
 * The last mail of a participant says where the answer goes and what it refers to; without one, the requester's
 * address on file. Somebody who only held a reference to the conversation (`mail.not_participant`) never becomes
 * the one who is answered: that would hand the conversation over to whoever forwards or guesses a mail of it. Nor
 * does whoever wrote from an agent's address without proof (`mail.claims_agent`), unless the ticket is theirs.
 * A message that was chosen is what the answer refers to, and its author who gets it (`answerAddress`).
 * Null when there is no address or no mailbox; throws `messages.not_found` for a chosen message that is a note or of
 * another ticket, `tickets.from_not_available` for a chosen sender that sends nothing now.
 */
export async function findReplyTarget(input: TargetInput, db: Db): Promise<ReplyTarget | null> {
  const usual = await findUsualTarget(input, db);
  const { from } = input;
  if (!usual || !from || from.toLowerCase() === usual.account.address.toLowerCase()) return usual;
  return { ...usual, account: await findFromAccount({ address: from }, db) };
}

/** As it is when nobody chooses the sender. */
async function findUsualTarget(input: TargetInput, db: Db): Promise<ReplyTarget | null> {
  const { ticket, answersMessageId } = input;
  const last = await findLastTarget(ticket, db);
  if (!answersMessageId) return last;
  const row = await readAnswered({ ticketId: ticket.id, messageId: answersMessageId }, db);
  const address = answerAddress({
    direction: row.direction,
    author: { kind: row.author_kind },
    isAuto: row.is_auto,
    from: row.from_address,
    notices: row.notices,
  });
  const to = address ? { address, name: row.author_name ?? '' } : last?.to;
  const account = row.account ? toSendingAccount(row.account) : last?.account;
  if (!to || !account) return null;
  // What no mail brought, a call for one, can be named to nobody: the last mail stands for it.
  const externalId = row.external_id?.split('#')[0] ?? null;
  const newestFirst = row.direction === 'out' ? row.reference_ids.toReversed() : row.reference_ids;
  const answered = externalId ? { externalId, references: newestFirst } : last?.answered;
  return { to, account, answered: answered ?? { externalId: null, references: [] } };
}

interface AnsweredRow {
  direction: 'in' | 'out';
  author_kind: 'customer' | 'agent' | 'system';
  author_name: string | null;
  is_auto: boolean;
  external_id: string | null;
  from_address: string | null;
  notices: string[];
  /** Of a mail that came, newest first; of one that we sent, oldest first. */
  reference_ids: string[];
  account: SendingAccountJson | null;
}

async function readAnswered(input: { ticketId: string; messageId: string }, db: Db): Promise<AnsweredRow> {
  const { rows } = await sql<AnsweredRow>`
    select m.direction, m.author_kind, m.is_auto, m.external_id, b.from_address, b.notices, b.reference_ids,
      c.name as author_name,
      case when a.kind = 'email' and a.disconnected_at is null then
        ${sendingAccountJson(writtenTo(sql`b.to_addresses || b.cc_addresses || b.from_address`))} end as account
    from messages m join message_bodies b on b.message_id = m.id
    left join contacts c on c.id = m.author_id left join channel_accounts a on a.id = m.channel_account_id
    where m.id = ${input.messageId} and m.ticket_id = ${input.ticketId} and m.visibility <> 'internal'`.execute(
    db,
  );
  if (!rows[0]) throw new AppError('messages.not_found');
  return rows[0];
}

/**
 * The address of mailbox `a` that a mail was written to: an alias of it among the recipients, unless its own address
 * is there too. What follows + is of one conversation and does not count.
 */
function writtenTo(recipients: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when a.aliases = '{}' then a.address else coalesce((
    select w.address from unnest(array[a.address] || a.aliases) with ordinality w (address, place)
    where lower(w.address) in (select lower(regexp_replace(r, '\\+[^@]*@', '@')) from unnest(${recipients}) r)
    order by w.place limit 1), a.address) end`;
}

async function findLastTarget(ticket: TargetInput['ticket'], db: Db): Promise<ReplyTarget | null> {
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
    account: {
      id: row.account_id,
      name: row.account_name ?? '',
      address: row.account_address ?? '',
      plusAddresses: row.plus_addresses ?? true,
      mailBytes: mailBytesOf(row.smtp_host, row.sending),
    },
    answered: { externalId, references: row.reference_ids ?? [] },
  };
}

/**
 * The last mail, the address on file and the mailbox (of the last mail, else that of the ticket's department, else one
 * that can send), in one statement.
 */
async function readTarget(ticket: TargetInput['ticket'], db: Db): Promise<TargetRow> {
  // `.invalid` is reserved (RFC 2606): it stands for a sender who gave no address.
  const { rows } = await sql<TargetRow>`
    select l.external_id as mail_external_id, l.reference_ids, l.author_name as mail_name,
      case when l.from_address not ilike '%.invalid' then l.from_address end as mail_from,
      f.value as file_address, f.name as file_name,
      ca.id as account_id, ca.name as account_name, ca.address as account_address, ca.plus_addresses,
      ca.smtp_host, ca.sending
    from (select 1) one
    left join lateral (
      select m.channel_account_id, m.external_id, b.reference_ids, b.from_address, c.name as author_name,
        b.to_addresses || b.cc_addresses as recipients
      from messages m join message_bodies b on b.message_id = m.id left join contacts c on c.id = m.author_id
      where m.ticket_id = ${ticket.id} and m.direction = 'in' and m.author_kind = 'customer' and not m.is_auto
        and not ('mail.not_participant' = any(b.notices))
        and not ('mail.claims_agent' = any(b.notices) and m.author_id is distinct from ${ticket.requester_id}::uuid)
      order by m.at desc, m.id desc limit 1) l on true
    left join lateral (
      select i.value, c.name from contact_identities i join contacts c on c.id = i.contact_id
      where i.contact_id = ${ticket.requester_id} and i.kind = 'email' and i.superseded_by is null
        and i.value not ilike '%.invalid'
      order by i.created_at desc limit 1) f on true
    left join lateral (
      select a.id, a.name, ${writtenTo(sql`l.recipients`)} as address,
        (a.settings->>'plusAddresses')::boolean as plus_addresses,
        a.settings->'smtp'->>'host' as smtp_host, a.sending
      from channel_accounts a where a.kind = 'email' and a.disconnected_at is null
      order by a.id = coalesce(l.channel_account_id, ${ticket.channel_account_id}::uuid) desc nulls last,
        coalesce(a.department_id = ${ticket.department_id}::uuid, false) desc,
        coalesce(a.settings->'smtp', 'null') <> 'null' desc, a.is_default desc, a.created_at
      limit 1) ca on true ${keepPlan}`.execute(db);
  return rows[0]!;
}
