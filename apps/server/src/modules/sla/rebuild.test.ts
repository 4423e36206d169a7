import { createDepartment, setTicketDepartment } from '@ventanilla/contracts/departments';
import { markNotSpam, markSpam } from '@ventanilla/contracts/spam';
import * as tickets from '@ventanilla/contracts/tickets';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemActor } from '../../platform/actor.ts';
import { receive } from '../../testing/received.ts';
import { createTestApp } from '../../testing/test-app.ts';
import { createCalendarBooks } from '../calendar/index.ts';
import { runClocks } from './commands/run-clocks.ts';
import { hourMs, hours, minuteMs, openSlaDesk, promise, type SlaDesk } from './test-ground/sla-desk.ts';

let desk: SlaDesk;
let departmentId: string;
beforeAll(async () => {
  desk = await openSlaDesk();
  const made = await desk.test.call(createDepartment, { as: desk.admin, body: { name: 'Pagos' } });
  departmentId = made.body.id;
  await promise(desk, {
    targets: {
      first_response: { target: hours(4), warn: { fraction: 0.75 } },
      next_response: { target: hours(2), warn: { beforeMs: 30 * minuteMs } },
      resolution: { target: { kind: 'business_days', days: 2 }, warn: { fraction: 0.5 } },
      no_news: { target: { kind: 'business_days', days: 1 }, warn: null },
    },
  });
  await promise(desk, {
    name: 'Urgente',
    filter: { field: 'priority', op: 'any_of', values: ['urgent'] },
    targets: { resolution: { target: { kind: 'end_of_day', cutOffMs: hourMs }, warn: { fraction: 0.5 } } },
  });
  await promise(desk, {
    name: 'Con fecha',
    filter: { field: 'dueAt', op: 'present' },
    targets: { resolution: { target: { kind: 'due_date' }, warn: { beforeMs: hourMs } } },
  });
  await promise(desk, {
    name: 'Pagos',
    filter: { field: 'department', op: 'any_of', values: [departmentId] },
    targets: { resolution: { target: { kind: 'calendar', ms: 24 * hourMs }, warn: { fraction: 0.9 } } },
  });
});
afterAll(() => desk.test.close());

/** Everything of a ticket's clocks but the ids. */
async function rowsOf(ticketId: string) {
  const { rows } = await sql<Record<string, unknown>>`
    select to_jsonb(k) - 'id' as row, t.clock, t.no_news, (select min(due_at) from timers where subject_id = t.id) as alarm
    from tickets t left join ticket_clocks k on k.ticket_id = t.id where t.id = ${ticketId}
    order by k.metric, k.turn`.execute(desk.test.platform.db);
  return rows;
}

/** Whatever may happen to a ticket; what is not allowed now is refused, and changes nothing. */
const steps = {
  wait: async (_: string, minutes: number) => desk.pass(minutes * minuteMs),
  write: async (ticketId: string) => {
    const { db } = desk.test.platform;
    const last = await db
      .selectFrom('messages')
      .select('external_id')
      .where('ticket_id', '=', ticketId)
      .where('external_id', 'is not', null)
      .orderBy('at', 'desc')
      .executeTakeFirst();
    await receive(desk.test, desk.account, { from: 'paty@familia.mx', referenceIds: [last!.external_id!] });
  },
  answer: (ticketId: string) => as(tickets.replyToTicket, ticketId, { text: 'Ya lo reviso.' }),
  answerAndWait: (ticketId: string) =>
    as(tickets.replyToTicket, ticketId, { text: '¿Cuál?', andThen: 'wait' }),
  note: (ticketId: string) => as(tickets.addNote, ticketId, { text: 'Para mí.' }),
  take: (ticketId: string) => as(tickets.takeTicket, ticketId),
  close: (ticketId: string) => as(tickets.closeTicket, ticketId),
  ignore: (ticketId: string) => as(tickets.ignoreTicket, ticketId),
  reopen: (ticketId: string) => as(tickets.reopenTicket, ticketId),
  spam: (ticketId: string) => as(markSpam, ticketId),
  notSpam: (ticketId: string) => as(markNotSpam, ticketId),
  assign: (ticketId: string) => as(tickets.assignTicket, ticketId, { agentId: desk.admin }),
  release: (ticketId: string) => as(tickets.releaseTicket, ticketId),
  flag: (ticketId: string) => as(tickets.classifyTicket, ticketId, { flag: 'blue' }),
  hurry: (ticketId: string) =>
    as(tickets.classifyTicket, ticketId, { priorityKey: 'urgent', priorityReason: 'Lo pide la directora' }),
  unhurry: (ticketId: string) =>
    as(tickets.classifyTicket, ticketId, { priorityKey: null, priorityReason: 'Ya no urge' }),
  setDate: (ticketId: string, minutes: number) =>
    as(tickets.classifyTicket, ticketId, {
      dueAt: new Date(desk.test.clock.now().getTime() + minutes * minuteMs).toISOString(),
    }),
  noDate: (ticketId: string) => as(tickets.classifyTicket, ticketId, { dueAt: null }),
  move: (ticketId: string) => as(setTicketDepartment, ticketId, { departmentId }),
  moveBack: (ticketId: string) => as(setTicketDepartment, ticketId, { departmentId: null }),
} as const;

const as = (contract: Parameters<typeof desk.test.call>[0], ticketId: string, body?: object) =>
  desk.test.call(contract, { as: desk.ana, params: { ticketId }, ...(body ? { body } : {}) } as never);

const step = fc.record({
  name: fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[])),
  minutes: fc.integer({ min: 1, max: 60 * 30 }),
  isSettled: fc.boolean(),
});

it('counted again from the log alone, the clocks of a ticket are what they were, whatever happened to it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (script) => {
      const { ticketId } = await receive(desk.test, desk.account, { from: 'paty@familia.mx' });
      for (const { name, minutes, isSettled } of script) {
        // Some things happen in one instant, most a while after one another.
        desk.test.clock.advance((minutes % 7) * minuteMs);
        await steps[name](ticketId!, minutes);
        if (isSettled) await desk.test.settle();
      }
      await desk.test.settle();
      const before = await rowsOf(ticketId!);
      const told = await desk.toldOf(ticketId!);
      await recount(ticketId!);
      expect(await rowsOf(ticketId!)).toEqual(before);
      expect(await desk.toldOf(ticketId!)).toEqual(told);
      // What ended under other rules than those of now keeps them, so only a ticket that always had one is made from nothing.
      if (script.some(({ name }) => ['move', 'hurry', 'setDate'].includes(name))) return;
      await sql`delete from ticket_clocks where ticket_id = ${ticketId}`.execute(desk.test.platform.db);
      await recount(ticketId!);
      expect(await rowsOf(ticketId!)).toEqual(before);
    }),
    { numRuns: 25, endOnFailure: true },
  );
}, 120_000);

it('the ledger of time is made again from the log alone, row by row, after whatever happened to every ticket', async () => {
  const { db } = desk.test.platform;
  const ledger = async () =>
    (
      await sql`select ticket_id, status_key, status_category, waiting_on, owner_id, started_at, ended_at,
          opened_by_event, closed_by_event
        from ticket_intervals order by ticket_id, opened_by_event`.execute(db)
    ).rows;
  const before = await ledger();
  expect(before.length).toBeGreaterThan(40);
  await sql`delete from ticket_intervals`.execute(db);
  await sql`update event_cursors set pos = 0 where consumer = 'record-interval.on-ticket-changed'`.execute(
    db,
  );
  await desk.test.settle();
  expect(await ledger()).toEqual(before);
  // Read from the beginning once more it writes nothing.
  await sql`update event_cursors set pos = 0 where consumer = 'record-interval.on-ticket-changed'`.execute(
    db,
  );
  await desk.test.settle();
  expect(await ledger()).toEqual(before);
});

async function recount(ticketId: string) {
  const { transact } = desk.test.platform;
  await transact({ actor: systemActor }, (work) =>
    runClocks({ ticketIds: [ticketId], isQuiet: true }, work, { books: createCalendarBooks() }),
  );
}

it('what comes in its hour is told once where two processes work and one dies with it in hand', async () => {
  const other = await createTestApp({ beside: desk.test });
  const ids: string[] = [];
  for (let n = 0; n < 12; n += 1) {
    const { ticketId } = await receive(desk.test, desk.account, { from: `p${n}@familia.mx` });
    ids.push(ticketId!);
  }
  await Promise.all([desk.test.settle(), other.settle()]);
  const { clock } = desk.test;
  clock.set(new Date(clock.now().getTime() + 14 * 24 * hourMs));
  await dieOnce();
  await Promise.all([desk.test.settle(), other.settle()]);
  await Promise.all([other.settle(), desk.test.settle()]);
  for (const ticketId of ids) {
    expect((await desk.toldOf(ticketId)).sort()).toEqual([
      'breached first_response',
      'breached no_news',
      'breached resolution',
    ]);
  }
  await other.close();
});

/** A process that counted everything, and ended before it committed. */
async function dieOnce() {
  const { db, transact } = desk.test.platform;
  const { rows } = await sql<{
    subject_id: string;
  }>`select subject_id from timers where kind = 'sla.clock'`.execute(db);
  const ticketIds = rows.map(({ subject_id }) => subject_id);
  expect(ticketIds.length).toBeGreaterThan(10);
  const died = transact({ actor: systemActor }, async (work) => {
    await runClocks({ ticketIds, isQuiet: false, hasRung: true }, work, { books: createCalendarBooks() });
    throw new Error('killed');
  });
  await expect(died).rejects.toThrow('killed');
}
