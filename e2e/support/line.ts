import { createConnection, createServer, type Socket } from 'node:net';

/** The line between browsers and the product, in our hands: it can be cut, and it sees what streams are open. */
export interface Line {
  /** Address for the browser. */
  url: string;
  /** Breaks every connection and takes no more. */
  cut(): void;
  mend(): void;
  /** Connections that carry a live stream now. */
  liveStreams(): number;
  /** Streams that are asked for from now on wait; answers how to let them through. */
  holdStreams(): () => void;
  /** How often this address, path and query, was asked for with GET. */
  reads(address: string): number;
  close(): Promise<void>;
}

export async function openLine(target: { port: number }): Promise<Line> {
  const pairs = new Map<Socket, { far: Socket; isLive: boolean }>();
  const heads: string[] = [];
  let held: (() => void)[] | null = null;
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) {
      near.resetAndDestroy();
      return;
    }
    const far = createConnection({ port: target.port, host: '127.0.0.1' });
    const pair = { far, isLive: false };
    pairs.set(near, pair);
    near.on('data', (bytes) => {
      // Browsers send the head of a request in one piece.
      const address = /^GET (\S+) /.exec(bytes.toString('latin1'))?.[1];
      if (address) heads.push(address);
      if (address && /^\/api\/v1\/live(\?|$)/.test(address)) {
        pair.isLive = true;
        if (held) return void held.push(() => far.write(bytes));
      }
      return void far.write(bytes);
    });
    far.pipe(near);
    const end = () => {
      pairs.delete(near);
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) socket.on('close', end).on('error', end);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const breakAll = () => {
    for (const [near, { far }] of pairs) {
      near.resetAndDestroy();
      far.destroy();
    }
    pairs.clear();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    cut() {
      isCut = true;
      breakAll();
    },
    mend() {
      isCut = false;
    },
    holdStreams() {
      held = [];
      return () => {
        const waiting = held ?? [];
        held = null;
        for (const go of waiting) go();
      };
    },
    reads: (address) => heads.filter((one) => one === address).length,
    liveStreams: () => [...pairs.values()].filter(({ isLive }) => isLive).length,
    async close() {
      breakAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
