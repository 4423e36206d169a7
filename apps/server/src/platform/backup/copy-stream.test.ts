import type pg from 'pg';
import { expect, test } from 'vitest';
import { copyOut } from './copy-stream.ts';

/** A row of which 256 fill a piece, and 512 all that waits for a slow reader. */
const row = Buffer.alloc(1024, 'x');

/** What the driver calls as messages come in. */
interface Asked {
  handleCopyData(message: { chunk: Buffer }, connection: object): void;
  handleReadyForQuery(connection: object): void;
}

test('a copy that ends while its reader is behind leaves a line that goes on for the next one', async () => {
  let asked: Asked | undefined;
  const client = { query: (query: unknown) => (asked = query as Asked) } as unknown as pg.ClientBase;
  let isPaused = false;
  const stream = {
    pause: () => (isPaused = true),
    resume: () => (isPaused = false),
  };
  const copied = copyOut('copy t to stdout', client);
  for (let count = 0; count < 513; count += 1) asked!.handleCopyData({ chunk: row }, { stream });
  expect(isPaused).toBe(true);
  // The end came with the same bytes as the last rows: nobody has read anything yet.
  asked!.handleReadyForQuery({ stream });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isPaused).toBe(false);
  let bytes = 0;
  for await (const piece of copied) bytes += (piece as Buffer).length;
  expect(bytes).toBe(513 * row.length);
});
