import { sql } from 'kysely';
import { keepPlan } from '../../../../platform/db/kept-plans.ts';
import type { Work } from '../../../../platform/work.ts';
import { findLoop, type LoopFinding, type MailWords, type OurAnswer, patternsOf } from './patterns.rules.ts';

const hourMs = 3_600_000;
/** Mails of an hour that are looked at; from then on the answer is the same. */
const lookedAtMax = 200;

export interface WatchedMail extends MailWords {
  /** Lower case. */
  address: string;
  externalId: string;
  contactId: string;
  channelAccountId: string;
}

/** What is known of whoever sent a mail, before it becomes a message. */
export interface SenderSeen extends LoopFinding {
  /** Mails of the last hour, this one included. */
  mails: number;
  verdict: 'blocked' | 'wanted' | null;
  /** Nothing of theirs was ever taken for anything but spam. */
  isFirstContact: boolean;
  /** Whether the mailbox answers new tickets by itself; a paused one does nothing by itself. */
  acknowledges: boolean;
}

interface SeenRow {
  mails: number;
  alike: number;
  same_id: string | null;
  alike_id: string | null;
  last_id: string | null;
  answers: OurAnswer[] | null;
  verdict: 'blocked' | 'wanted' | null;
  is_first: boolean;
  acknowledges: boolean;
}

/** Notes a live mail and answers what its sender did in the last hour, in one statement. */
export async function watchSender(mail: WatchedMail, work: Work): Promise<SenderSeen> {
  const row = await noteArrival(mail, patternsOf(mail), work);
  const found = findLoop(mail, {
    mails: row.mails,
    alike: row.alike,
    sameId: row.same_id,
    alikeId: row.alike_id,
    lastId: row.last_id,
    answers: row.answers ?? [],
  });
  // Whoever is welcome may write as much as they like, in their own words.
  const isExcused = row.verdict === 'wanted' && found.alarm === 'too_many';
  return {
    ...found,
    ...(isExcused ? { isMachine: false, alarm: null } : {}),
    joins: found.joins === mail.externalId || (isExcused && row.alike === 0) ? null : found.joins,
    mails: row.mails + 1,
    verdict: row.verdict,
    isFirstContact: row.is_first,
    acknowledges: row.acknowledges,
  };
}

async function noteArrival(mail: WatchedMail, patterns: { exact: string; pattern: string }, work: Work) {
  const since = new Date(work.now.getTime() - hourMs);
  const { address, externalId, contactId, channelAccountId } = mail;
  const { exact, pattern } = patterns;
  const { rows } = await sql<SeenRow>`
    with recent as materialized (
      select at, pattern, exact, external_id from mail_arrivals
      where address = ${address} and at > ${since} order by at desc limit ${sql.lit(lookedAtMax)}),
    noted as (
      insert into mail_arrivals (address, at, pattern, exact, external_id)
      values (${address}, ${work.now}, ${pattern}, ${exact}, ${externalId}))
    select count(*)::int as mails, count(*) filter (where pattern = ${pattern})::int as alike,
      (array_agg(external_id order by at) filter (where exact = ${exact}))[1] as same_id,
      (array_agg(external_id order by at) filter (where pattern = ${pattern}))[1] as alike_id,
      (array_agg(external_id order by at desc))[1] as last_id,
      (select json_agg(json_build_object('subject', b.subject, 'text', b.text,
          'externalId', m.external_id) order by k.at desc)
        from acknowledgements k join messages m on m.id = k.message_id join message_bodies b on b.message_id = m.id
        where k.address = ${address} and k.at > ${since}) as answers,
      (select verdict from mail_senders where value = any(${valuesOf(address)}::text[])
        order by kind, length(value) desc limit 1) as verdict,
      not exists (select 1 from tickets t where t.requester_id = ${contactId} and not t.is_spam) as is_first,
      exists (select 1 from mailbox_acknowledgements k join channel_accounts c on c.id = k.channel_account_id
        where c.id = ${channelAccountId} and k.enabled and c.state <> 'paused') as acknowledges
    from recent ${keepPlan}`.execute(work.tx);
  return rows[0]!;
}

/** The address, its domain and those above it. */
export function valuesOf(address: string): string[] {
  const labels = address.slice(address.lastIndexOf('@') + 1).split('.');
  const domains = labels
    .map((_, index) => labels.slice(index).join('.'))
    .filter((each) => each.includes('.'));
  return [address, ...domains];
}

/** Forgets what nobody counts any more. */
export async function removeOldArrivals(work: Pick<Work, 'tx' | 'now'>): Promise<void> {
  const before = new Date(work.now.getTime() - 24 * hourMs);
  await sql`delete from mail_arrivals where at < ${before}`.execute(work.tx);
}
