import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildPrograms, type SpawnedServer, spawnServer } from '../testing/spawn-server.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';

const running: SpawnedServer[] = [];
const folders: string[] = [];

function start(input: Parameters<typeof spawnServer>[0]): SpawnedServer {
  const server = spawnServer(input);
  running.push(server);
  return server;
}

function makeFolder(): string {
  const folder = mkdtempSync('/tmp/vt-start-');
  folders.push(folder);
  return folder;
}

beforeAll(buildPrograms);

afterEach(async () => {
  for (const server of running.splice(0)) {
    if (server.child.exitCode === null) await server.stop();
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

// Creating a cluster takes its time where others work beside.
describe('npm start on a fresh machine', { timeout: 90_000 }, () => {
  it('prints the address, the one-time link and where data live; a second start keeps the data', async () => {
    const data = makeFolder();
    const first = start({ args: ['--port=0'], env: { VENTANILLA_DATA: data } });
    const address = await first.address();
    const link = await first.waitFor(/(http:\S+\/setup#token=\S+)/);
    expect(link.startsWith(address)).toBe(true);
    expect(first.stdout()).toContain(`Los datos viven en ${data}`);
    expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`${address}/readyz`)).json()).toEqual({ status: 'ready' });
    expect(statSync(join(data, 'keys/keyring')).mode & 0o777).toBe(0o600);
    const keyring = readFileSync(join(data, 'keys/keyring'), 'utf8');

    const made = await fetch(`${address}/api/v1/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        token: link.split('#token=')[1],
        name: 'Ana Ruiz',
        email: 'ana.ruiz@ejemplo.mx',
        password: 'una frase larga y segura',
        organizationName: 'Colegio del Sur',
      }),
    });
    expect(made.status).toBe(201);
    expect(await first.stop()).toBe(0);
    expect(first.stderr()).toBe('');

    const startedAt = performance.now();
    const second = start({ args: ['--port=0'], env: { VENTANILLA_DATA: data, LANG: 'en_GB.UTF-8' } });
    const again = await second.address();
    expect((await fetch(`${again}/readyz`)).status).toBe(200);
    console.info(`second start to a ready server: ${Math.round(performance.now() - startedAt)} ms`);
    expect(await (await fetch(`${again}/api/v1/setup`)).json()).toEqual({ needed: false });
    expect(second.stdout()).toContain('Ventanilla is ready at');
    expect(second.stdout()).not.toContain('/setup#token=');
    expect(readFileSync(join(data, 'keys/keyring'), 'utf8')).toBe(keyring);
  });

  it('refuses a second server on the same data with one line, and the first goes on', async () => {
    const data = makeFolder();
    const first = start({ args: ['--port=0'], env: { VENTANILLA_DATA: data } });
    const address = await first.address();
    const second = start({ args: ['--port=0'], env: { VENTANILLA_DATA: data } });
    expect(await second.exited).toBe(1);
    expect(second.stderr()).toMatch(/^Ventanilla ya está en marcha sobre .+\n$/);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
  });
});

describe('a start that cannot go well ends with one clear line', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const refused: [string, { args?: string[]; env?: Record<string, string> }, number, RegExp][] = [
    ['a wrong port', { env: { VENTANILLA_PORT: 'tres' } }, 2, /^VENTANILLA_PORT=tres no sirve\. Puerto HTTP/],
    [
      'keys that are none',
      { env: { VENTANILLA_KEYS: 'k1:x', DATABASE_URL: '@db' } },
      2,
      /^Las llaves de VENTANILLA_KEYS no sirven/,
    ],
    [
      'no PostgreSQL at the address',
      { env: { DATABASE_URL: 'postgresql://ana:clave-secreta@127.0.0.1:1/x' } },
      1,
      /^No hay un PostgreSQL que responda en 127\.0\.0\.1:1 \(DATABASE_URL\)/,
    ],
    [
      'an unwritable data folder',
      { env: { VENTANILLA_DATA: '/dev/null/ventanilla', DATABASE_URL: '@db' } },
      1,
      /^No hay permiso para escribir en \/dev\/null\/ventanilla/,
    ],
    [
      'English',
      { args: ['--prot=1'], env: { LANG: 'en_US.UTF-8' } },
      2,
      /^There is no option --prot\. Did you mean --port\?/,
    ],
  ];

  it.each(refused)('%s', async (_situation, { args = [], env = {} }, exitCode, line) => {
    const url: Record<string, string> =
      env['DATABASE_URL'] === '@db'
        ? { DATABASE_URL: database.url, DATABASE_MIGRATION_URL: database.ownerUrl }
        : {};
    const server = start({ args, env: { VENTANILLA_DATA: makeFolder(), ...env, ...url } });
    expect(await server.exited).toBe(exitCode);
    expect(server.stderr()).toMatch(line);
    expect(server.stderr().trimEnd().split('\n')).toHaveLength(1);
    expect(server.stdout()).toBe('');
    expect(server.stderr()).not.toContain('clave-secreta');
  });

  it('a port that is taken: says which and how to take another', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => blocker.once('listening', resolve));
    const { port } = blocker.address() as { port: number };
    const server = start({
      args: [`--port=${port}`],
      env: {
        VENTANILLA_DATA: makeFolder(),
        DATABASE_URL: database.url,
        DATABASE_MIGRATION_URL: database.ownerUrl,
      },
    });
    expect(await server.exited).toBe(1);
    expect(server.stderr()).toMatch(
      new RegExp(`^El puerto ${port} de 127\\.0\\.0\\.1 ya está ocupado: .*--port=${port + 1}.*\\n$`),
    );
    blocker.close();
  });

  it('a database role that may not create anything: names the variable', async () => {
    const server = start({
      env: {
        VENTANILLA_DATA: makeFolder(),
        DATABASE_URL: database.url,
        DATABASE_MIGRATION_URL: database.url,
      },
    });
    // The application's role sees a migrated schema, but may not bring it up to date.
    expect(await server.exited).toBe(1);
    expect(server.stderr().trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('settings from a file', () => {
  it('are read, and those of the environment and the flags win', async () => {
    const folder = makeFolder();
    const database = await createTestDatabase();
    const file = join(folder, 'ventanilla.env');
    writeFileSync(
      file,
      `# our settings\nVENTANILLA_PORT=1\nVENTANILLA_DATA="${folder}/data"\nDATABASE_URL=${database.url}\nVENTANILLA_URL=https://ayuda.ejemplo.mx/\n`,
    );
    const env = { VENTANILLA_CONFIG: file, DATABASE_MIGRATION_URL: database.ownerUrl };
    const server = start({ args: ['--port', '0'], env });
    await server.address();
    await server.waitFor(/https:\/\/ayuda\.ejemplo\.mx\/setup#token=/);
    expect(server.stdout()).toContain(`Los datos viven en ${folder}/data\n`);
    await server.stop();
    await database.drop();
  });

  it('name the line that is no setting', async () => {
    const file = join(makeFolder(), 'ventanilla.env');
    writeFileSync(file, 'VENTANILLA_PORT=0\nthis is no setting\n');
    const server = start({ env: { VENTANILLA_CONFIG: file, VENTANILLA_DATA: makeFolder() } });
    expect(await server.exited).toBe(2);
    expect(server.stderr()).toBe(
      `En el archivo de ajustes ${file}, la línea 2 no tiene la forma NOMBRE=valor.\n`,
    );
  });
});

describe('roles', () => {
  it('a web process and a worker share one database: the worker runs reactions and cron, the web process neither', async () => {
    const database = await createTestDatabase();
    const env = {
      DATABASE_URL: database.url,
      DATABASE_MIGRATION_URL: database.ownerUrl,
      VENTANILLA_DATA: makeFolder(),
    };
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    const schedules = async () =>
      (await client.query<{ name: string }>('select name from pgboss.schedule order by name')).rows.map(
        ({ name }) => name,
      );

    const web = start({ args: ['--roles=web', '--port=0'], env });
    const address = await web.address();
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    expect(await schedules()).toEqual([]);

    const worker = start({ args: ['--roles=worker'], env });
    await worker.waitFor(/lista para trabajar en segundo plano/);
    expect(worker.stdout()).not.toContain('http://');
    await expect
      .poll(schedules)
      .toEqual(expect.arrayContaining(['clean-platform', 'ensure-event-partitions']));
    expect(await worker.stop()).toBe(0);
    expect(await web.stop()).toBe(0);
    expect(worker.stderr() + web.stderr()).toBe('');
    await client.end();
    await database.drop();
  });
});
