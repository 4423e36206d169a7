import { createDepartment, setTicketDepartment } from '@ventanilla/contracts/departments';
import { assignTicket, closeTicket, replyToTicket, takeTicket } from '@ventanilla/contracts/tickets';
import * as contract from '@ventanilla/contracts/triage';
import { defaultTriageWeights } from '@ventanilla/contracts/triage.rules';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { receive, seedMailbox } from '../../testing/received.ts';
import { createTestApp, seedAgents, type TestApp } from '../../testing/test-app.ts';

let desk: { app: TestApp; account: string; ana: string; beto: string; sofia: string };
let admin: string;
let guest: string;

beforeAll(async () => {
  const app = await createTestApp();
  const account = await seedMailbox(app);
  const [ana, beto, sofia] = (await seedAgents(app, [
    { name: 'Ana Solis' },
    { name: 'Beto Ruiz' },
    { name: 'Sofia Jefa', roleKey: 'supervisor' },
  ])) as [string, string, string];
  [admin, guest] = (await seedAgents(app, [
    { name: 'Ada Jefa', roleKey: 'admin' },
    { name: 'Gil Parra', roleKey: 'department_agent' },
  ])) as [string, string];
  desk = { app, account, ana, beto, sofia };
});
afterAll(() => desk.app.close());
/** Nothing waits but what each test brings. */
beforeEach(() => run(sql`update tickets set is_spam = true`));

const hourMs = 3_600_000;
const run = (query: ReturnType<typeof sql>) => query.execute(desk.app.platform.db);

/** A customer's ticket that came so many hours ago. */
async function ticket(
  from: string,
  { hoursAgo = 1, priority }: { hoursAgo?: number; priority?: string } = {},
) {
  const at = new Date(desk.app.clock.now().getTime() - hoursAgo * hourMs);
  const { ticketId } = await receive(desk.app, desk.account, { from, at }, { now: at });
  if (priority) await run(sql`update tickets set priority_key = ${priority} where id = ${ticketId}`);
  return ticketId;
}
const queue = async (as: string, query: { departmentId?: string } = {}) =>
  (await desk.app.call(contract.getTriageQueue, { as, query })).body;
const order = async (as: string) => (await queue(as)).items.map(({ id }) => id);
const step = (as: string, ticketId: string, outcome: contract.TriageOutcome) =>
  desk.app.call(contract.recordTriageStep, { as, params: { ticketId }, body: { outcome } });

describe('the queue', () => {
  test('puts what presses first, and tells the facts of each place', async () => {
    const calm = await ticket('calma@x.mx', { hoursAgo: 2, priority: 'normal' });
    const critical = await ticket('critico@x.mx', { hoursAgo: 1, priority: 'critical' });
    const unsaid = await ticket('nadie@x.mx', { hoursAgo: 1 });
    const due = new Date(desk.app.clock.now().getTime() + 12 * 60_000);
    const shown = { metric: 'first_response', state: 'running', startedAt: due, warnAt: due, dueAt: due };
    await run(sql`update tickets set clock = ${JSON.stringify(shown)}::jsonb where id = ${critical}`);
    const { items, count, round, weights } = await queue(desk.ana);
    expect(items.map(({ id }) => id)).toEqual([critical, unsaid, calm]);
    expect(count).toEqual({ value: 3, capped: false });
    expect(weights).toEqual(defaultTriageWeights);
    expect(round).toMatchObject({ day: '2026-03-02', doneCount: 0, pausedAt: null, paceMs: null });
    expect(items[0]).toMatchObject({
      facts: { priorityRank: 3, priorityCount: 4, clockDueAt: due.toISOString(), isOwned: false },
      points: { priority: 30, unowned: 5, messages: 0 },
    });
    expect(items[0]!.points.clock).toBeCloseTo(40 * 0.8 * (1 - 0.2 / 8), 6);
    expect(items[0]!.score).toBeCloseTo(Object.values(items[0]!.points).reduce((a, b) => a + b));
  });

  test('counts what the customer wrote since our last word, and what their tags say', async () => {
    const id = await ticket('insiste@x.mx', { priority: 'normal' });
    await run(sql`insert into messages (id, ticket_id, direction, visibility, author_kind, at)
      select gen_random_uuid(), ${id}, 'in', 'public', 'customer', ${desk.app.clock.now()} from generate_series(1, 2)`);
    await run(sql`insert into contact_tags (contact_id, tag_key)
      select t.requester_id, k.key from tickets t, tags k where t.id = ${id} and k.mark = 'difficult_customer'`);
    const [item] = (await queue(desk.ana)).items;
    expect(item!.facts).toMatchObject({ unansweredCount: 3, marks: ['difficult_customer'] });
    expect(item!.points).toMatchObject({ marks: 7.5 });
  });

  test('holds one’s own and nobody’s; of a department, everybody’s', async () => {
    const [mine, other, nobodys] = [await ticket('a@x.mx'), await ticket('b@x.mx'), await ticket('c@x.mx')];
    const assign = (ticketId: string, agentId: string) =>
      desk.app.call(assignTicket, { as: admin, params: { ticketId }, body: { agentId } });
    await assign(mine, desk.ana);
    await assign(other, desk.beto);
    expect((await order(desk.ana)).sort()).toEqual([mine, nobodys].sort());
    const { body: support } = await desk.app.call(createDepartment, {
      as: admin,
      body: { name: 'Soporte', memberIds: [] },
    });
    await desk.app.call(setTicketDepartment, {
      as: admin,
      params: { ticketId: other },
      body: { departmentId: support.id },
    });
    expect((await queue(desk.ana, { departmentId: support.id })).items.map(({ id }) => id)).toEqual([other]);
    expect((await queue(guest, { departmentId: support.id })).items).toEqual([]);
    expect((await step(guest, other, 'settled')).status).toBe(404);
  });

  test('leaves out what is one’s own, has its priority and waits for the customer', async () => {
    const id = await ticket('contestado@x.mx', { priority: 'normal' });
    await desk.app.call(takeTicket, { as: desk.ana, params: { ticketId: id } });
    await desk.app.call(replyToTicket, {
      as: desk.ana,
      params: { ticketId: id },
      body: { text: 'Hola, ya lo reviso.' },
    });
    expect(await order(desk.ana)).toEqual([]);
    await run(sql`update tickets set no_news = true where id = ${id}`);
    expect(await order(desk.ana)).toEqual([id]);
    await run(sql`update tickets set no_news = false where id = ${id}`);
    await desk.app.call(closeTicket, { as: desk.ana, params: { ticketId: id } });
  });
});

describe('a round', () => {
  test('what is done leaves, what is skipped goes last, what is taken back returns; all of it is kept for the day', async () => {
    const first = await ticket('uno@x.mx', { hoursAgo: 9, priority: 'critical' });
    const second = await ticket('dos@x.mx', { hoursAgo: 5, priority: 'urgent' });
    const third = await ticket('tres@x.mx', { hoursAgo: 1, priority: 'normal' });
    expect(await order(desk.ana)).toEqual([first, second, third]);
    expect((await step(desk.ana, first, 'skipped')).body).toMatchObject({ skippedCount: 1, doneCount: 0 });
    expect(await order(desk.ana)).toEqual([second, third, first]);
    desk.app.clock.advance(60_000);
    await step(desk.ana, second, 'settled');
    desk.app.clock.advance(120_000);
    expect((await step(desk.ana, third, 'answered')).body).toMatchObject({
      doneCount: 2,
      answeredCount: 1,
      paceMs: 90_000,
    });
    const after = await queue(desk.ana);
    expect(after.items.map(({ id }) => id)).toEqual([first]);
    expect(after.done.map(({ card, outcome }) => [card.id, outcome])).toEqual([
      [third, 'answered'],
      [second, 'settled'],
    ]);
    expect(await order(desk.beto)).toEqual([first, second, third]);
    const back = await desk.app.call(contract.removeTriageStep, {
      as: desk.ana,
      params: { ticketId: second },
    });
    expect(back.body).toMatchObject({ doneCount: 1 });
    expect(await order(desk.ana)).toEqual([second, first]);
  });

  test('what was done comes back when its customer writes again', async () => {
    const id = await ticket('otra-vez@x.mx');
    await step(desk.ana, id, 'settled');
    expect(await order(desk.ana)).toEqual([]);
    desk.app.clock.advance(1000);
    await run(sql`update tickets set customer_last_at = ${desk.app.clock.now()} where id = ${id}`);
    expect(await order(desk.ana)).toEqual([id]);
  });

  test('is paused and gone on with; another day is another round', async () => {
    const pause = (paused: boolean) =>
      desk.app.call(contract.setTriagePause, { as: desk.ana, body: { paused } });
    const at = desk.app.clock.now().toISOString();
    expect((await pause(true)).body.pausedAt).toBe(at);
    desk.app.clock.advance(1000);
    expect((await pause(true)).body.pausedAt).toBe(at);
    expect((await queue(desk.ana)).round.pausedAt).toBe(at);
    expect((await pause(false)).body.pausedAt).toBeNull();
    desk.app.clock.advance(24 * hourMs);
    expect((await queue(desk.ana)).round).toMatchObject({ day: '2026-03-03', doneCount: 0 });
  });
});

describe('who does not agree', () => {
  test('moves a ticket for their day, and administrators read why', async () => {
    const [first, second] = [
      await ticket('x@x.mx', { priority: 'critical' }),
      await ticket('y@x.mx', { priority: 'normal' }),
    ];
    const params = { ticketId: second };
    const body = { placement: 'up' as const, reason: 'Es el evento de mañana' };
    expect((await desk.app.call(contract.disagreeWithTriage, { as: desk.ana, params, body })).status).toBe(
      204,
    );
    expect(await order(desk.ana)).toEqual([second, first]);
    expect(await order(desk.beto)).toEqual([first, second]);
    const said = (await desk.app.call(contract.listTriageDisagreements, { as: admin })).body.items;
    expect(said).toEqual([
      expect.objectContaining({
        ...body,
        agentName: 'Ana Solis',
        ticket: expect.objectContaining({ id: second }),
      }),
    ]);
    expect((await desk.app.call(contract.listTriageDisagreements, { as: desk.ana })).status).toBe(403);
    await desk.app.call(contract.withdrawDisagreement, { as: desk.ana, params });
    expect(await order(desk.ana)).toEqual([first, second]);
  });
});

describe('the weights', () => {
  test('change the order, are kept as they were, and are never written over by who did not see them', async () => {
    const old = await ticket('viejo@x.mx', { hoursAgo: 20, priority: 'normal' });
    const critical = await ticket('nuevo@x.mx', { hoursAgo: 0, priority: 'critical' });
    expect(await order(desk.ana)).toEqual([critical, old]);
    const weights = { ...defaultTriageWeights, priority: 0, waiting: 100 };
    const set = (version: number, as = admin) =>
      desk.app.call(contract.setTriageWeights, {
        as,
        body: { weights },
        headers: { 'if-match': `"${version}"` },
      });
    expect((await set(0, desk.ana)).status).toBe(403);
    const { body } = await set(0);
    expect(body).toMatchObject({ weights, version: 1, changes: [{ version: 1, agentName: 'Ada Jefa' }] });
    expect((await set(0)).code).toBe('triage.stale_version');
    expect(await order(desk.ana)).toEqual([old, critical]);
    const { rows } = (await run(
      sql`select details from audit_log where action = 'triage.weights_changed'`,
    )) as { rows: { details: unknown }[] };
    expect(rows).toEqual([{ details: { from: defaultTriageWeights, to: weights } }]);
  });
});

describe('who might have it', () => {
  const advice = async (ticketId: string, as = desk.ana) =>
    (await desk.app.call(contract.getOwnerAdvice, { as, params: { ticketId } })).body.owner;

  test('nobody where nothing speaks for anybody; who attended them last; of the department, who has the fewest', async () => {
    const before = await ticket('conocida@x.mx');
    expect(await advice(before)).toBeNull();
    await desk.app.call(takeTicket, { as: desk.beto, params: { ticketId: before } });
    expect(await advice(before)).toBeNull();
    const next = await ticket('conocida@x.mx');
    expect(await advice(next)).toMatchObject({ id: desk.beto, why: 'requester' });
    const { body: area } = await desk.app.call(createDepartment, {
      as: admin,
      body: { name: 'Sistemas', memberIds: [desk.ana, desk.sofia] },
    });
    const put = (ticketId: string) =>
      desk.app.call(setTicketDepartment, {
        as: admin,
        params: { ticketId },
        body: { departmentId: area.id },
      });
    const foreign = await ticket('desconocida@x.mx');
    await put(foreign);
    expect(await advice(foreign, guest).catch(() => null)).toBeUndefined();
    const inArea = await ticket('otra@x.mx');
    await put(inArea);
    await desk.app.call(takeTicket, { as: desk.ana, params: { ticketId: inArea } });
    expect(await advice(foreign)).toMatchObject({ id: desk.sofia, why: 'fewest_open', openCount: 0 });
    // What Sofia has elsewhere is not counted for whoever does not see it.
    const { body: other } = await desk.app.call(createDepartment, { as: admin, body: { name: 'Cobranza' } });
    for (const [owner, department] of [
      [desk.sofia, other.id],
      [desk.sofia, other.id],
      [guest, area.id],
    ])
      await run(sql`update tickets set owner_id = ${owner}, department_id = ${department}
        where id = ${await ticket(`${owner}@x.mx`)}`);
    await run(sql`insert into agent_departments (agent_id, department_id) values (${guest}, ${area.id})`);
    expect(await advice(foreign)).toMatchObject({ id: desk.ana, openCount: 1 });
    expect(await advice(foreign, guest)).toMatchObject({ id: desk.sofia, openCount: 0 });
  });
});
