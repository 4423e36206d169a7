import { createDepartment, setTicketDepartment } from '@ventanilla/contracts/departments';
import { type SlaPolicyBody, updateSlaPolicy } from '@ventanilla/contracts/sla';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemActor } from '../../platform/actor.ts';
import { createCalendarBooks } from '../calendar/index.ts';
import { runOutdatedClocks } from './commands/run-clocks.ts';
import { recountClocks } from './sla.timers.ts';
import { hours, openSlaDesk, policy, promise, type SlaDesk } from './test-ground/sla-desk.ts';

let desk: SlaDesk;
beforeAll(async () => {
  desk = await openSlaDesk();
});
afterAll(() => desk.test.close());

/** A mark on every clock that only counting anew takes away. */
const spoil = () => sql`update ticket_clocks set limit_ms = 1`.execute(desk.test.platform.db);

/** Which of some tickets still have the mark. */
async function spoilt(ticketIds: readonly string[]): Promise<boolean[]> {
  const { rows } = await sql<{ ticket_id: string; limit_ms: number }>`
    select ticket_id, limit_ms from ticket_clocks where ended_at is null`.execute(desk.test.platform.db);
  return ticketIds.map((id) =>
    rows.some(({ ticket_id, limit_ms }) => ticket_id === id && Number(limit_ms) === 1),
  );
}

async function recount() {
  await desk.test.platform.transact({ actor: systemActor }, recountClocks);
  await desk.test.settle();
}

it('only what runs by other rules is counted anew, and a ticket whose clock is gone gets it back', async () => {
  const { body: department } = await desk.test.call(createDepartment, {
    as: desk.admin,
    body: { name: 'Pagos' },
  });
  const said: Partial<SlaPolicyBody> = {
    name: 'Pagos',
    filter: { field: 'department', op: 'any_of', values: [department.id] },
  };
  const ofPayments = await promise(desk, said);
  const [general, payments, gone] = [
    await desk.arrive(),
    await desk.arrive({ from: 'b@familia.mx' }),
    await desk.arrive({ from: 'c@familia.mx' }),
  ];
  await desk.test.call(setTicketDepartment, {
    as: desk.ana,
    params: { ticketId: payments },
    body: { departmentId: department.id },
  });
  await desk.test.settle();

  await spoil();
  await sql`delete from ticket_clocks where ticket_id = ${gone}`.execute(desk.test.platform.db);
  await recount();
  expect(await spoilt([general, payments])).toEqual([true, true]);
  expect(await desk.clocksOf(gone)).toMatchObject([{ metric: 'first_response', state: 'running' }]);

  await desk.test.call(updateSlaPolicy, {
    as: desk.admin,
    params: { policyId: ofPayments.id },
    headers: { 'if-match': `"${ofPayments.version}"` },
    body: policy({ ...said, targets: { first_response: { target: hours(2), warn: null } } }),
  });
  await desk.test.settle();
  expect(await spoilt([general, payments])).toEqual([true, false]);
});

it('what is too much for one transaction goes on where the last one ended, and leaves nothing out', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 5; n += 1) ids.push(await desk.arrive({ from: `m${n}@familia.mx` }));
  ids.sort();
  await spoil();
  await sql`update sla_policies set version = version + 1`.execute(desk.test.platform.db);
  const books = createCalendarBooks();
  const step = (ticketIds: readonly string[]) =>
    desk.test.platform.transact({ actor: systemActor }, (work) =>
      runOutdatedClocks({ ticketIds, countMax: 2 }, work, { books }),
    );
  expect(await step(ids)).toBe(ids[1]);
  expect(await spoilt(ids)).toEqual([false, false, true, true, true]);
  expect(await step(ids.slice(2))).toBe(ids[3]);
  expect(await step(ids.slice(4))).toBe(ids[4]);
  expect(await spoilt(ids)).toEqual(ids.map(() => false));
  expect(await step(ids)).toBe(ids[4]);
  expect(await step([])).toBeNull();
});
