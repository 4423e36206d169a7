import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { findRunningPostgres } from './index.ts';
import { startMark } from './process-identity.ts';
import { cleanUp, killNow, later, query, quick, start, temporaryFolder } from './test-ground/ground.ts';
import { type Hold, startHold } from './test-ground/hold.ts';

afterEach(cleanUp);

/** Starts the child and waits for its server; what is left of both is ended after the test. */
async function held(
  dataRoot: string,
): Promise<Hold & { postgresPid: number; ownerUrl: string; attached: boolean }> {
  const hold = startHold({ dataRoot, runDir: join(temporaryFolder(), 'run'), settings: quick });
  later(() => hold.end('SIGKILL'));
  const line = await hold.next();
  if (line.say !== 'started') throw new Error(JSON.stringify(line));
  later(async () => {
    if (startMark(line.pid) !== null) await killNow(line.pid);
  });
  return { ...hold, postgresPid: line.pid, ownerUrl: line.ownerUrl, attached: line.attached };
}

test('after kill -9 of Node the next start attaches to the same server and takes it over', async () => {
  const dataRoot = temporaryFolder();
  const first = await held(dataRoot);
  await query(first.ownerUrl, 'create table kept (id int)');
  await first.end('SIGKILL');
  expect(startMark(first.postgresPid)).not.toBeNull();

  const second = await start({ dataRoot });
  expect(second).toMatchObject({ attached: true, pid: first.postgresPid, ownerUrl: first.ownerUrl });
  expect(await query(second.ownerUrl, 'select * from kept')).toEqual([]);
  await second.stop();
  expect(startMark(first.postgresPid)).toBeNull();
});

test('while another Node lives, a second start on its folder is refused and its server goes on', async () => {
  const dataRoot = temporaryFolder();
  const first = await held(dataRoot);
  await expect(start({ dataRoot })).rejects.toMatchObject({
    code: 'postgres.already_running',
    params: { folder: dataRoot, pid: first.pid },
  });
  expect(await findRunningPostgres({ dataRoot })).toMatchObject({ ownerUrl: first.ownerUrl });
  await query(first.ownerUrl, 'select 1');
});

test('of several processes started at once on one folder, exactly one gets it', async () => {
  const dataRoot = temporaryFolder();
  const holds = [1, 2, 3].map(() => startHold({ dataRoot, settings: quick }));
  for (const hold of holds) later(() => hold.end('SIGTERM'));
  const said = await Promise.all(holds.map((hold) => hold.next()));
  expect(said.map((line) => (line.say === 'refused' ? line.code : line.say)).sort()).toEqual([
    'postgres.already_running',
    'postgres.already_running',
    'started',
  ]);
});

test('SIGTERM of Node stops PostgreSQL cleanly: no recovery is needed afterwards', async () => {
  const dataRoot = temporaryFolder();
  const first = await held(dataRoot);
  await first.end('SIGTERM');
  expect(await first.next()).toEqual({ say: 'stopped' });
  expect(startMark(first.postgresPid)).toBeNull();
  expect(await findRunningPostgres({ dataRoot })).toBeNull();
  await start({ dataRoot });
  const log = readFileSync(join(dataRoot, 'postgres.log'), 'utf8');
  expect(log).toContain('database system is shut down');
  expect(log).not.toContain('was interrupted');
});

test("Ctrl+C, which signals the terminal's whole group, leaves the database answering until Node stops it", async () => {
  const first = await held(temporaryFolder());
  process.kill(-first.pid, 'SIGINT');
  expect(await first.next()).toEqual({ say: 'answered' });
});

test('after kill -9 of Node and postmaster the next start recovers what was committed', async () => {
  const dataRoot = temporaryFolder();
  const first = await held(dataRoot);
  await query(first.ownerUrl, 'create table kept (id int); insert into kept values (7)');
  await first.end('SIGKILL');
  await killNow(first.postgresPid);
  expect(existsSync(join(dataRoot, 'postgres', 'postmaster.pid'))).toBe(true);
  const second = await start({ dataRoot });
  expect(second.attached).toBe(false);
  expect(await query(second.ownerUrl, 'select id from kept')).toEqual([{ id: 7 }]);
});

test('a living server whose socket was swept away is started again instead of attached to', async () => {
  const dataRoot = temporaryFolder();
  const first = await held(dataRoot);
  const runDir = new URL(first.ownerUrl).searchParams.get('host') ?? '';
  await first.end('SIGKILL');
  rmSync(join(runDir, '.s.PGSQL.5432'));
  const second = await start({ dataRoot });
  expect(second.attached).toBe(false);
  await query(second.ownerUrl, 'select 1');
});
