import {
  createCalendar,
  deleteCalendar,
  getCalendar,
  listCalendars,
  listCalendarVersions,
  previewCalendar,
  updateCalendar,
} from '@ventanilla/contracts/calendars';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, seedAgents, type TestApp } from '../../testing/test-app.ts';
import { createBusinessCalendars } from './business-calendars.ts';
import { calendarOf, never, nights } from './time/test-ground/definitions.ts';

let app: TestApp;
let admin = '';
let agent = '';
beforeAll(async () => {
  app = await createTestApp();
  [admin, agent] = (await seedAgents(app, [
    { name: 'Ana', roleKey: 'admin' },
    { name: 'Beto', roleKey: 'agent' },
  ])) as [string, string];
});
afterAll(() => app.close());

const create = (name: string, given: Parameters<typeof calendarOf>[0] = {}) =>
  app.call(createCalendar, { as: admin, body: { name, definition: calendarOf(given) } });
const read = async (calendarId: string) =>
  (await app.call(getCalendar, { as: admin, params: { calendarId } })).body;
const change = async (calendarId: string, body: object, version?: number) =>
  app.call(updateCalendar, {
    as: admin,
    params: { calendarId },
    body,
    headers: { 'if-match': `"${version ?? (await read(calendarId)).version}"` },
  });
const remove = (calendarId: string) => app.call(deleteCalendar, { as: admin, params: { calendarId } });
const preview = (given: Parameters<typeof calendarOf>[0], body: object = {}) =>
  app.call(previewCalendar, {
    as: admin,
    body: { definition: calendarOf(given), month: '2026-03', ...body },
  });

test('the first calendar is the default, and the list says what each is doing now', async () => {
  // Monday 2 March 2026, noon in Santiago.
  const office = await create('Oficina');
  expect(office).toMatchObject({ status: 201, body: { isDefault: true, version: 1 } });
  await create('Guardia', { week: nights, timeZone: 'Europe/Madrid' });
  await create('Cerrado', { week: never });
  expect((await app.call(listCalendars, { as: admin })).body.items).toEqual([
    expect.objectContaining({ name: 'Cerrado', isOpen: false, nextOpening: null, nextClosing: null }),
    expect.objectContaining({
      name: 'Guardia',
      timeZone: 'Europe/Madrid',
      isDefault: false,
      isOpen: false,
      nextOpening: '2026-03-02T21:00:00.000Z',
      nextClosing: '2026-03-03T05:00:00.000Z',
    }),
    expect.objectContaining({
      name: 'Oficina',
      isDefault: true,
      isOpen: true,
      nextOpening: '2026-03-02T15:00:00.000Z',
      nextClosing: '2026-03-02T16:00:00.000Z',
    }),
  ]);
});

test('a change is a version that says what changed and who did it, and is told by ids alone', async () => {
  const { body } = await create('Soporte');
  const holidays = [{ name: 'Aniversario del colegio', date: '05-20', closed: null }];
  const changed = await change(body.id, { name: 'Soporte técnico', definition: calendarOf({ holidays }) });
  expect(changed).toMatchObject({ status: 200, body: { name: 'Soporte técnico', version: 2 } });
  // The same again, its parts in another order, is no change.
  const { timeZone, ...rest } = calendarOf({ holidays });
  expect((await change(body.id, { definition: { ...rest, timeZone } })).body.version).toBe(2);

  const versions = await app.call(listCalendarVersions, { as: admin, params: { calendarId: body.id } });
  expect(versions.body.items).toEqual([
    expect.objectContaining({
      version: 2,
      actor: { kind: 'agent', id: admin },
      changed: ['name', 'holidays'],
    }),
    expect.objectContaining({ version: 1, changed: [] }),
  ]);
  const { rows } = await sql<{ type: string; payload: object }>`
    select type, payload from events where subject_id = ${body.id} order by id`.execute(app.platform.db);
  expect(rows).toEqual([
    { type: 'calendar.created', payload: { calendarId: body.id } },
    {
      type: 'calendar.changed',
      payload: { calendarId: body.id, version: 2, hoursChanged: true, becameDefault: false },
    },
  ]);
});

test('whoever saw an older version changes nothing, and no two calendars have one name', async () => {
  const { body } = await create('Ventas');
  expect((await create('VENTAS')).code).toBe('calendars.name_taken');
  expect((await change(body.id, { name: 'Guardia' })).code).toBe('calendars.name_taken');
  expect((await change(body.id, { name: 'Ventas y más' }, 7)).code).toBe('calendars.stale_version');
  expect(await read(body.id)).toMatchObject({ name: 'Ventas', version: 1 });
});

test('exactly one calendar is the default, and it stays', async () => {
  const { body } = await create('Nuevo de siempre');
  const former = (await app.call(listCalendars, { as: admin })).body.items.find(
    ({ isDefault }) => isDefault,
  )!;
  expect((await change(body.id, { isDefault: true })).body).toMatchObject({ isDefault: true, version: 2 });
  expect((await read(former.id)).isDefault).toBe(false);
  expect((await remove(body.id)).code).toBe('calendars.default_stays');
  expect((await remove(former.id)).status).toBe(204);
  expect((await app.call(getCalendar, { as: admin, params: { calendarId: former.id } })).code).toBe(
    'calendars.not_found',
  );
});

test('a calendar that something uses is not removed', async () => {
  const { body } = await create('En uso');
  const owner = new pg.Client({ connectionString: app.database.ownerUrl });
  await owner.connect();
  await owner.query(`create table uses_of_calendars (calendar_id uuid references calendars (id));
    insert into uses_of_calendars values ('${body.id}')`);
  await owner.end();
  expect((await remove(body.id)).code).toBe('calendars.in_use');
  expect((await read(body.id)).name).toBe('En uso');
});

test('an agent has no business with calendars', async () => {
  expect((await app.call(listCalendars, { as: agent })).code).toBe('auth.forbidden');
});

test('a calendar is ready for arithmetic until it changes', async () => {
  const { body } = await create('Calculado');
  const calendars = createBusinessCalendars();
  const load = () => calendars.load({ calendarId: body.id }, app.platform.db);
  const first = await load();
  expect(await load()).toBe(first);
  await change(body.id, { definition: calendarOf({ timeZone: 'Europe/Madrid' }) });
  expect((await load()).clock.timeZone).toBe('Europe/Madrid');
});

test('the preview says what a calendar would do before it is saved', async () => {
  const { body } = await preview(
    {
      seasons: [{ name: 'Inscripciones', from: '2026-03-02', to: '2026-03-03', week: nights }],
      holidays: [{ name: 'Feriado', date: '2026-03-03', closed: { from: '23:00', to: '24:00' } }],
      openings: [{ name: 'Sábado abierto', date: '03-07', hours: { from: '10:00', to: '12:00' } }],
    },
    { at: '2026-03-04T15:00:00.000Z', addHours: 9 },
  );
  expect(body.days).toHaveLength(31);
  const hours = (date: string) => body.days.find((day) => day.date === date);
  expect(hours('2026-03-01')).toEqual({ date: '2026-03-01', hours: [], marks: [] });
  expect(hours('2026-03-03')).toEqual({
    date: '2026-03-03',
    hours: [{ from: 1320, to: 1380 }],
    marks: [
      { kind: 'holiday', name: 'Feriado' },
      { kind: 'season', name: 'Inscripciones' },
    ],
  });
  expect(hours('2026-03-07')?.marks).toEqual([{ kind: 'opening', name: 'Sábado abierto' }]);
  expect(body).toMatchObject({
    isOpen: true,
    nextClosing: '2026-03-04T16:00:00.000Z',
    added: '2026-03-05T16:00:00.000Z',
    endOfDay: '2026-03-04T21:00:00.000Z',
  });
});

test('the preview marks the day on which the clocks change, and answers for a calendar that never opens', async () => {
  const { body } = await preview({ week: never }, { month: '2026-04' });
  // Clocks in Santiago go back at midnight between the 4th and the 5th, so that the 4th has 25 hours.
  expect(body.days.filter(({ marks }) => marks.length > 0).map(({ date }) => date)).toEqual(['2026-04-04']);
  expect(body).toMatchObject({ isOpen: false, nextOpening: null, added: null, endOfDay: null });
});

test.each([
  ['a zone that does not exist', { timeZone: 'America/Atlantis' }],
  ['a time that does not exist', { week: { ...never, monday: [{ from: '09:00', to: '25:00' }] } }],
  ['a period without length', { week: { ...never, monday: [{ from: '09:00', to: '09:00' }] } }],
  [
    'periods that overlap',
    {
      week: {
        ...never,
        monday: [
          { from: '12:00', to: '15:00' },
          { from: '09:00', to: '13:00' },
        ],
      },
    },
  ],
  [
    'a season that ends before it begins',
    { seasons: [{ name: 'x', from: '2026-03-02', to: '2026-03-01', week: null }] },
  ],
  ['a season with one yearly end', { seasons: [{ name: 'x', from: '2026-03-02', to: '03-05', week: null }] }],
  ['30 February', { holidays: [{ name: 'x', date: '02-30', closed: null }] }],
  ['29 February of a common year', { holidays: [{ name: 'x', date: '2026-02-29', closed: null }] }],
  [
    'a closing that ends before it begins',
    { holidays: [{ name: 'x', date: '12-24', closed: { from: '14:00', to: '10:00' } }] },
  ],
])('%s is refused', async (_, given) => {
  expect((await preview(given)).code).toBe('http.invalid_request');
});

test('of the first calendars made at one moment, one is the default and none fails', async () => {
  const fresh = await createTestApp();
  try {
    const [as] = (await seedAgents(fresh, [{ name: 'Ana', roleKey: 'admin' }])) as [string];
    const made = await Promise.all(
      ['Oficina', 'Noches', 'Sábados'].map((name) =>
        fresh.call(createCalendar, { as, body: { name, definition: calendarOf({}) } }),
      ),
    );
    expect(made.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(made.filter(({ body }) => body.isDefault)).toHaveLength(1);
  } finally {
    await fresh.close();
  }
});
