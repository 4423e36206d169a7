import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { systemActor } from '../../platform/actor.ts';
import { bufferedBytesMax } from './live.config.ts';
import { createLiveStream, type LiveStream } from './live-stream.ts';

/** A stream to a reader that may or may not read. */
async function openPair(reads: boolean) {
  const server = createServer();
  const opened = new Promise<LiveStream>((resolve) => {
    server.on('request', (_request, response) => {
      response.writeHead(200);
      resolve(createLiveStream({ actor: systemActor, response, position: 0 }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let received = 0;
  socket.on('error', () => undefined);
  if (reads) socket.on('data', (chunk) => (received += chunk.length));
  else socket.pause();
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  return {
    stream: await opened,
    received: () => received,
    stop() {
      socket.destroy();
      server.close();
    },
  };
}

const chunk = `${'x'.repeat(64 * 1024)}\n\n`;

it('closes a reader that does not read before much waits for it, and lets its connection go', async () => {
  const { stream, stop } = await openPair(false);
  let sent = 0;
  // The kernel takes some megabytes by itself before anything waits here.
  for (; sent < 2000 && !stream.closed; sent += 1) {
    stream.send(chunk, sent);
    await delay(0);
  }
  expect(stream.closed).toBe(true);
  expect(sent * chunk.length).toBeGreaterThan(bufferedBytesMax);
  await stream.ended;
  stop();
});

it('keeps a reader that reads, however much it is sent', async () => {
  const { stream, received, stop } = await openPair(true);
  for (let sent = 0; sent < 400; sent += 1) {
    stream.send(chunk, sent);
    await delay(1);
  }
  expect(stream.closed).toBe(false);
  expect(received()).toBeGreaterThan(20 * 1024 * 1024);
  stop();
});

it('ends without a word after its longest age, so that its reader is identified anew', async () => {
  const { stream, stop } = await openPair(true);
  for (let pings = 0; pings < 120; pings += 1) stream.ping();
  expect(stream.closed).toBe(false);
  stream.ping();
  expect(stream.closed).toBe(true);
  await stream.ended;
  stop();
});
