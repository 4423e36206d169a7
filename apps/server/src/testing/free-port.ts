import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below those that Linux gives to outgoing connections (32768 and up), above those that services are known by. */
const range = { from: 15_000, to: 32_000 };

/**
 * A port of 127.0.0.1 that nothing listens on, for a server that starts a moment later and may start again on it. Not
 * one that the system hands out by itself: between the asking and the start another program's connection could get it.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(range.from, range.to);
    if (await canListen(port)) return port;
  }
  throw new Error(`no free port between ${range.from} and ${range.to}`);
}

function canListen(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
