import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../platform/clock.ts';
import { createHttpServer } from '../platform/http/index.ts';
import { createIds } from '../platform/ids.ts';
import { createKeyring } from '../platform/keyring/keyring.ts';
import { createLog } from '../platform/log.ts';
import { serveDesk } from './serve-desk.ts';

type Http = Awaited<ReturnType<typeof createHttpServer>>;
let http: Http;
const logged: string[] = [];
const dist = mkdtempSync('/tmp/vt-desk-');

beforeAll(async () => {
  mkdirSync(`${dist}/assets`);
  writeFileSync(`${dist}/index.html`, '<!doctype html><title>mesa</title>');
  writeFileSync(`${dist}/assets/app-1.js`, 'mesa()');
  writeFileSync(`${dist}/.env`, 'secreto');
  http = await createHttpServer({
    routes: [],
    authenticate: async () => null,
    transact: () => Promise.reject(new Error('nothing is written here')),
    keyring: createKeyring([{ id: 'k1', bytes: Buffer.alloc(32, 7) }]),
    ids: createIds({ clock: systemClock }),
    log: createLog({ level: 'error', destination: { write: (line) => void logged.push(line) } }),
    trustedProxies: [],
    publicUrl: null,
    isStopping: () => false,
  });
  await serveDesk(http, { dist });
  await http.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await http.close();
  rmSync(dist, { recursive: true, force: true });
});

/** The target exactly as written: clients tidy an address before they send it. */
async function get(target: string): Promise<{ status: number; answer: string }> {
  const { port } = http.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  socket.write(
    `GET ${target} HTTP/1.1\r\nHost: mesa.example\r\nAccept: text/html\r\nConnection: close\r\n\r\n`,
  );
  const answer = await text(socket);
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]), answer };
}

test('the desk answers its own addresses with its page and its files with themselves', async () => {
  expect((await get('/')).answer).toContain('<title>mesa</title>');
  expect((await get('/tickets/V-1024')).answer).toContain('<title>mesa</title>');
  expect((await get('/assets/app-1.js')).answer).toContain('mesa()');
});

test.each([
  '//',
  '///',
  '//evil.example/%2f..',
  '//[',
  '//%',
  '/%',
  '/%zz',
  '/%00',
  '/../.env',
  '/..%2f.env',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/.env',
  '/assets/',
  '/assets/missing.js',
  '/api',
  '/api/v1/nothing',
  'http://[/',
])('an odd address (%s) is refused as the caller’s mistake, and gives nothing away', async (target) => {
  const { status, answer } = await get(target);
  // An address that only a browser would tidy may be one of the desk's own.
  expect([200, 400, 404]).toContain(status);
  if (status === 200) expect(answer).toContain('<title>mesa</title>');
  expect(answer).not.toMatch(/secreto|root:/);
  expect(logged).toEqual([]);
});
