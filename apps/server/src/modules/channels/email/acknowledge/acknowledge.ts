import type { Language } from '@ventanilla/contracts/common';
import { sql } from 'kysely';
import type { Work } from '../../../../platform/work.ts';
import { sendAutomaticAnswer } from '../../../tickets/index.ts';
import { raiseMailAlarm } from '../loops/mail-alarms.store.ts';
import { readAcknowledgement } from './acknowledgements.store.ts';
import { renderTemplate } from './template.rules.ts';

/** Automatic answers that one address gets in an hour, whatever it writes (R11). */
export const answersPerHourMax = 5;
const hourMs = 3_600_000;
/** Names under which nobody reads. */
const nobodyReads =
  /^(?:(?:no|do-?not)[-_.]?(?:reply|responder|respond|contestar)|mailer-?daemon|postmaster|bounces?)(?:[-+_.].*)?@/i;

export interface NewTicketMail {
  ticketId: string;
  ticketNumber: number;
  channelAccountId: string;
  /** Who wrote. */
  sender: { address: string; name: string };
  subject: string;
  externalId: string;
  referenceIds: readonly string[];
}

interface Surroundings {
  name: string;
  address: string;
  brand: string;
  is_ours: boolean;
  sent: number;
}

/**
 * Answers by itself that a mail has become a ticket. The caller knows that its mailbox does so and that a person
 * wrote; here are the limits: one for each ticket, five an hour for each address, never to ourselves or to who does
 * not read. Answers whether it was sent.
 */
export async function acknowledge(mail: NewTicketMail, work: Work): Promise<boolean> {
  const address = mail.sender.address.toLowerCase();
  if (nobodyReads.test(address)) return false;
  // Two mails of one address at once must not both be its fifth.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`acknowledge ${address}`}, 0))`.execute(work.tx);
  const around = await readSurroundings(mail.channelAccountId, address, work);
  if (around.is_ours) return false;
  if (around.sent >= answersPerHourMax) {
    const { channelAccountId, ticketId } = mail;
    await raiseMailAlarm({ reason: 'answers_capped', address, channelAccountId, ticketId }, work);
    return false;
  }
  const { language, templates } = await readAcknowledgement({ mailboxId: mail.channelAccountId }, work.tx);
  const text = renderTemplate(templates[language], {
    name: mail.sender.name,
    number: `V-${mail.ticketNumber}`,
    subject: mail.subject.trim() || noSubject[language],
    mailbox: around.name,
    organization: around.brand,
  });
  const { messageId } = await sendAutomaticAnswer(
    {
      ticketId: mail.ticketId,
      account: { id: mail.channelAccountId, name: around.name, address: around.address },
      to: mail.sender.address,
      subject: text.subject,
      text: text.body,
      answered: { externalId: mail.externalId, references: mail.referenceIds },
    },
    work,
  );
  await work.tx
    .insertInto('acknowledgements')
    .values({ ticket_id: mail.ticketId, message_id: messageId, address, at: work.now })
    .execute();
  return true;
}

const noSubject: Record<Language, string> = { es: '(sin asunto)', en: '(no subject)' };

/** The mailbox, whether the address is ours (a mailbox, an agent), and what it got in the last hour. */
async function readSurroundings(accountId: string, address: string, work: Work): Promise<Surroundings> {
  const since = new Date(work.now.getTime() - hourMs);
  const untagged = address.replace(/^([^+@]+)\+[^@]*@/, '$1@');
  const { rows } = await sql<Surroundings>`
    select c.name, c.address, b.name as brand,
      exists (select 1 from channel_accounts o where lower(o.address) in (${address}, ${untagged})
        or o.aliases && array[${address}, ${untagged}])
        or exists (select 1 from agents a where lower(a.email) = ${address}) as is_ours,
      (select count(*) from acknowledgements k where k.address = ${address} and k.at > ${since})::int as sent
    from channel_accounts c join brands b on b.id = c.brand_id where c.id = ${accountId}`.execute(work.tx);
  return rows[0]!;
}
