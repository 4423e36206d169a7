import * as contracts from '@ventanilla/contracts/channels';
import * as refusals from '@ventanilla/contracts/refusals';
import * as sending from '@ventanilla/contracts/sending';
import { toInstant } from '../../platform/clock.ts';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  dropRecipient,
  getOutbound,
  listOutbound,
  type OutboundRow,
  resendToRecipient,
  retryOutbound,
} from '../tickets/index.ts';
import type { KnownAccounts } from './email/mailboxes/known-accounts.ts';
import { readSending, setSending } from './email/mailboxes/set-sending.ts';

/** Outgoing mail, what a person does about one that did not arrive, and how fast each mailbox sends. */
export function outboxRoutes(
  { db }: Platform,
  { accounts }: { accounts: Pick<KnownAccounts, 'changed'> },
): RouteBinding[] {
  return [
    route(sending.getMailboxSending, ({ params }) => readSending(params, db)),
    route(sending.setMailboxSending, async ({ params, body, ifMatch, transact }) => {
      const shown = await transact((work) => setSending({ ...params, version: ifMatch, change: body }, work));
      await accounts.changed();
      return shown;
    }),
    route(contracts.listOutbox, async ({ query, actor }) => {
      const found = await listOutbound({ ...query, actor }, db);
      return { items: found.items.map(showOutbound), nextCursor: found.nextCursor };
    }),
    route(contracts.getOutboxItem, async ({ params, actor }) => {
      const row = await getOutbound({ outboundId: params.outboundId, actor }, db);
      return { ...showOutbound(row), text: row.text, rfcMessageId: `<${row.external_id}>` };
    }),
    route(contracts.retryOutboxItem, ({ params, actor, transact }) =>
      transact(async (work) => {
        await retryOutbound(params, work);
        return showOutbound(await getOutbound({ ...params, actor }, work.tx));
      }),
    ),
    route(refusals.resendToRecipient, ({ params, body, actor, transact }) =>
      transact(async (work) => {
        await resendToRecipient({ ...params, ...body }, work);
        return showOutbound(await getOutbound({ ...params, actor }, work.tx));
      }),
    ),
    route(refusals.dropRecipient, ({ params, body, actor, transact }) =>
      transact(async (work) => {
        await dropRecipient({ ...params, ...body }, work);
        return showOutbound(await getOutbound({ ...params, actor }, work.tx));
      }),
    ),
  ];
}

function showOutbound(row: OutboundRow): contracts.OutboxItem {
  return {
    id: row.id,
    messageId: row.message_id,
    ticketId: row.ticket_id,
    ticketNumber: row.ticket_number,
    from: row.envelope.from,
    to: row.envelope.to,
    subject: row.envelope.subject,
    state: row.state,
    local: row.local,
    attempts: row.attempts,
    nextTryAt: toInstant(row.next_try_at),
    sentAt: toInstant(row.sent_at),
    serverSaid: row.server_said,
    createdAt: toInstant(row.created_at),
  };
}
