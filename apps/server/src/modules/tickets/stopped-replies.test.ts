import { ignoreTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../../platform/actor.ts';
import { createTimerSweeper, type Timer, timerTriesMax } from '../../platform/timers/timers.ts';
import { makeWork } from '../../platform/work.ts';
import { sendScheduledTimer } from './commands/settle-scheduled-reply.ts';
import type { TestDesk } from './test-ground/desk.ts';
import { openWaitingDesk } from './test-ground/waiting-desk.ts';
import * as write from './test-ground/writing.ts';

let ground: Awaited<ReturnType<typeof openWaitingDesk>>;
let desk: TestDesk;
beforeAll(async () => {
  ground = await openWaitingDesk();
  desk = ground.desk;
});
afterAll(() => desk.app.close());
afterEach(async () => {
  await sql`delete from timers`.execute(desk.app.platform.db);
});

describe('when it is due and cannot be sent', () => {
  test('because the customer wrote meanwhile, it is a draft again and its author learns of it', async () => {
    const { ticketId, messageId } = await ground.newTicket();
    const pending = await ground.schedule(ticketId, { html: '<p>Ya quedó.</p>', seenMessageId: messageId });
    desk.app.clock.advance(1_000);
    await ground.customerWritesAgain(ticketId);
    const { version } = (await desk.detailOf(ticketId)).ticket;
    await ground.comeDue();
    expect(await ground.ours(ticketId)).toEqual([]);
    expect(await ground.draftOf(ticketId)).toMatchObject({
      html: '<p>Ya quedó.</p>',
      seenMessageId: messageId,
    });
    expect(await ground.waiting(ticketId)).toMatchObject([
      { id: pending.scheduledReplyId, state: 'stopped', reason: 'tickets.stale_version' },
    ]);
    expect((await ground.eventsOf(ticketId)).at(-1)).toEqual({
      type: 'reply.stopped',
      payload: {
        ticketId,
        version,
        scheduledReplyId: pending.scheduledReplyId,
        agentId: desk.ana,
        reason: 'tickets.stale_version',
      },
    });
    expect((await desk.detailOf(ticketId)).history[0]).toMatchObject({
      type: 'reply.stopped',
      actor: { kind: 'agent', id: desk.ana, name: 'Ana Solis' },
    });
    // It is their draft again: nobody else reads it.
    expect(await ground.waiting(ticketId, desk.beto)).toEqual([]);
    await ground.comeDue();
    expect(await ground.ours(ticketId)).toEqual([]);
  });

  test('its author takes it off the ticket, and their draft stays as they left it', async () => {
    const { ticketId, messageId } = await ground.newTicket();
    const pending = await ground.schedule(ticketId, { seenMessageId: messageId });
    desk.app.clock.advance(1_000);
    await ground.customerWritesAgain(ticketId);
    await ground.comeDue();
    const { rev } = (await ground.draftOf(ticketId))!;
    await write.save(desk.app, desk.ana, { ticketId, html: '<p>corregida</p>', rev });
    const dismissed = await write.undo(desk.app, desk.ana, pending);
    expect(dismissed.body.draft).toMatchObject({ text: 'corregida' });
    expect(await ground.waiting(ticketId)).toEqual([]);
  });

  test('their next answer settles it', async () => {
    const { ticketId, messageId } = await ground.newTicket();
    await ground.schedule(ticketId, { seenMessageId: messageId });
    desk.app.clock.advance(1_000);
    await ground.customerWritesAgain(ticketId);
    await ground.comeDue();
    await desk.reply(ticketId, desk.ana);
    expect(await ground.waiting(ticketId)).toEqual([]);
  });

  test('what its author is writing by then stays, and the answer is among the versions', async () => {
    const { ticketId } = await ground.newTicket();
    await ground.schedule(ticketId, { html: '<p>primera</p>' });
    await write.save(desk.app, desk.ana, { ticketId, html: '<p>segunda</p>' });
    await desk.app.call(ignoreTicket, { as: desk.sofia, params: { ticketId } });
    await ground.comeDue();
    expect(await ground.waiting(ticketId)).toMatchObject([{ state: 'stopped', reason: 'tickets.closed' }]);
    expect((await ground.draftOf(ticketId))!.text).toBe('segunda');
    expect((await write.versionsOf(desk.app, desk.ana, ticketId))[0]).toMatchObject({ text: 'primera' });
  });

  test.each([
    ['was disabled', sql`update agents set active = false where name = 'Beto Ruiz'`],
    [
      'may no longer answer',
      sql`update roles set permissions = array_remove(permissions, 'tickets:reply') where key = 'agent'`,
    ],
  ])('because its author %s', async (_, change) => {
    const { ticketId } = await ground.newTicket();
    await ground.schedule(ticketId, {}, desk.beto);
    const { db } = desk.app.platform;
    const before = await sql<{
      permissions: string[];
    }>`select permissions from roles where key = 'agent'`.execute(db);
    await change.execute(db);
    await ground.comeDue();
    await sql`update agents set active = true`.execute(db);
    await sql`update roles set permissions = ${before.rows[0]!.permissions}::text[] where key = 'agent'`.execute(
      db,
    );
    expect(await ground.ours(ticketId)).toEqual([]);
    expect(await ground.waiting(ticketId, desk.beto)).toMatchObject([
      { state: 'stopped', reason: 'auth.forbidden' },
    ]);
    expect((await ground.draftOf(ticketId, desk.beto))!.text).toBe('Ya quedó.');
  });
});

describe('a process that dies', () => {
  const timerOf = async (scheduledReplyId: string) => {
    const { rows } =
      await sql<Timer>`select * from timers where payload->>'scheduledReplyId' = ${scheduledReplyId}`.execute(
        desk.app.platform.db,
      );
    return rows[0]!;
  };

  test('after writing the answer and before its commit leaves it for the next, which sends it once', async () => {
    const { ticketId } = await ground.newTicket();
    const { scheduledReplyId } = await ground.schedule(ticketId);
    desk.app.clock.advance(10_000);
    const { platform } = desk.app;
    const killed = platform.db.transaction().execute(async (tx) => {
      const timer = await timerOf(scheduledReplyId);
      await sql`delete from timers where id = ${timer.id}`.execute(tx);
      await sendScheduledTimer.fire(timer, makeWork({ tx, actor: systemActor }, platform));
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx);
    });
    await expect(killed).rejects.toThrow();
    expect(await ground.ours(ticketId)).toEqual([]);
    expect(await ground.waiting(ticketId)).toMatchObject([{ state: 'pending' }]);
    await desk.app.settle();
    expect(await ground.ours(ticketId)).toHaveLength(1);
    const { rows } = await sql`select 1 from outbound_messages where ticket_id = ${ticketId}`.execute(
      platform.db,
    );
    expect(rows).toHaveLength(1);
  });

  test('a timer that fires twice sends once', async () => {
    const { ticketId } = await ground.newTicket();
    const { scheduledReplyId } = await ground.schedule(ticketId);
    const timer = await timerOf(scheduledReplyId);
    desk.app.clock.advance(10_000);
    for (let n = 0; n < 2; n += 1)
      await desk.app.platform.transact({ actor: systemActor }, (work) =>
        sendScheduledTimer.fire(timer, work),
      );
    await desk.app.settle();
    expect(await ground.ours(ticketId)).toHaveLength(1);
  });

  test('two processes that sweep at once send once', async () => {
    const { ticketId } = await ground.newTicket();
    await ground.schedule(ticketId);
    desk.app.clock.advance(10_000);
    const { db, clock, ids, keyring, log } = desk.app.platform;
    const sweepers = [1, 2, 3].map(() =>
      createTimerSweeper([sendScheduledTimer], { db, clock, ids, keyring, log, afterCommit: () => {} }),
    );
    await Promise.all(sweepers.map((sweeper) => sweeper.sweep()));
    expect(await ground.ours(ticketId)).toHaveLength(1);
  });

  test('trouble that does not pass is told to the author at the last try, and nothing is lost', async () => {
    const { ticketId } = await ground.newTicket();
    const { scheduledReplyId } = await ground.schedule(ticketId);
    const timer = await timerOf(scheduledReplyId);
    const { platform } = desk.app;
    // The first id that the answer asks for fails, as a database that lost a table would.
    const fire = (attempts: number) =>
      platform.transact({ actor: systemActor }, (work) => {
        let isBroken = true;
        const uuid = () => {
          if (!isBroken) return work.ids.uuid();
          isBroken = false;
          throw new Error('broken');
        };
        return sendScheduledTimer.fire({ ...timer, attempts }, { ...work, ids: { ...work.ids, uuid } });
      });
    await expect(fire(0)).rejects.toThrow('broken');
    expect(await ground.waiting(ticketId)).toMatchObject([{ state: 'pending' }]);
    await fire(timerTriesMax - 1);
    expect(await ground.waiting(ticketId)).toMatchObject([{ state: 'stopped', reason: 'http.internal' }]);
    expect((await ground.draftOf(ticketId))!.text).toBe('Ya quedó.');
    expect(await ground.ours(ticketId)).toEqual([]);
  });
});
