import { ticketMailWords as en } from '@ventanilla/phrases/en/ticket-mails';
import { ticketMailWords as es } from '@ventanilla/phrases/es/ticket-mails';
import type { Work } from '../../../platform/work.ts';
import { findBrand } from '../../brand/index.ts';
import { sendAutomaticAnswer } from '../commands/send-automatic-answer.ts';
import { findReplyTarget } from '../queries/reply-target.ts';
import type { NoticedTicket } from './read-noticed.ts';

const words = { es, en };

/**
 * A short mail to the requester that their ticket was closed, in the company's language and form of address. Nothing
 * where their last mail is not known or there is nowhere to send it.
 */
export async function tellRequester({ ticket, requester_name }: NoticedTicket, work: Work): Promise<void> {
  const route = await findReplyTarget({ ticket }, work.tx);
  const externalId = route?.answered.externalId;
  const brand = await findBrand(work.tx);
  if (!route || !externalId || !brand) return;
  const said = words[brand.language];
  const params: Record<string, string> = {
    name: requester_name,
    number: `V-${ticket.number}`,
    subject: ticket.subject.trim() || said.noSubject,
    organization: brand.name,
  };
  const fill = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (_, key: string) => params[key] ?? '');
  await sendAutomaticAnswer(
    {
      ticketId: ticket.id,
      account: route.account,
      to: route.to.address,
      subject: fill(said.closedSubject[brand.address_form]),
      text: fill(said.closedText[brand.address_form]),
      answered: { externalId, references: route.answered.references },
    },
    work,
  );
}
