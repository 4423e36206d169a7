import { readBoard } from '@ventanilla/contracts/board-content';
import { createDepartment, setTicketDepartment } from '@ventanilla/contracts/departments';
import { searchTickets } from '@ventanilla/contracts/search';
import * as contract from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receive } from '../../testing/received.ts';
import { seedAgents } from '../../testing/test-app.ts';
import { openTestDesk, type TestDesk } from './test-ground/desk.ts';

let desk: TestDesk;
let admin: string;
beforeAll(async () => {
  desk = await openTestDesk();
  [admin] = (await seedAgents(desk.app, [{ name: 'Ada Jefa', roleKey: 'admin' }])) as [string];
});
afterAll(() => desk.app.close());

const see = async (ticketId: string, as: string) =>
  (await desk.app.call(contract.getTicket, { as, params: { ticketId } })).status;

async function organization(name: string, { account, success }: { account?: string; success?: string }) {
  const { db, ids, clock } = desk.app.platform;
  const id = ids.uuid();
  await sql`insert into organizations (id, name, account_manager_id, success_manager_id, created_at)
    values (${id}, ${name}, ${account ?? null}::uuid, ${success ?? null}::uuid, ${clock.now()})`.execute(db);
  return id;
}

/** A new ticket of somebody, of an organization where one is named. */
async function newTicket(from: string, organizationId: string | null = null): Promise<string> {
  const { ticketId } = await receive(desk.app, desk.account, { from });
  await sql`update tickets set organization_id = ${organizationId}::uuid where id = ${ticketId}`.execute(
    desk.app.platform.db,
  );
  return ticketId;
}

test('a portfolio is what its account or success manager sees, and what they have themselves; nothing else anywhere', async () => {
  const { db } = desk.app.platform;
  const [alba, caro] = (await seedAgents(desk.app, [
    { name: 'Alba Ríos', roleKey: 'am' },
    { name: 'Caro Lema', roleKey: 'csm' },
  ])) as [string, string];
  const valle = await organization('Escuelas del Valle', { account: alba, success: caro });
  const theirs = await newTicket('cartera@valle.mx', valle);
  const foreign = await newTicket('ajeno@x.mx', await organization('Academia Sur', { account: caro }));
  const nobodys = await newTicket('sin-casa@x.mx');
  for (const [as, seen] of [
    [alba, [200, 404, 404]],
    [caro, [200, 200, 404]],
  ] as const)
    expect([await see(theirs, as), await see(foreign, as), await see(nobodys, as)]).toEqual(seen);
  const { body: systems } = await desk.app.call(createDepartment, {
    as: admin,
    body: { name: 'Sistemas', memberIds: [] },
  });
  await desk.app.call(setTicketDepartment, {
    as: admin,
    params: { ticketId: theirs },
    body: { departmentId: systems.id },
  });
  expect(await see(theirs, alba)).toBe(200);
  const found = async (q: string) =>
    (await desk.app.call(searchTickets, { as: alba, query: { q } })).body.items.map(({ id }) => id);
  expect([await found('cartera'), await found('ajeno'), await found('casa')]).toEqual([[theirs], [], []]);
  const { body: board } = await desk.app.call(readBoard, { as: alba, params: { boardId: 'default' } });
  expect(board.columns.flatMap(({ items }) => items.map(({ id }) => id))).toEqual([theirs]);
  expect(board.columns.map(({ count }) => count.value)).toEqual([1, 0, 0]);
  await desk.app.call(contract.assignTicket, {
    as: admin,
    params: { ticketId: foreign },
    body: { agentId: alba },
  });
  expect(await see(foreign, alba)).toBe(200);
  await sql`update organizations set account_manager_id = null where id = ${valle}`.execute(db);
  expect([await see(theirs, alba), await see(theirs, caro)]).toEqual([404, 200]);
});
