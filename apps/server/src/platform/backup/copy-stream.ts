import { Readable } from 'node:stream';
import pg from 'pg';
import { drained } from './drained.ts';

/** The parts of the driver's connection that a copy speaks to. */
interface CopyConnection {
  stream: NodeJS.WritableStream & { pause(): void; resume(): void; writableNeedDrain?: boolean };
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

type Done = (error: Error | undefined) => void;

const batchBytes = 256 * 1024;

/** The driver gives one message a row and reuses its memory: rows are gathered into pieces of our own. */
class Gathering {
  #piece = Buffer.allocUnsafe(batchBytes);
  #filled = 0;
  readonly #give: (piece: Buffer) => void;

  constructor(give: (piece: Buffer) => void) {
    this.#give = give;
  }

  add(row: Buffer): void {
    if (row.length > batchBytes - this.#filled) this.flush();
    if (row.length > batchBytes) {
      this.#give(Buffer.from(row));
      return;
    }
    row.copy(this.#piece, this.#filled);
    this.#filled += row.length;
  }

  flush(): void {
    if (this.#filled === 0) return;
    this.#give(this.#piece.subarray(0, this.#filled));
    this.#piece = Buffer.allocUnsafe(batchBytes);
    this.#filled = 0;
  }
}

class CopyOut extends pg.Query {
  readonly #row: (chunk: Buffer, connection: CopyConnection) => void;

  constructor(text: string, row: (chunk: Buffer, connection: CopyConnection) => void, done: Done) {
    super({ text }, undefined, done as never);
    this.#row = row;
  }

  handleCopyData(message: { chunk: Buffer }, connection: CopyConnection): void {
    this.#row(message.chunk, connection);
  }
}

/**
 * The bytes of `COPY … TO STDOUT`, which the driver does not offer by itself. A slow reader makes the server wait.
 * A stream given up early leaves the connection busy: end the client then.
 */
export function copyOut(statement: string, client: pg.ClientBase): Readable {
  let connection: CopyConnection | null = null;
  let dropped = false;
  const stream = new Readable({
    highWaterMark: 2 * batchBytes,
    read() {
      connection?.stream.resume();
    },
    destroy(error, callback) {
      dropped = true;
      connection?.stream.resume();
      callback(error);
    },
  });
  const gathering = new Gathering((piece) => {
    if (!dropped && !stream.push(piece)) connection?.stream.pause();
  });
  const query = new CopyOut(
    statement,
    (row, on) => {
      connection = on;
      if (!dropped) gathering.add(row);
    },
    (error) => {
      // The last piece may have made the line wait; without this the client would never hear of its next query.
      connection?.stream.resume();
      connection = null;
      if (error) stream.destroy(error);
      else if (!dropped) {
        gathering.flush();
        stream.push(null);
      }
    },
  );
  client.query(query);
  return stream;
}

class CopyIn extends pg.Query {
  readonly #feed: (connection: CopyConnection) => void;

  constructor(text: string, feed: (connection: CopyConnection) => void, done: Done) {
    super({ text }, undefined, done as never);
    this.#feed = feed;
  }

  handleCopyInResponse(connection: CopyConnection): void {
    this.#feed(connection);
  }
}

/** Feeds `COPY … FROM STDIN` with bytes as the server takes them. Rejects with the server's error or the source's. */
export async function copyIn(
  input: { statement: string; source: AsyncIterable<Buffer> },
  client: pg.ClientBase,
): Promise<void> {
  let over = false;
  let failure: unknown = null;
  await new Promise<void>((resolve, reject) => {
    const feed = async (connection: CopyConnection) => {
      try {
        for await (const chunk of input.source) {
          if (over) return;
          connection.sendCopyFromChunk(chunk);
          if (connection.stream.writableNeedDrain) await drained(connection.stream);
        }
        connection.endCopyFrom();
      } catch (error) {
        failure = error;
        if (!over) connection.sendCopyFail('the source failed');
      }
    };
    const query = new CopyIn(
      input.statement,
      (connection) => void feed(connection),
      (error) => {
        over = true;
        if (failure ?? error) reject((failure as Error | null) ?? error!);
        else resolve();
      },
    );
    client.query(query);
  });
}
