import { type EventEmitter, once } from 'node:events';

/** Resolves when a stream takes more, or never will; leaves nothing listening. */
export async function drained(stream: EventEmitter): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  try {
    await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })]);
  } finally {
    over.abort();
  }
}
