import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../../testing/test-database.ts';
import { isTransient, openDatabase, readMoment } from './database.ts';
import { keepPlan } from './kept-plans.ts';

const error = (fields: object) => Object.assign(new Error('x'), fields);

test.each([
  ['a lost connection', error({ code: '08006' }), true],
  ['a deadlock', error({ code: '40P01' }), true],
  ['a full disk of the database', error({ code: '53100' }), true],
  ['a restart', error({ code: '57P01' }), true],
  ['a socket that is not there yet', error({ code: 'ENOENT', syscall: 'connect' }), true],
  ['a file that is missing', error({ code: 'ENOENT', syscall: 'open' }), false],
  ['a broken constraint', error({ code: '23505' }), false],
  ['a bug', new TypeError('x'), false],
  ['something thrown that is no error', 'x', false],
  ['a connection that ended', new Error('Connection terminated unexpectedly'), true],
])('%s passes by itself or not', (_, thrown, expected) => {
  expect(isTransient(thrown)).toBe(expected);
});

test.each([
  ['2026-09-14 09:21:39.263+00', '2026-09-14T09:21:39.263Z'],
  ['2026-09-14 09:21:39+00', '2026-09-14T09:21:39.000Z'],
  ['2026-09-14 09:21:39.2+00', '2026-09-14T09:21:39.200Z'],
  ['2026-09-14 09:21:39.263999+00', '2026-09-14T09:21:39.263Z'],
  ['1969-12-31 23:59:59.5+00', '1969-12-31T23:59:59.500Z'],
  ['0099-01-01 00:00:00+00', '0099-01-01T00:00:00.000Z'],
  ['2026-09-14 09:21:39.263-06', '2026-09-14T15:21:39.263Z'],
  ['2026-09-14 09:21:39.263+05:30', '2026-09-14T03:51:39.263Z'],
  ['12026-09-14 09:21:39+00', '+012026-09-14T09:21:39.000Z'],
  ['0044-03-15 00:00:00+00 BC', '-000043-03-15T00:00:00.000Z'],
])('the moment %s is %s', (written, moment) => {
  expect(readMoment(written).toISOString()).toBe(moment);
});

test('a moment comes back from the database as it went', async () => {
  const database = await createTestDatabase();
  const handle = openDatabase({ url: database.url, poolMax: 1, applicationName: 'test', onError: () => {} });
  try {
    for (const zone of ['UTC', 'America/Santiago', 'Asia/Kolkata']) {
      await sql`set timezone = ${sql.lit(zone)}`.execute(handle.db);
      const at = new Date('2026-03-29T01:02:03.045Z');
      const { rows } = await sql<{ at: Date }>`select ${at}::timestamptz as at`.execute(handle.db);
      expect(rows).toEqual([{ at }]);
    }
  } finally {
    await handle.close();
    await database.drop();
  }
});

test('a connection that the server ends while it is in use fails its query, not the process', async () => {
  const database = await createTestDatabase();
  const uncaught: unknown[] = [];
  const note = (thrown: unknown) => uncaught.push(thrown);
  process.on('uncaughtException', note);
  const handle = openDatabase({ url: database.url, poolMax: 2, applicationName: 'test', onError: () => {} });
  try {
    const lost = handle.db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      await sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(handle.db);
      // Nothing is asked of the connection when it breaks: the case in which it has nobody to tell.
      await new Promise((resolve) => setTimeout(resolve, 200));
      await sql`select 1`.execute(tx);
    });
    await expect(lost).rejects.toThrow();
    const { rows } = await sql<{ one: number }>`select 1 as one`.execute(handle.db);
    expect(rows).toEqual([{ one: 1 }]);
    expect(uncaught).toEqual([]);
  } finally {
    process.off('uncaughtException', note);
    await handle.close();
    await database.drop();
  }
});

test('a statement that keeps its plan is planned once a connection, and anew after its table changed', async () => {
  const database = await createTestDatabase();
  const handle = openDatabase({
    url: database.ownerUrl,
    poolMax: 1,
    applicationName: 'test',
    onError: () => {},
  });
  const { db } = handle;
  const read = (id: number) => sql<object>`select t.* from kept t where t.id = ${id} ${keepPlan}`.execute(db);
  const kept = async () => (await sql`select name from pg_prepared_statements`.execute(db)).rows.length;
  try {
    await sql`create table kept (id integer)`.execute(db);
    await sql`insert into kept values (1), (2)`.execute(db);
    expect((await read(1)).rows).toEqual([{ id: 1 }]);
    expect((await read(2)).rows).toEqual([{ id: 2 }]);
    await sql`select id from kept where id = ${1}`.execute(db);
    expect(await kept()).toBe(1);
    await sql`alter table kept add column word text default 'yes'`.execute(db);
    expect((await read(2)).rows).toEqual([{ id: 2, word: 'yes' }]);
    expect((await read(1)).rows).toEqual([{ id: 1, word: 'yes' }]);
    await expect(sql`select ${'x'}::integer ${keepPlan}`.execute(db)).rejects.toThrow('invalid input syntax');
  } finally {
    await handle.close();
    await database.drop();
  }
});
