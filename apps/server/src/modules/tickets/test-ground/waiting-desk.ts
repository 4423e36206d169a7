import { getTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { receive } from '../../../testing/received.ts';
import { openTestDesk, type TestDesk } from './desk.ts';
import * as write from './writing.ts';

/** A desk whose answers wait, and what its tests ask of it. */
export async function openWaitingDesk() {
  const desk = await openTestDesk();
  let count = 0;
  return {
    desk,
    /** With whatever follows from its first mail done. */
    async newTicket() {
      count += 1;
      const received = await receive(desk.app, desk.account, { from: `programada${count}@x.mx` });
      await desk.app.settle();
      return received;
    },
    async schedule(ticketId: string, body: Waiting = {}, as = desk.ana) {
      const result = await write.schedule(desk.app, as, { ticketId, ...body });
      if (result.code) throw new Error(`scheduling answered ${result.code}`);
      return { ticketId, scheduledReplyId: result.body.scheduledReply.id };
    },
    async comeDue(ms = 10_000) {
      desk.app.clock.advance(ms);
      await desk.app.settle();
    },
    async ours(ticketId: string) {
      return (await desk.detailOf(ticketId)).messages.filter(({ direction }) => direction === 'out');
    },
    async waiting(ticketId: string, as = desk.ana) {
      const { body } = await desk.app.call(getTicket, { as, params: { ticketId } });
      return body.scheduledReplies;
    },
    async draftOf(ticketId: string, as = desk.ana) {
      const { mine } = await write.draftsOf(desk.app, as, ticketId);
      return mine.find(({ kind }) => kind === 'reply') ?? null;
    },
    async eventsOf(ticketId: string) {
      const { rows } = await sql<{ type: string; payload: Record<string, unknown> }>`
        select type, payload from events where subject_id = ${ticketId} order by id`.execute(
        desk.app.platform.db,
      );
      return rows;
    },
    customerWritesAgain: (ticketId: string) => customerWritesAgain(desk, ticketId),
  };
}

type Waiting = Omit<Parameters<typeof write.schedule>[2], 'ticketId'>;

/** The customer answers the conversation by its first mail. */
async function customerWritesAgain(desk: TestDesk, ticketId: string): Promise<void> {
  const { rows } = await sql<{ external_id: string; address: string }>`
    select m.external_id, b.from_address as address from messages m join message_bodies b on b.message_id = m.id
    where m.ticket_id = ${ticketId} and m.direction = 'in' order by m.at limit 1`.execute(
    desk.app.platform.db,
  );
  const { external_id, address } = rows[0]!;
  const mail = { from: address, referenceIds: [external_id], text: 'Otra cosa más' };
  const received = await receive(desk.app, desk.account, mail);
  if (received.ticketId !== ticketId) throw new Error('the mail went to another ticket');
}
