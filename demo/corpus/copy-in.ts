import pg from 'pg';
import type { Row } from './ticket-draft.ts';

/** Where rows of one kind go. */
export interface BulkTable {
  name: string;
  columns: readonly string[];
}

interface CopyConnection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** `COPY … FROM STDIN` of one chunk: the quickest way in, which the driver does not offer by itself. */
class CopyIn extends pg.Query {
  readonly #chunk: Buffer;

  constructor(text: string, chunk: Buffer, done: (error: Error | null) => void) {
    super({ text }, undefined, done as never);
    this.#chunk = chunk;
  }

  handleCopyInResponse(connection: CopyConnection): void {
    connection.sendCopyFromChunk(this.#chunk);
    connection.endCopyFrom();
  }
}

/** Writes rows into a table; a column that a row does not have is null. Instants are ms since 1970 or `Date`. */
export async function copyRows(table: BulkTable, rows: readonly Row[], client: pg.Client): Promise<void> {
  if (rows.length === 0) return;
  const text = `copy ${table.name} (${table.columns.join(', ')}) from stdin`;
  const chunk = Buffer.from(encodeRows(table, rows));
  await new Promise<void>((resolve, reject) => {
    client.query(new CopyIn(text, chunk, (error) => (error ? reject(error) : resolve())));
  });
}

/** Rows in PostgreSQL's text format. */
function encodeRows({ columns }: BulkTable, rows: readonly Row[]): string {
  const encoders = columns.map((column) => (isInstant(column) ? encodeInstant : encode));
  let text = '';
  for (const row of rows) {
    columns.forEach((column, at) => {
      text += `${at === 0 ? '' : '\t'}${encoders[at]!(row[column])}`;
    });
    text += '\n';
  }
  return text;
}

/** Instants are told by their name, as everywhere in the schema. */
function isInstant(column: string): boolean {
  return column === 'at' || column.endsWith('_at');
}

function encodeInstant(value: unknown): string {
  return typeof value === 'number' ? new Date(value).toISOString() : encode(value);
}

function encode(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return escape(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) {
    return escape(`{${value.map((item) => `"${String(item).replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
  }
  return escape(JSON.stringify(value));
}

const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escape(text: string): string {
  return /[\\\n\r\t]/.test(text) ? text.replace(/[\\\n\r\t]/g, (char) => escapes[char]!) : text;
}
