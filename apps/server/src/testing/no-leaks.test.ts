import { allRoutes } from '@ventanilla/contracts';
import { createField } from '@ventanilla/contracts/classification';
import { createDepartment, setTicketDepartment } from '@ventanilla/contracts/departments';
import type { RouteContract } from '@ventanilla/contracts/route';
import { addNote, classifyTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedMailbox } from './mail.ts';
import { receive } from './received.ts';
import { createTestApp, seedAgents, type TestApp } from './test-app.ts';

/** In everything that the hidden ticket says: subject, text, note, fields, file, the person and their address. */
const mark = 'zafiro';
/** The directory is everybody's who reads people: whom one answers is known beyond one's department. */
const ofTheDirectory = ['findContacts', 'findOrganizations'];

let app: TestApp;
let carla: string;
let admin: string;
let ticketId: string;
/** What a path or a query may ask of it, by the name of the parameter. */
let ids: Record<string, string>;

beforeAll(async () => {
  app = await createTestApp();
  const account = await seedMailbox(app);
  [admin, carla] = (await seedAgents(app, [
    { name: 'Ada Jefa', roleKey: 'admin' },
    { name: 'Carla Nava', roleKey: 'department_agent' },
  ])) as [string, string];
  const made = await receive(app, account, {
    from: `${mark}@cliente.mx`,
    name: `Persona ${mark}`,
    subject: `Asunto ${mark}`,
    text: `Texto ${mark}`,
  });
  ticketId = made.ticketId;
  const body = { name: 'Sistemas', memberIds: [] };
  const { body: department } = await app.call(createDepartment, { as: admin, body });
  await app.call(createDepartment, { as: admin, body: { name: 'Soporte', memberIds: [carla] } });
  const params = { ticketId };
  await app.call(addNote, { as: admin, params, body: { text: `Nota ${mark}` } });
  const { body: field } = await app.call(createField, { as: admin, body: { name: 'Dato', kind: 'text' } });
  await app.call(classifyTicket, { as: admin, params, body: { fields: { [field.key]: `Valor ${mark}` } } });
  await app.call(setTicketDepartment, { as: admin, params, body: { departmentId: department.id } });
  const { rows } = await sql<{ message_id: string; contact_id: string }>`
    select m.id as message_id, t.requester_id as contact_id
    from messages m join tickets t on t.id = m.ticket_id where t.id = ${ticketId} limit 1`.execute(
    app.platform.db,
  );
  const { message_id: messageId, contact_id: contactId } = rows[0]!;
  ids = {
    ticketId,
    messageId,
    contactId,
    ids: ticketId,
    ticketIds: ticketId,
    q: mark,
    requesterId: contactId,
  };
});
afterAll(() => app.close());

/** The text of an answer to a request that asks for the hidden ticket wherever it can. */
async function ask(contract: RouteContract, as: string): Promise<string> {
  const path = contract.path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? ticketId);
  const asked = Object.keys(contract.query?.shape ?? {}).filter((name) => ids[name] !== undefined);
  const query = new URLSearchParams(asked.map((name) => [name, ids[name]!]));
  const hasBody = contract.method !== 'GET' && contract.method !== 'DELETE';
  const response = await app.app.http.inject({
    method: contract.method,
    url: `${path}?${query}`,
    headers: {
      'x-test-agent': as,
      'if-match': '"1"',
      ...(hasBody ? { 'content-type': contract.rawBody?.contentTypes[0] ?? 'application/json' } : {}),
    },
    ...(hasBody ? { payload: contract.rawBody ? Buffer.alloc(0) : JSON.stringify({ ticketId }) } : {}),
  });
  return response.body;
}

const routes = allRoutes.filter(
  ({ operationId, access }) =>
    operationId !== 'openLive' && access !== 'public' && !ofTheDirectory.includes(operationId),
);

test('A21: whatever route is asked, nothing of another department’s ticket comes back', async () => {
  const leaking = [];
  for (const contract of routes) {
    if ((await ask(contract, carla)).toLowerCase().includes(mark)) leaking.push(contract.operationId);
  }
  expect(leaking).toEqual([]);
});

test('A21: asked the same by somebody who sees everything, many answers are full of it', async () => {
  const telling = [];
  for (const contract of routes.filter(({ method }) => method === 'GET')) {
    if ((await ask(contract, admin)).toLowerCase().includes(mark)) telling.push(contract.operationId);
  }
  expect(telling).toEqual(
    expect.arrayContaining(['getTicket', 'listTicketMessages', 'getBoard', 'getCards', 'searchTickets']),
  );
});
