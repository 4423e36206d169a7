import { createSocket, type Socket as DatagramSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { createServer, type Server } from 'node:http';
import { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { fetchOutside, OutsideError } from './fetch-outside.ts';

/** Ways to write an address of this machine, of its network or of a cloud's own services (A23). */
const spellings = [
  'http://127.0.0.1/',
  'http://127.0.0.2/',
  'http://127.1/',
  'http://127.0.1/',
  'http://127.00.00.01/',
  'http://0177.0.0.1/',
  'http://0177.0.0.01/',
  'http://0x7f.0.0.1/',
  'http://0x7f.1/',
  'http://0x7f000001/',
  'http://0X7F000001/',
  'http://017700000001/',
  'http://2130706433/',
  'http://127.0.0.1./',
  'http://127。0。0。1/',
  'http://①②⑦.⓪.⓪.①/',
  'http://%31%32%37.0.0.1/',
  'http://1%32%37.0.0.1/',
  'http://0/',
  'http://0.0.0.0/',
  'http://0x0/',
  'http://localhost/',
  'http://LOCALHOST/',
  'http://localhost./',
  'http://[::1]/',
  'http://[0:0:0:0:0:0:0:1]/',
  'http://[::]/',
  'http://[::127.0.0.1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[0:0:0:0:0:ffff:127.0.0.1]/',
  'http://[64:ff9b::127.0.0.1]/',
  'http://[64:ff9b:1::7f00:1]/',
  'http://[2002:7f00:1::]/',
  'http://[2001:0:7f00:1::]/',
  'http://[fe80::1]/',
  'http://[fc00::1]/',
  'http://[fd00:ec2::254]/',
  'http://[fec0::1]/',
  'http://[ff02::1]/',
  'http://10.0.0.1/',
  'http://012.0.0.1/',
  'http://167772161/',
  'http://172.16.0.1/',
  'http://192.168.1.1/',
  'http://0xc0a80101/',
  'http://169.254.169.254/latest/meta-data/',
  'http://0xa9fea9fe/latest/meta-data/',
  'http://2852039166/latest/meta-data/',
  'http://[::ffff:a9fe:a9fe]/latest/meta-data/',
  'http://100.100.100.200/',
  'http://198.18.0.1/',
  'http://255.255.255.255/',
  'http://224.0.0.1/',
  'http://user:pass@127.0.0.1/',
  'http://1.1.1.1@127.0.0.1/',
  'http://127.0.0.1#@1.1.1.1/',
  'http:\\\\127.0.0.1\\',
  'http:/127.0.0.1/',
  'http:127.0.0.1/',
  'https://127.0.0.1/',
  '//127.0.0.1/',
  'http://1.1.1.1:22/',
  'http://1.1.1.1:6379/',
  'gopher://127.0.0.1/',
  'ftp://127.0.0.1/',
  'file:///etc/passwd',
  'dict://127.0.0.1/',
  'unix:/var/run/docker.sock',
  'data:text/html,x',
];

let attempts: string[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  attempts = [];
});

interface ConnectOptions {
  host: string;
  port: number;
  lookup(host: string, options: object, found: (error: unknown, address: string) => void): void;
}

/** Node hands them over in a list of its own. */
function optionsOf(given: readonly unknown[]): ConnectOptions {
  return (Array.isArray(given[0]) ? given[0][0] : given[0]) as ConnectOptions;
}

/** Writes down every address that anybody begins to connect to. */
function watchConnections() {
  const real = Socket.prototype.connect;
  vi.spyOn(Socket.prototype, 'connect').mockImplementation(function watched(this: Socket, ...given) {
    const options = optionsOf(given);
    attempts.push(`${options.host}:${options.port}`);
    return Reflect.apply(real, this, given) as Socket;
  });
}

const get = (url: string, deps: Partial<Parameters<typeof fetchOutside>[1]> = {}) =>
  fetchOutside({ url, bytesMax: 1000, timeoutMs: 3000, accept: '*/*' }, { allowedHosts: [], ...deps }).then(
    (bytes) => bytes.toString(),
    (error: unknown) => (error instanceof OutsideError ? error.failure : error),
  );

describe('A23: no spelling of an inner address is ever connected to', () => {
  test('there are at least 35 of them', () => {
    expect(new Set(spellings).size).toBe(spellings.length);
    expect(spellings.length).toBeGreaterThanOrEqual(35);
  });

  test.each(spellings)('%s', async (url) => {
    watchConnections();
    // `localhost.` is a name like any other, which some resolvers do not know.
    expect(['refused', 'unreachable']).toContain(await get(url));
    expect(attempts).toEqual([]);
  });

  test.each(spellings)('a redirect to %s', async (url) => {
    // A header travels as bytes.
    const location = Buffer.from(url).toString('latin1');
    const server = await listen((_request, response) => response.writeHead(302, { location }).end());
    watchConnections();
    // An address without a host of its own is a path on the server that redirects.
    const answer = await get(`http://127.0.0.1:${server.port}/`, {
      allowedHosts: [`127.0.0.1:${server.port}`],
    });
    expect(['refused', 'unreachable']).toContain(answer);
    expect(attempts.filter((to) => to !== `127.0.0.1:${server.port}`)).toEqual([]);
    await server.close();
  });
});

describe('a name whose answers change (own name server, nothing may be kept)', () => {
  let names: DatagramSocket;
  let resolver: Resolver;
  let answers: string[];
  let asked: number;

  beforeAll(async () => {
    names = createSocket('udp4');
    names.on('message', (question, from) => {
      const address = answers[Math.min(asked, answers.length - 1)]!;
      asked += 1;
      names.send(answerA(question, address), from.port, from.address);
    });
    await new Promise<void>((resolve) => names.bind(0, '127.0.0.1', resolve));
    resolver = new Resolver({ timeout: 1000, tries: 1 });
    resolver.setServers([`127.0.0.1:${names.address().port}`]);
  });
  afterAll(() => names.close());

  const resolve = async (name: string) =>
    (await resolver.resolve4(name)).map((address) => ({ address, family: 4 }));

  test('that leads inside is not connected to', async () => {
    [answers, asked] = [['127.0.0.1'], 0];
    watchConnections();
    expect(await get('http://pixel.rebind.test/a.png', { resolve })).toBe('refused');
    expect([asked, attempts]).toEqual([1, []]);
  });

  test('that was public when judged is connected to as judged, not as it answers by then', async () => {
    [answers, asked] = [['93.184.216.34', '127.0.0.1'], 0];
    const dialled: string[] = [];
    vi.spyOn(Socket.prototype, 'connect').mockImplementation(function blocked(this: Socket, ...given) {
      const options = optionsOf(given);
      options.lookup(options.host, { family: 4 }, (_error, address) => {
        dialled.push(address);
        // Once somebody listens for it.
        setTimeout(() => this.destroy(new Error('nothing leaves this machine in a test')), 10);
      });
      return this;
    });
    expect(await get('http://pixel.rebind.test/a.png', { resolve })).toBe('unreachable');
    expect([asked, dialled]).toEqual([1, ['93.184.216.34']]);
  });

  test('that turns inside between a request and its redirect is refused there', async () => {
    [answers, asked] = [['127.0.0.1'], 0];
    const server = await listen((_request, response) =>
      response.writeHead(302, { location: 'http://pixel.rebind.test/b.png' }).end(),
    );
    watchConnections();
    const answer = await get(`http://first.rebind.test:${server.port}/`, {
      resolve: async (name) =>
        name.startsWith('first.') ? [{ address: '127.0.0.1', family: 4 }] : resolve(name),
      allowedHosts: [`first.rebind.test:${server.port}`],
    });
    expect(answer).toBe('refused');
    expect(attempts).toEqual([`first.rebind.test:${server.port}`]);
    await server.close();
  });
});

async function listen(listener: Parameters<typeof createServer>[1] & object) {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An answer of DNS (RFC 1035) with one IPv4 address that may not be kept. */
function answerA(question: Buffer, address: string): Buffer {
  const end = question.indexOf(0, 12) + 5;
  const header = Buffer.from([question[0]!, question[1]!, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0]);
  const record = Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split('.').map(Number)]);
  return Buffer.concat([header, question.subarray(12, end), record]);
}
