import { getTicketRules, setTicketRules } from '@ventanilla/contracts/ticket-rules';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receive, seedMailbox } from '../../testing/received.ts';
import { createTestApp, seedAgents, type TestApp } from '../../testing/test-app.ts';

let app: TestApp;
let account: string;
let admin: string;
let agent: string;
beforeAll(async () => {
  app = await createTestApp();
  account = await seedMailbox(app);
  [admin, agent] = (await seedAgents(app, [
    { name: 'Rosa Gil', roleKey: 'admin' },
    { name: 'Ana Solis' },
  ])) as [string, string];
});
afterAll(() => app.close());

const rules = async () => (await app.call(getTicketRules, { as: admin })).body;
const set = (reopenDays: number, as = admin) => app.call(setTicketRules, { as, body: { reopenDays } });

/** Whether an answer to a ticket closed a day ago reopens it. */
async function reopens(): Promise<boolean> {
  const first = await receive(app, account, { from: 'ana@cliente.mx' });
  const yesterday = new Date(app.clock.now().getTime() - 86_400_000);
  await sql`update tickets set status_key = 'closed', status_category = 'closed', closed_at = ${yesterday}
    where id = ${first.ticketId}`.execute(app.platform.db);
  const { rows } = await sql<{ external_id: string }>`
    select external_id from messages where ticket_id = ${first.ticketId}`.execute(app.platform.db);
  const referenceIds = [rows[0]!.external_id];
  const answer = await receive(app, account, { from: 'ana@cliente.mx', referenceIds });
  return answer.ticketId === first.ticketId;
}

test('an answer opens another ticket until an administrator says within how many days it reopens', async () => {
  expect(await rules()).toEqual({ reopenDays: 0 });
  expect(await reopens()).toBe(false);
  expect((await set(7)).body).toEqual({ reopenDays: 7 });
  expect(await rules()).toEqual({ reopenDays: 7 });
  expect(await reopens()).toBe(true);
  await set(0);
  expect(await reopens()).toBe(false);
});

test.each([-1, 366, 1.5])('%s days are refused', async (days) => {
  expect((await set(days)).code).toBe('http.invalid_request');
});

test('an agent neither sees nor changes it', async () => {
  expect((await set(3, agent)).code).toBe('auth.forbidden');
  expect((await app.call(getTicketRules, { as: agent })).code).toBe('auth.forbidden');
});
