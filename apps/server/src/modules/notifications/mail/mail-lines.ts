import type { SystemMailKind } from '@ventanilla/contracts/mailer';
import type { NotificationKind } from '@ventanilla/contracts/notification.rules';
import { noticeMailWords as en } from '@ventanilla/phrases/en/notice-mails';
import { noticeMailWords as es } from '@ventanilla/phrases/es/notice-mails';
import type { Actor } from '../../../platform/actor.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Work } from '../../../platform/work.ts';
import { type AgentToTell, mailAgent } from '../../identity/index.ts';
import { mailAgentAboutTicket } from '../../tickets/index.ts';
import type { ReadLine } from '../queries/list-notifications.ts';

const words = { es, en };

/** Lines of one mail; how many more there are is said. */
const linesMax = 40;

/** The mail that tells one thing of its kind about a ticket. */
const mailOf: Partial<Record<NotificationKind, SystemMailKind>> = {
  assigned: 'ticket_assigned_to_you',
  reassigned: 'ticket_reassigned',
  answered: 'ticket_customer_wrote',
  warned: 'ticket_warned',
  breached: 'ticket_breached',
};

/** Queues one mail about some lines of somebody's centre, in their language; nothing where there is none. */
export async function mailLines(
  input: { lines: readonly ReadLine[]; agent: Actor & { id: string }; to: AgentToTell },
  work: Work,
  platform: Pick<Platform, 'keyring' | 'publicUrl'>,
): Promise<void> {
  const { agent, to } = input;
  const lines = input.lines.filter(({ ticket, duty, ofRun }) => ticket !== null || duty !== null || ofRun);
  const [first] = lines;
  if (!first) return;
  const kind = mailOf[first.kind];
  if (lines.length === 1 && kind && first.ticket) {
    const messageId = first.kind === 'answered' ? first.objectId : null;
    const about = { ticketId: first.ticket.id, messageId, author: first.author };
    return mailAgentAboutTicket({ agent, to, kind, ...about }, work, platform);
  }
  const said = words[to.language];
  const linkTo = (path: string) => (platform.publicUrl ? new URL(path, platform.publicUrl).href : null);
  const list = lines.slice(0, linesMax).flatMap(({ ticket, duty, kind: of, count }) => {
    if (duty) return [{ title: duty.name, text: said.duty, link: linkTo('/routines') }];
    if (!ticket) {
      const text = of === 'assigned' ? said.assignedRun : said.reassignedRun;
      return [{ title: fill(said.tickets, { count: String(count) }), text, link: linkTo('/') }];
    }
    const title = `V-${ticket.number} · ${ticket.subject.trim() || said.noSubject}`;
    const what = count > 1 && of === 'answered' ? said.answeredMore : said[of];
    const text = fill(what, { requester: ticket.requester, count: String(count) });
    return [{ title, text, link: linkTo(`/tickets/${ticket.id}`) }];
  });
  const more = lines.length - list.length;
  const told = lines.reduce((sum, { ofRun, count }) => sum + (ofRun ? count : 1), 0);
  const home = linkTo('/');
  await mailAgent(
    {
      kind: 'ticket_digest',
      to,
      params: { count: String(told), more: more > 0 ? fill(said.more, { count: String(more) }) : '' },
      matter: { facts: [], quote: null, list },
      ...(home ? { link: home } : {}),
    },
    work,
    platform,
  );
}

function fill(text: string, params: Record<string, string>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, key: string) => params[key] ?? '');
}
