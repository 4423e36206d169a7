import { sql } from 'kysely';
import { keepPlan } from '../../../../platform/db/kept-plans.ts';
import type { Work } from '../../../../platform/work.ts';
import { emailDomain, saysOrganization } from '../../../directory/index.ts';
import type { TicketRow } from '../../tickets.store.ts';
import type { ReceivedMessage } from './received-message.ts';

/** How long a mail waits for the one that it answers (R17). */
export const awaitedDays = 7;

/** Where a message may belong, before anybody's right to be there is looked at. */
export interface Place {
  /** The message that has its Message-ID already: in the same mailbox if there, else in another. */
  same: SameMessage | null;
  /** The ticket that what we signed, or else the newest known reference, names. */
  referredId: string | null;
  /** The ticket that an answer to this message opened before this one came. */
  awaitingId: string | null;
  /** The ticket that the subject names, and its organisation. */
  mentioned: { id: string; organizationId: string | null } | null;
  /** Whether the sender's address is that of one of our agents. */
  claimsAgent: boolean;
}

export interface SameMessage {
  id: string;
  ticketId: string;
  number: number;
  text: string;
  authorId: string | null;
  accountId: string | null;
}

interface PlaceRow {
  same_id: string | null;
  same_ticket: string;
  same_number: number;
  same_text: string;
  same_author: string | null;
  same_account: string | null;
  referred_id: string | null;
  awaiting_id: string | null;
  mentioned_id: string | null;
  mentioned_organization: string | null;
  claims_agent: boolean;
}

/** Everything that decides about a mail's place, in one statement. */
export async function findPlace(input: ReceivedMessage, work: Work): Promise<Place> {
  const from = input.from?.toLowerCase() ?? '';
  const refs = [...input.referenceIds];
  const numbers = [...(input.signedNumbers ?? [])];
  const people = [...input.to, ...input.cc].map((address) => address.toLowerCase());
  const since = new Date(work.now.getTime() - awaitedDays * 86_400_000);
  const { rows } = await sql<PlaceRow>`
    select s.id as same_id, s.ticket_id as same_ticket, s.number as same_number, s.text as same_text,
      s.author_id as same_author, s.channel_account_id as same_account, r.ticket_id as referred_id,
      w.ticket_id as awaiting_id, n.id as mentioned_id, n.organization_id as mentioned_organization,
      exists (select 1 from agents a where lower(a.email) = ${from}) as claims_agent
    from (select 1) one
    left join lateral (
      select m.id, m.ticket_id, t.number, b.text, m.author_id, m.channel_account_id from messages m
      join tickets t on t.id = m.ticket_id join message_bodies b on b.message_id = m.id
      where m.external_id = ${input.externalId}
      order by m.channel_account_id = ${input.channelAccountId} desc, m.at limit 1) s on true
    left join lateral (
      select x.ticket_id from (
        select t.id as ticket_id, 0 as rank, array_position(${numbers}::bigint[], t.number) as place, t.created_at as at
        from tickets t where t.number = any(${numbers}::bigint[])
        union all
        select m.ticket_id, 1, array_position(${refs}::text[], m.external_id), m.at
        from messages m where m.external_id = any(${refs}::text[])) x
      order by x.rank, x.place, x.at desc limit 1) r on true
    left join lateral (
      select e.ticket_id from awaited_references e join message_bodies b on b.message_id = e.message_id
      where e.external_id = ${input.externalId} and e.channel_account_id = ${input.channelAccountId}
        and e.at > ${since}
        and (lower(b.from_address) = ${from} or (lower(b.from_address) = any(${people}::text[])
          and ${from} = any(select lower(a) from unnest(b.to_addresses || b.cc_addresses) a)))
      order by e.at limit 1) w on true
    left join tickets n on n.number = ${input.subjectNumber ?? null}::bigint ${keepPlan}`.execute(work.tx);
  return toPlace(rows[0]!);
}

function toPlace(row: PlaceRow): Place {
  return {
    same: row.same_id
      ? {
          id: row.same_id,
          ticketId: row.same_ticket,
          number: row.same_number,
          text: row.same_text,
          authorId: row.same_author,
          accountId: row.same_account,
        }
      : null,
    referredId: row.referred_id,
    awaitingId: row.awaiting_id,
    mentioned: row.mentioned_id ? { id: row.mentioned_id, organizationId: row.mentioned_organization } : null,
    claimsAgent: row.claims_agent,
  };
}

/** The ticket, locked; when it was continued by others the last of that line, so that two answers meet in one. */
export async function lockLast(ticketId: string, work: Work): Promise<TicketRow> {
  let ticket = await lockTicket(ticketId, work);
  while (ticket.closed_at) {
    const next = await sql<{ id: string }>`
      select id from tickets where previous_ticket_id = ${ticket.id} order by created_at desc, id desc limit 1`.execute(
      work.tx,
    );
    if (!next.rows[0]) break;
    ticket = await lockTicket(next.rows[0].id, work);
  }
  return ticket;
}

export async function lockTicket(ticketId: string, work: Work): Promise<TicketRow> {
  const { rows } =
    await sql<TicketRow>`select * from tickets where id = ${ticketId} for no key update`.execute(work.tx);
  return rows[0]!;
}

/**
 * The requester, whoever a participant or we had in To or Cc, and whoever wrote before as such. Holding a
 * reference is not enough, and neither is writing from an agent's address in somebody else's ticket.
 */
export async function isParticipant(
  ticket: Pick<TicketRow, 'id' | 'requester_id'>,
  message: Pick<ReceivedMessage, 'contactId' | 'from'>,
  work: Work,
): Promise<boolean> {
  if (ticket.requester_id === message.contactId) return true;
  const address = message.from?.toLowerCase() ?? '';
  const { rows } = await sql`
    select 1 from messages m join message_bodies b on b.message_id = m.id
    where m.ticket_id = ${ticket.id} and m.visibility <> 'internal' and not ('mail.not_participant' = any(b.notices))
      and ((m.author_kind = 'customer' and m.author_id = ${message.contactId})
        or ${address} = any(select lower(a) from unnest(b.to_addresses || b.cc_addresses) a))
    limit 1 ${keepPlan}`.execute(work.tx);
  return rows.length > 0;
}

/**
 * Whether a subject's token may be followed (R13.3): its sender takes part already, or belongs to the ticket's
 * organisation by an address that says so, which one where anybody gets an address never does.
 */
export async function mayFollowSubject(
  mentioned: NonNullable<Place['mentioned']>,
  message: ReceivedMessage,
  work: Work,
): Promise<boolean> {
  const domain = emailDomain(message.from ?? '');
  const isColleague =
    message.organizationId !== null &&
    message.organizationId === mentioned.organizationId &&
    domain !== null &&
    saysOrganization(domain);
  if (isColleague) return true;
  const { rows } = await sql<{ id: string; requester_id: string }>`
    select id, requester_id from tickets where id = ${mentioned.id}`.execute(work.tx);
  return rows[0] !== undefined && isParticipant(rows[0], message, work);
}
