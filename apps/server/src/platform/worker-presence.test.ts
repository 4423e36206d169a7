import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { eventually } from '../testing/mail.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { type DatabaseHandle, openDatabase } from './db/database.ts';
import { createLog } from './log.ts';
import { createWorkerPresence, type WorkerPresence } from './worker-presence.ts';

let database: TestDatabase;
let handle: DatabaseHandle;
const workers: WorkerPresence[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  handle = openDatabase({ url: database.url, poolMax: 2, applicationName: 'test', onError: () => {} });
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
});
afterAll(async () => {
  await handle.close();
  await database.drop();
});

/** Answers whether the worker that begins found itself alone. */
async function begin(whenAlone = async () => {}): Promise<boolean> {
  let wasAlone = false;
  const worker = createWorkerPresence({ url: database.url, log: createLog({ level: 'silent' }) });
  workers.push(worker);
  await worker.start(async () => {
    wasAlone = true;
    await whenAlone();
  });
  return wasAlone;
}
const sessions = async () => {
  const { rows } = await sql<{ pid: number; locks: number }>`
    select a.pid, (select count(*) from pg_locks l where l.pid = a.pid and l.locktype = 'advisory')::int as locks
    from pg_stat_activity a
    where a.datname = current_database() and a.application_name = 'ventanilla worker'`.execute(handle.db);
  return rows;
};
/** As the kernel does for a process that was killed: its connections end. */
const cutAll = () =>
  sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'ventanilla worker'`.execute(handle.db);

it('the first is alone, the second is not, and after both are gone the next is again', async () => {
  expect([await begin(), await begin()]).toEqual([true, false]);
  await workers[0]!.stop();
  expect(await begin()).toBe(false);
  for (const worker of workers.splice(0)) await worker.stop();
  expect(await begin()).toBe(true);
});

it('of several that begin at once exactly one is alone, and the others wait until it is done', async () => {
  let isBusy = false;
  const began = await Promise.all(
    [1, 2, 3].map(() =>
      begin(async () => {
        isBusy = true;
        await new Promise((resolve) => setTimeout(resolve, 900));
        isBusy = false;
      }).then((wasAlone) => ({ wasAlone, during: isBusy })),
    ),
  );
  expect(began.filter(({ wasAlone }) => wasAlone)).toHaveLength(1);
  expect(began.some(({ during }) => during)).toBe(false);
});

it('one that was killed no longer counts', async () => {
  await begin();
  const dead = workers.pop()!;
  await cutAll();
  // The killed one does not come back: a process that died would not.
  await dead.stop();
  expect(await begin()).toBe(true);
});

it('one that lost the database comes back and counts again', async () => {
  await begin();
  const [before] = await sessions();
  await cutAll();
  await eventually('the worker is seen again', async () => {
    const now = await sessions();
    return now.length === 1 && now[0]!.pid !== before!.pid && now[0]!.locks === 1;
  });
  expect(await begin()).toBe(false);
});

it('where giving back fails nothing stays locked', async () => {
  const failing = begin(async () => {
    throw new Error('disk full');
  });
  await expect(failing).rejects.toThrow('disk full');
  workers.splice(0);
  expect(await begin()).toBe(true);
});
