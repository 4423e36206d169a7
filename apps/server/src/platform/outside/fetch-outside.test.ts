import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { fetchOutside, type OutsideDeps, OutsideError } from './fetch-outside.ts';

let servers: Server[] = [];
afterEach(() => {
  for (const server of servers) server.close().closeAllConnections();
  servers = [];
});

/** Something outside, answering on this machine; `port` is where. */
async function open(listener: RequestListener): Promise<{ port: number; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.headers.host}${request.url}`);
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as { port: number }).port, asked };
}

const ask = (url: string, deps: Partial<OutsideDeps> = {}, limits: object = {}) =>
  fetchOutside(
    { url, bytesMax: 1000, timeoutMs: 2000, accept: 'image/png', ...limits },
    { allowedHosts: [], ...deps },
  );
const failureOf = async (asking: Promise<unknown>) => {
  const error = await asking.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof OutsideError ? error.failure : error;
};

describe('addresses that are refused without a connection', () => {
  test.each([
    'http://127.0.0.1/a.png',
    'http://127.1/a.png',
    'http://2130706433/a.png',
    'http://0x7f000001/a.png',
    'http://0177.0.0.1/a.png',
    'http://0/a.png',
    'http://[::1]/a.png',
    'http://[::ffff:127.0.0.1]/a.png',
    'http://[::ffff:7f00:1]/a.png',
    'http://[64:ff9b::7f00:1]/a.png',
    'http://10.1.2.3/a.png',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00:ec2::254]/latest/meta-data/',
    'http://①②⑦.⓪.⓪.①/a.png',
    'http://localhost/a.png',
    'http://user:secret@127.0.0.1/a.png',
    'http://1.1.1.1:22/a.png',
    'http://1.1.1.1:8080/a.png',
    'file:///etc/passwd',
    'ftp://1.1.1.1/a.png',
    'data:image/png;base64,AAAA',
    'javascript:alert(1)',
    'not an address',
  ])('%s', async (url) => {
    expect(await failureOf(ask(url))).toBe('refused');
  });

  test.each([[['127.0.0.1']], [['10.0.0.5']], [['1.1.1.1', '192.168.0.1']], [['::ffff:10.0.0.1']]])(
    'a name that leads to %s',
    async (addresses) => {
      const resolve = async () =>
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      expect(await failureOf(ask('http://pixel.example/a.png', { resolve }))).toBe('refused');
    },
  );
});

describe('a host of our own that may be reached', () => {
  test('is asked without cookie, referrer or anything that says who asks', async () => {
    let headers: IncomingHttpHeaders = {};
    const { port } = await open((request, response) => {
      headers = request.headers;
      response.end('bytes');
    });
    const bytes = await ask(`http://127.0.0.1:${port}/a.png`, { allowedHosts: [`127.0.0.1:${port}`] });
    expect(bytes.toString()).toBe('bytes');
    expect(headers).toEqual({
      host: `127.0.0.1:${port}`,
      accept: 'image/png',
      'accept-encoding': 'identity',
      'user-agent': 'Mozilla/5.0',
      connection: 'close',
    });
  });

  test.each([
    ['another port of this machine', 'http://127.0.0.1:1/'],
    ['this machine under another name', 'http://localhost/'],
    ['a service of the cloud', 'http://169.254.169.254/latest/'],
    ['a file', 'file:///etc/passwd'],
  ])('leads nowhere when it redirects to %s', async (_what, target) => {
    const { port } = await open((_request, response) => response.writeHead(302, { location: target }).end());
    const asking = ask(`http://127.0.0.1:${port}/`, { allowedHosts: [`127.0.0.1:${port}`] });
    expect(await failureOf(asking)).toBe('refused');
  });

  test('is followed three times and no further', async () => {
    const { port, asked } = await open((request, response) => {
      const step = Number(request.url?.slice(1));
      if (step === 0) response.end('here');
      else response.writeHead(301, { location: `/${step - 1}` }).end();
    });
    const deps = { allowedHosts: [`127.0.0.1:${port}`] };
    expect((await ask(`http://127.0.0.1:${port}/3`, deps)).toString()).toBe('here');
    asked.length = 0;
    expect(await failureOf(ask(`http://127.0.0.1:${port}/9`, deps))).toBe('unreachable');
    expect(asked).toHaveLength(4);
  });

  test.each([
    ['announces', { 'content-length': '2000' }],
    ['sends', {}],
  ])('is cut off when it %s too much', async (_how, headers) => {
    const { port } = await open((_request, response) => {
      response.writeHead(200, headers);
      response.write('x'.repeat(800));
      response.end('x'.repeat(1200));
    });
    const asking = ask(`http://127.0.0.1:${port}/`, { allowedHosts: [`127.0.0.1:${port}`] });
    expect(await failureOf(asking)).toBe('too_large');
  });

  test('is given up on when it never comes to an end', async () => {
    const { port } = await open((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drip));
    });
    const asking = ask(
      `http://127.0.0.1:${port}/`,
      { allowedHosts: [`127.0.0.1:${port}`] },
      { timeoutMs: 300 },
    );
    expect(await failureOf(asking)).toBe('unreachable');
  });

  test.each([404, 500, 204])('gives nothing when it answers %i', async (status) => {
    const { port } = await open((_request, response) => response.writeHead(status).end());
    const asking = ask(`http://127.0.0.1:${port}/`, { allowedHosts: [`127.0.0.1:${port}`] });
    expect(await failureOf(asking)).toBe('unreachable');
  });
});

describe('a name that says something else each time', () => {
  test('is looked up once, and connected to as it was judged', async () => {
    const { port, asked } = await open((_request, response) => response.end('bytes'));
    let times = 0;
    const resolve = async () => {
      times += 1;
      return [{ address: '127.0.0.1', family: 4 }];
    };
    const deps = { resolve, allowedHosts: [`rebind.example:${port}`] };
    // The name exists nowhere: had the connection looked it up again, it would have failed.
    await ask(`http://rebind.example:${port}/a.png`, deps);
    expect(times).toBe(1);
    expect(asked).toEqual([`rebind.example:${port}/a.png`]);
  });

  test('is judged anew for a redirect to itself', async () => {
    let times = 0;
    const resolve = async () => {
      times += 1;
      return [{ address: times === 1 ? '1.1.1.1' : '127.0.0.1', family: 4 }];
    };
    const { port, asked } = await open((_request, response) =>
      response.writeHead(302, { location: 'http://rebind.example/b.png' }).end(),
    );
    const asking = ask(`http://first.example:${port}/`, {
      resolve: async (name) => (name === 'first.example' ? [{ address: '127.0.0.1', family: 4 }] : resolve()),
      allowedHosts: [`first.example:${port}`],
    });
    times = 1;
    expect(await failureOf(asking)).toBe('refused');
    expect(asked).toHaveLength(1);
  });

  test('does not hold a request beyond its time', async () => {
    const resolve = () => new Promise<never>(() => {});
    expect(await failureOf(ask('http://slow.example/', { resolve }, { timeoutMs: 100 }))).toBe('unreachable');
  });
});
