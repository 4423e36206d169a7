import { keepPlan } from '../../platform/db/kept-plans.ts';
import type { Work } from '../../platform/work.ts';
import type { OutboundEnvelope } from './tickets.tables.ts';

/** Queues a message of ours for its channel to deliver; its Message-ID is fixed from here on. */
export async function insertOutbound(
  row: {
    id: string;
    messageId: string;
    ticketId: string;
    channelAccountId: string;
    externalId: string;
    envelope: OutboundEnvelope;
  },
  work: Work,
): Promise<void> {
  await work.tx
    .insertInto('outbound_messages')
    .values({
      id: row.id,
      message_id: row.messageId,
      ticket_id: row.ticketId,
      channel_account_id: row.channelAccountId,
      external_id: row.externalId,
      envelope: JSON.stringify(row.envelope),
      state: 'queued',
      next_try_at: work.now,
      leased_until: null,
      sent_at: null,
      tried_since: null,
      last_try_at: null,
      server_said: null,
      created_at: work.now,
    })
    .modifyEnd(keepPlan)
    .execute();
}
