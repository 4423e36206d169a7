import type { CalendarDefinition } from '@ventanilla/contracts/calendar-definition';
import { createCalendar } from '@ventanilla/contracts/calendars';
import { createLine } from '@ventanilla/contracts/lines';
import * as contract from '@ventanilla/contracts/organizations';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, seedAgents, type TestApp } from '../../testing/test-app.ts';

let app: TestApp;
let admin: string;
let alba: string;
let keeper: string;

beforeAll(async () => {
  app = await createTestApp();
  [admin, alba, keeper] = (await seedAgents(app, [
    { name: 'Ada Jefa', roleKey: 'admin' },
    { name: 'Alba Ríos', roleKey: 'am' },
    { name: 'Quique Sol' },
  ])) as [string, string, string];
  await sql`insert into roles (key, name, permissions, scope)
    values ('keeper', 'Encargado', '{departments:manage,tickets:read}', 'departments')`.execute(
    app.platform.db,
  );
  await sql`update agents set role_key = 'keeper' where id = ${keeper}`.execute(app.platform.db);
});
afterAll(() => app.close());

const open = [{ from: '08:00', to: '12:00' }];
const mornings: CalendarDefinition = {
  timeZone: 'America/Mexico_City',
  week: {
    monday: open,
    tuesday: open,
    wednesday: open,
    thursday: open,
    friday: open,
    saturday: [],
    sunday: [],
  },
  seasons: [],
  holidays: [],
  openings: [],
};

async function organization(name: string): Promise<string> {
  const { db, ids, clock } = app.platform;
  const id = ids.uuid();
  await sql`insert into organizations (id, name, created_at) values (${id}, ${name}, ${clock.now()})`.execute(
    db,
  );
  return id;
}

const change = (organizationId: string, body: object, { as = admin, version = 1 } = {}) =>
  app.call(contract.updateOrganization, {
    as,
    params: { organizationId },
    body,
    headers: { 'if-match': `"${version}"` },
  });
const changesOf = async (organizationId: string) =>
  (await app.call(contract.listOrganizationChanges, { as: admin, params: { organizationId } })).body.items;

test('who looks after it, its line and its calendar are said, changed and told with names, newest first', async () => {
  const id = await organization('Colegio Altamira');
  const { body: line } = await app.call(createLine, { as: admin, body: { name: 'Educación' } });
  const { body: calendar } = await app.call(createCalendar, {
    as: admin,
    body: { name: 'Matutino', definition: mornings },
  });
  const said = await change(id, { accountManagerId: alba, lineId: line.id, calendarId: calendar.id });
  expect(said.body).toMatchObject({
    accountManager: { id: alba, name: 'Alba Ríos' },
    successManager: null,
    line: { name: 'Educación' },
    calendar: { name: 'Matutino' },
    version: 2,
  });
  await change(id, { accountManagerId: null, successManagerId: admin }, { version: 2 });
  const told = (await changesOf(id)).map(({ by, part, from, to }) => [by, part, from, to]);
  expect(told).toHaveLength(5);
  expect(told.slice(0, 2)).toEqual([
    ['Ada Jefa', 'accountManager', 'Alba Ríos', null],
    ['Ada Jefa', 'successManager', null, 'Ada Jefa'],
  ]);
  expect(told).toContainEqual(['Ada Jefa', 'calendar', null, 'Matutino']);
});

test('what is the same changes nothing, and who looks at an old version is told so', async () => {
  const id = await organization('Grupo Norte');
  expect((await change(id, { lineId: null })).body.version).toBe(1);
  expect(await changesOf(id)).toEqual([]);
  await change(id, { accountManagerId: alba });
  expect((await change(id, { accountManagerId: null })).code).toBe('organizations.stale_version');
});

test('nobody who is blocked or unknown looks after it, and of what is not there nothing is taken', async () => {
  const id = await organization('Academia Sur');
  const ghost = '01890000-0000-7000-8000-000000000000';
  await sql`update agents set active = false where id = ${alba}`.execute(app.platform.db);
  try {
    expect((await change(id, { accountManagerId: alba })).code).toBe('agents.not_found');
  } finally {
    await sql`update agents set active = true where id = ${alba}`.execute(app.platform.db);
  }
  expect((await change(id, { successManagerId: ghost })).code).toBe('agents.not_found');
  expect((await change(id, { lineId: ghost })).code).toBe('lines.not_found');
  expect((await change(id, { calendarId: ghost })).code).toBe('calendars.not_found');
  expect((await change(ghost, {})).code).toBe('organizations.not_found');
});

test('whoever sees only their departments opens the tickets of an organization to nobody', async () => {
  const id = await organization('Liceo Oriente');
  for (const body of [{ accountManagerId: keeper }, { successManagerId: alba }])
    expect((await change(id, body, { as: keeper })).code).toBe('auth.forbidden');
  expect((await change(id, { lineId: null }, { as: keeper })).status).toBe(200);
});

test('they are found by part of their name and come in pages', async () => {
  const list = (query: object) => app.call(contract.listOrganizationSettings, { as: admin, query });
  const first = await list({ limit: 2 });
  expect(first.body.items.map(({ name }) => name)).toEqual(['Academia Sur', 'Colegio Altamira']);
  const next = await list({ limit: 2, cursor: first.body.nextCursor! });
  expect(next.body.items.map(({ name }) => name)).toEqual(['Grupo Norte', 'Liceo Oriente']);
  expect((await list({ q: 'oriente' })).body.items.map(({ name }) => name)).toEqual(['Liceo Oriente']);
});
