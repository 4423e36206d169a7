import type { NoticeKey } from '@ventanilla/contracts/department-rules';
import type { EventPayload } from '@ventanilla/contracts/events';
import type { SystemMailKind } from '@ventanilla/contracts/mailer';
import { sql } from 'kysely';
import type { LoggedEvent, Reaction } from '../../../platform/events/index.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Work } from '../../../platform/work.ts';
import { findReaders } from './find-readers.ts';
import { mailReader } from './mail-reader.ts';
import { askedBy, noticeOf, rowsFor } from './notices.rules.ts';
import { type NoticedTicket, readMatrices, readNoticed } from './read-noticed.ts';
import { tellRequester } from './tell-requester.ts';

/** What happened longer ago is no news: after a restoration or a long stop nobody gets a flood of it, in ms. */
const staleMs = 24 * 3_600_000;

/**
 * Mails about tickets (W1, W18): whom the department and the line of the ticket say, each person once for each thing
 * that happened, never its author and never who does not see the ticket. Mails and cursor are one commit, so that an
 * event tells once. Of spam and of what machines wrote nothing is told.
 */
export function mailPeople(platform: Platform): Reaction {
  return {
    name: 'mail-people.on-ticket-changed',
    types: [
      'ticket.created',
      'ticket.owner_changed',
      'ticket.status_changed',
      'ticket.classified',
      'message.added',
    ],
    async handle(events, work) {
      const news = events.flatMap((item) => {
        const key = noticeOf(item);
        return key && work.now.getTime() - item.at.getTime() < staleMs ? [{ item, key }] : [];
      });
      // Most of what happens nobody asked to be told of: that is known for all of them at once.
      const asking = await readMatrices({ ticketIds: news.map(({ item }) => item.subject_id) }, work.tx);
      for (const { item, key } of news) {
        const matrices = asking.get(item.subject_id);
        const rows = matrices ? rowsFor(key, matrices) : [];
        // Of what was done to many at once nobody of ours gets a mail for each ticket; customers are told as ever.
        const asked = item.run_id === null ? rows : rows.filter(({ customer }) => customer);
        if (asked.length > 0) await tell({ item, key }, work, platform);
      }
    },
  };
}

async function tell(
  told: { item: LoggedEvent; key: NoticeKey },
  work: Work,
  platform: Platform,
): Promise<void> {
  const { item, key } = told;
  const found = await findToldReaders(told, work);
  if (!found) return;
  const { noticed, ownerId, readers, toCustomer } = found;
  for (const reader of item.run_id === null ? readers : []) {
    const kind = kindOf(key, reader.id === ownerId);
    await mailReader({ reader, kind, noticed, ownerId, author: item.actor }, work, platform);
  }
  if (toCustomer && !(await closedByAnswer(item, work))) await tellRequester(noticed, work);
}

/** Ids of our people who get a mail about this event by what departments and lines say; nobody for what is no news. */
export async function whoIsMailed(item: LoggedEvent, work: Work): Promise<ReadonlySet<string>> {
  const key = noticeOf(item);
  const found = key && (await findToldReaders({ item, key }, work));
  return new Set(found?.readers.map(({ id }) => id));
}

async function findToldReaders({ item, key }: { item: LoggedEvent; key: NoticeKey }, work: Work) {
  const messageId = key === 'customer_wrote' ? String(item.payload['messageId']) : null;
  const noticed = await readNoticed({ ticketId: item.subject_id, messageId }, work.tx);
  if (!noticed || !isNews(key, noticed)) return null;
  const rows = rowsFor(key, { department: noticed.department_notices, line: noticed.line_notices });
  const ownerId =
    key === 'assigned'
      ? (item.payload as EventPayload<'ticket.owner_changed@1'>).to
      : noticed.ticket.owner_id;
  const asked = askedBy(rows, { ownerId, rules: noticed.department_rules });
  const authorId = item.actor.kind === 'agent' ? item.actor.id : null;
  const readers = await findReaders({ asked, ticket: noticed.ticket, authorId }, work.tx);
  return { noticed, ownerId, readers, toCustomer: key === 'closed' && asked.customer };
}

/** Whether an answer closed it, in one step: the customer has that one, and needs no second mail. */
async function closedByAnswer({ subject_id, payload }: LoggedEvent, work: Work): Promise<boolean> {
  const { rows } = await sql`
    select from events where subject_id = ${subject_id} and type = 'message.added'
      and payload->>'direction' = 'out' and payload->>'visibility' <> 'internal'
      and (payload->>'version')::int = ${(payload as EventPayload<'ticket.status_changed@1'>).version}`.execute(
    work.tx,
  );
  return rows.length > 0;
}

function kindOf(key: NoticeKey, isOwner: boolean): SystemMailKind {
  if (key === 'created' || key === 'customer_wrote' || key === 'closed') return `ticket_${key}`;
  if (key === 'assigned') return isOwner ? 'ticket_assigned_to_you' : 'ticket_assigned';
  return 'ticket_flagged';
}

/** The first words of a ticket are told as a new ticket, and what a machine wrote is not told at all. */
function isNews(key: NoticeKey, { ticket, first_is_auto, is_first }: NoticedTicket): boolean {
  if (ticket.is_spam) return false;
  if (key === 'created') return !first_is_auto && ticket.closed_at === null;
  return key !== 'customer_wrote' || !is_first;
}
