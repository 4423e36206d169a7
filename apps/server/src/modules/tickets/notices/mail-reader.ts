import type { Language } from '@ventanilla/contracts/common';
import type { EventActor } from '@ventanilla/contracts/events';
import type { SystemMailKind } from '@ventanilla/contracts/mailer';
import { nameIn } from '@ventanilla/contracts/named.rules';
import { ticketMailWords as en } from '@ventanilla/phrases/en/ticket-mails';
import { ticketMailWords as es } from '@ventanilla/phrases/es/ticket-mails';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Work } from '../../../platform/work.ts';
import { mailAgent } from '../../identity/index.ts';
import type { MailMatter } from '../../mailer/index.ts';
import { agentAnswerAddress } from '../mail-tokens/signed-addresses.rules.ts';
import { findReplyTarget } from '../queries/reply-target.ts';
import type { NoticeReader } from './find-readers.ts';
import type { NoticedTicket } from './read-noticed.ts';

const words = { es, en };

export interface Notice {
  reader: NoticeReader;
  /** What happened, as the phrases of mails tell it. */
  kind: SystemMailKind;
  noticed: NoticedTicket;
  /** Whoever has the ticket, as far as this notice knows. */
  ownerId: string | null;
  /** Who did what is told. */
  author: EventActor;
}

/**
 * Queues one mail about a ticket for one of ours: what happened, the ticket's essence and its last words, in their
 * language. Answering it answers the customer in their name, by an address that is theirs alone (W18); who may not
 * answer customers gets none.
 */
export async function mailReader(
  notice: Notice,
  work: Work,
  platform: Pick<Platform, 'keyring' | 'publicUrl'>,
): Promise<void> {
  const { reader, kind, noticed, ownerId } = notice;
  const { ticket } = noticed;
  const said = words[reader.language];
  const route = await findReplyTarget({ ticket }, work.tx);
  const replyTo =
    reader.mayReply && route?.account.plusAddresses
      ? agentAnswerAddress(
          { mailbox: route.account.address, ticketNumber: ticket.number, agentId: reader.id },
          work.keyring,
        )
      : null;
  const owner = await nameOf(ownerId, work.tx);
  const actor =
    (await nameOf(notice.author.kind === 'agent' ? notice.author.id : null, work.tx)) ?? said.someone;
  const params = {
    number: `V-${ticket.number}`,
    subject: ticket.subject.trim() || said.noSubject,
    requester: noticed.requester_name,
    owner: owner ?? said.nobody,
    actor,
    flag: nameIn({ name: noticed.flag_name, nameEn: noticed.flag_name_en }, reader.language) ?? '',
    answer: replyTo ? said.answer.replace('{{requester}}', () => noticed.requester_name) : said.noAnswer,
  };
  await mailAgent(
    {
      kind,
      to: reader,
      params,
      matter: matterOf({ noticed, owner, language: reader.language }, said),
      ...(platform.publicUrl ? { link: new URL(`/tickets/${ticket.id}`, platform.publicUrl).href } : {}),
      replyTo,
      thread: `ticket.${ticket.id}@${platform.publicUrl ? new URL(platform.publicUrl).hostname : 'ventanilla.local'}`,
    },
    work,
    platform,
  );
}

function matterOf(
  { noticed, owner, language }: { noticed: NoticedTicket; owner: string | null; language: Language },
  said: typeof es,
): MailMatter {
  const facts: [string, string | null][] = [
    [said.requester, noticed.requester_name],
    [said.organization, noticed.organization_name],
    [said.department, noticed.department_name],
    [said.owner, owner ?? said.nobody],
    [said.priority, nameIn({ name: noticed.priority_name, nameEn: noticed.priority_name_en }, language)],
    [said.flag, nameIn({ name: noticed.flag_name, nameEn: noticed.flag_name_en }, language)],
  ];
  const text = noticed.last_text?.trim();
  return {
    facts: facts.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
    quote: text
      ? { title: said.lastWords.replace('{{author}}', () => noticed.last_author ?? said.someone), text }
      : null,
  };
}

async function nameOf(agentId: string | null, db: Db): Promise<string | null> {
  if (agentId === null) return null;
  const { rows } = await sql<{ name: string }>`select name from agents where id = ${agentId}`.execute(db);
  return rows[0]?.name ?? null;
}
