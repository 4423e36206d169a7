import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findRunningPostgres } from '../platform/postgres/index.ts';
import { buildPrograms, type SpawnedServer, spawnServer } from '../testing/spawn-server.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';

let database: TestDatabase;
let data: string;
let server: SpawnedServer;
let port: number;

beforeAll(buildPrograms);
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

beforeEach(() => {
  data = mkdtempSync('/tmp/vt-stop-');
});
afterEach(async () => {
  if (server.child.exitCode === null) server.child.kill('SIGKILL');
  await server.exited;
  rmSync(data, { recursive: true, force: true });
});

async function start(env: Record<string, string> = {}) {
  const address = { DATABASE_URL: database.url, DATABASE_MIGRATION_URL: database.ownerUrl };
  server = spawnServer({ args: ['--port=0'], env: { VENTANILLA_DATA: data, ...address, ...env } });
  port = Number(new URL(await server.address()).port);
}

/** A request that arrives in pieces: whatever is not sent yet keeps it under way. */
async function openRequest(first: string): Promise<{ socket: Socket; answer: Promise<string> }> {
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  const answer = new Promise<string>((resolve) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    socket.on('close', () => resolve(text));
    socket.on('error', () => resolve(text));
  });
  socket.write(first);
  return { socket, answer };
}

const body = JSON.stringify({ email: 'ana.ruiz@ejemplo.mx', password: 'una frase equivocada' });
const signIn = (length: number) =>
  `POST /api/v1/session HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;

describe('SIGTERM', () => {
  it('finishes requests under way, refuses new connections and ends with 0', async () => {
    await start();
    const slow = await openRequest(signIn(body.length) + body.slice(0, 10));
    const readiness = await openRequest('GET /readyz HTTP/1.1\r\nhost: 127.0.0.1\r\n');
    await sleep(300);
    const stoppedAt = performance.now();
    server.child.kill('SIGTERM');
    await server.waitFor(/Deteniendo Ventanilla/);
    await sleep(500);
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
    readiness.socket.write('\r\n');
    slow.socket.write(body.slice(10));

    const ready = await readiness.answer;
    expect(ready).toContain('HTTP/1.1 503');
    expect(ready).toContain('"reasons":["stopping"]');
    const answered = await slow.answer;
    expect(answered).toContain('HTTP/1.1 401');
    expect(answered).toContain('auth.bad_credentials');
    expect(answered.toLowerCase()).toContain('connection: close');
    expect(await server.exited).toBe(0);
    expect(performance.now() - stoppedAt).toBeLessThan(15_000);
    expect(server.stdout()).toContain('Ventanilla se detuvo.');
  });

  it('cuts a request that never ends, within 15 s', async () => {
    await start();
    const endless = await openRequest(signIn(1_000) + body.slice(0, 10));
    await sleep(300);
    const stoppedAt = performance.now();
    server.child.kill('SIGTERM');
    expect(await server.exited).toBe(0);
    expect(performance.now() - stoppedAt).toBeLessThan(15_000);
    await endless.answer;
  });

  it('with a time to drain, answers on while /readyz says no already', async () => {
    await start({ VENTANILLA_DRAIN_SECONDS: '5' });
    server.child.kill('SIGTERM');
    await server.waitFor(/Deteniendo Ventanilla/);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ status: 'not_ready', reasons: ['stopping'] });
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect(await server.exited).toBe(0);
  });

  it('twice in a moment, as a terminal and npm send it, is one wish; a later one ends at once', async () => {
    await start();
    const endless = await openRequest(signIn(1_000) + body.slice(0, 10));
    await sleep(300);
    server.child.kill('SIGTERM');
    server.child.kill('SIGTERM');
    await sleep(1_500);
    expect(server.child.exitCode).toBeNull();
    server.child.kill('SIGTERM');
    expect(await server.exited).toBe(143);
    await endless.answer;
  });
});

it('a start that is interrupted ends, and leaves no PostgreSQL behind', async () => {
  server = spawnServer({ args: ['--port=0'], env: { VENTANILLA_DATA: data } });
  await expect.poll(() => existsSync(join(data, 'postgres')), { timeout: 20_000 }).toBe(true);
  server.child.kill('SIGINT');
  const code = await Promise.race([server.exited, sleep(15_000).then(() => 'still running')]);
  expect(code).not.toBe('still running');
  expect(await findRunningPostgres({ dataRoot: data })).toBeNull();
});
