import { randomUUID } from 'node:crypto';
import { openReader, type Reader } from './reader.ts';

export interface OpenInput {
  port: number;
  agent?: string;
  session?: string;
  /** Of an agent unless it says otherwise. */
  kind?: 'api_key';
  scope?: string;
  after?: number;
  last?: string;
}

/** Opens streams as anybody and keeps them, to be left all at once. */
export function keepReaders() {
  const readers: Reader[] = [];
  return {
    readers,
    leaveAll() {
      for (const reader of readers.splice(0)) reader.leave();
    },
    /** One that has said hello. */
    async open(input: OpenInput): Promise<Reader> {
      const reader = await openReader({
        port: input.port,
        headers: {
          'x-agent': input.agent ?? randomUUID(),
          ...(input.kind ? { 'x-kind': input.kind } : {}),
          ...(input.session ? { 'x-session': input.session } : {}),
          ...(input.scope ? { 'x-scope': input.scope } : {}),
          ...(input.last ? { 'last-event-id': input.last } : {}),
        },
        ...(input.after === undefined ? {} : { after: input.after }),
      });
      readers.push(reader);
      await reader.until(({ heard }) => heard.length > 0);
      return reader;
    },
  };
}
