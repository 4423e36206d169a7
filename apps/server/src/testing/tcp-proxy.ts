import { createConnection, createServer, type Socket } from 'node:net';

/** A line in our hands between the product and another server. What is counted are bytes towards the product. */
export interface TcpProxy {
  port: number;
  /** Breaks the connection that carries the byte of this number, from now on; answers when it did. */
  cutAfter(bytes: number): Promise<void>;
  /** At that byte the connection falls silent, both ways, and stays open; answers when it did. */
  stallAfter(bytes: number): Promise<void>;
  /** Every present connection falls silent without a word; later ones are well. Answers how many. */
  silence(): number;
  /** Each piece towards the product waits for so long. */
  delay(ms: number): void;
  /** Takes no connections, and breaks the present ones. */
  down(): void;
  up(): void;
  /** Connections open now. */
  open(): number;
  close(): Promise<void>;
}

interface Pair {
  near: Socket;
  far: Socket;
  isSilent: boolean;
}

interface Fault {
  kind: 'cut' | 'stall';
  left: number;
  happened(): void;
}

/** A TCP proxy to a port of this machine, which cuts, delays and stops at byte N. */
export async function startTcpProxy(target: { port: number }): Promise<TcpProxy> {
  const pairs = new Set<Pair>();
  let fault: Fault | null = null;
  let delayMs = 0;
  let isDown = false;

  function end(pair: Pair) {
    pairs.delete(pair);
    pair.near.destroy();
    pair.far.destroy();
  }

  function cut(pair: Pair) {
    pairs.delete(pair);
    pair.near.resetAndDestroy();
    pair.far.destroy();
  }

  /** What of a piece still passes; the fault that falls into it happens after that. */
  function passing(piece: Buffer, pair: Pair): Buffer {
    if (!fault) return piece;
    if (piece.length < fault.left) {
      fault.left -= piece.length;
      return piece;
    }
    const { kind, left, happened } = fault;
    fault = null;
    pair.isSilent = true;
    if (kind === 'cut') setImmediate(() => cut(pair));
    happened();
    return piece.subarray(0, left);
  }

  function towardsProduct(bytes: Buffer, pair: Pair) {
    if (pair.isSilent) return;
    const piece = passing(bytes, pair);
    const write = () => pair.near.writable && pair.near.write(piece);
    if (delayMs === 0) write();
    else setTimeout(write, delayMs);
  }

  const server = createServer((near) => {
    if (isDown) return near.resetAndDestroy();
    const pair: Pair = {
      near,
      far: createConnection({ port: target.port, host: '127.0.0.1' }),
      isSilent: false,
    };
    pairs.add(pair);
    near.on('data', (bytes) => {
      if (!pair.isSilent) pair.far.write(bytes);
    });
    pair.far.on('data', (bytes) => towardsProduct(bytes, pair));
    // A line that fell silent says nothing of its end either.
    pair.far.on('close', () => pair.isSilent || end(pair)).on('error', () => pair.isSilent || end(pair));
    near.on('close', () => end(pair)).on('error', () => end(pair));
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const faultAfter = (kind: Fault['kind'], bytes: number) =>
    new Promise<void>((resolve) => {
      fault = { kind, left: bytes, happened: resolve };
    });

  return {
    port: (server.address() as { port: number }).port,
    cutAfter: (bytes) => faultAfter('cut', bytes),
    stallAfter: (bytes) => faultAfter('stall', bytes),
    silence() {
      for (const pair of pairs) pair.isSilent = true;
      return pairs.size;
    },
    delay(ms) {
      delayMs = ms;
    },
    down() {
      isDown = true;
      for (const pair of pairs) cut(pair);
    },
    up() {
      isDown = false;
    },
    open: () => pairs.size,
    async close() {
      for (const pair of pairs) end(pair);
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
