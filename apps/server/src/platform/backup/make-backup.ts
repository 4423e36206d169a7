import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import pg from 'pg';
import productManifest from '../../../package.json' with { type: 'json' };
import type { Clock } from '../clock.ts';
import { backupLock } from '../db/advisory-locks.ts';
import type { FileStore } from '../files/file-store.ts';
import { BackupError, diskProblem } from './backup-error.ts';
import { copyOut } from './copy-stream.ts';
import {
  copyOutStatement,
  type DatabaseShape,
  isLeftOut,
  qualified,
  readShape,
  type ShapedTable,
  steadyOutput,
} from './database-shape.ts';
import { drained } from './drained.ts';
import { type BackedUpTable, type BackupManifest, entryOf, fileListName } from './manifest.ts';
import { measured } from './measured.ts';
import type { BackupSink, BackupSource } from './vault.ts';
import { verifyEntries, verifyFiles } from './verify-backup.ts';

/** Little gain beyond this, and it must not take a processor from people. */
const gzipLevel = 3;
/** A copy is begun only where this much would be left. */
const freeBytesMin = 64 * 1024 * 1024;

export interface BackupInput {
  id: string;
  /** Any role that may read everything. */
  databaseUrl: string;
  keys: { id: string; mark: string }[];
  /** Opens the place to write to, once it is this process's turn. */
  openSink(at: { takenAt: Date; owner: string }): Promise<BackupSink>;
  /** Opens the finished copy, to read it back. */
  openSource(place: string): Promise<BackupSource>;
  files: Pick<FileStore, 'stream' | 'has'>;
  clock: Clock;
  /** Ends the copy early; what was written is removed. */
  signal?: AbortSignal;
}

export interface BackupResult {
  manifest: BackupManifest;
  place: string;
  /** Bytes that this copy added to its place. */
  addedBytes: number;
  addedFiles: number;
}

/**
 * Copies the whole installation while it runs: every table as one snapshot sees it, then the files that the snapshot
 * names (they are written once and removed late, so all of them are there), then everything new is read back.
 * Throws BackupError; nothing is left behind then.
 */
export async function makeBackup(input: BackupInput): Promise<BackupResult> {
  const client = new pg.Client({
    connectionString: input.databaseUrl,
    application_name: 'ventanilla backup',
    keepAlive: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  const stop = () => void client.end().catch(() => undefined);
  input.signal?.addEventListener('abort', stop, { once: true });
  try {
    input.signal?.throwIfAborted();
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
      backupLock,
    ]);
    if (!rows[0]?.locked) throw new BackupError('running');
    return await makeLocked(input, client);
  } catch (error) {
    if (input.signal?.aborted) throw new BackupError('interrupted', {}, error);
    throw error;
  } finally {
    input.signal?.removeEventListener('abort', stop);
    await client.end().catch(() => undefined);
  }
}

async function makeLocked(input: BackupInput, client: pg.Client): Promise<BackupResult> {
  const takenAt = input.clock.now();
  let sink: BackupSink | null = null;
  try {
    sink = await input.openSink({ takenAt, owner: await readOwner(client) });
    const snapshot = await beginSnapshot(client);
    await demandSpace({ client, place: sink.place });
    const written = await writeTables({ shape: snapshot.shape, sink }, client);
    const files = await listFiles(client, sink);
    const sequences = await readSequences(snapshot.shape, client);
    await client.query('commit');
    const stored = await writeFiles({ ...input, list: files.list, sink });
    const manifest: BackupManifest = {
      format: 'ventanilla-backup',
      formatVersion: 1,
      id: input.id,
      takenAt: takenAt.toISOString(),
      finishedAt: input.clock.now().toISOString(),
      productVersion: productManifest.version,
      postgresVersion: snapshot.version,
      migrations: snapshot.migrations,
      keys: input.keys,
      tables: written,
      leftOut: snapshot.shape.tables.filter(isLeftOut).map(({ schema, name }) => `${schema}.${name}`),
      sequences,
      partitions: snapshot.shape.partitions,
      files: {
        count: files.list.length - stored.missing.length,
        bytes: files.list.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
        listSha256: files.listSha256,
        missing: stored.missing,
      },
    };
    await sink.finish(manifest);
    const source = await input.openSource(sink.place);
    try {
      await verifyEntries(source);
      await verifyFiles({ source, files: stored.added });
    } finally {
      await source.close();
    }
    const tableBytes = written.reduce((sum, { storedBytes }) => sum + storedBytes, 0);
    const addedBytes = tableBytes + stored.added.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    return { manifest, place: sink.place, addedBytes, addedFiles: stored.added.length };
  } catch (error) {
    await sink?.abort().catch(() => undefined);
    throw diskProblem(error, sink?.place ?? '') ?? error;
  }
}

/** What tells this installation from others: the id of the company that it is for. */
async function readOwner(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ id: string | null }>('select min(id::text) as id from public.brands');
  return rows[0]?.id ?? 'new';
}

/** One instant for everything that follows; tables are held so that none is altered meanwhile. */
async function beginSnapshot(client: pg.Client) {
  await client.query(steadyOutput);
  await client.query('begin isolation level repeatable read, read only');
  const shape = await readShape(client);
  await client.query(`lock table ${shape.tables.map(qualified).join(', ')} in access share mode`);
  const version = await client.query<{ version: string }>(
    "select current_setting('server_version') as version",
  );
  const migrations = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from public.schema_migrations order by name',
  );
  return { shape, version: version.rows[0]!.version, migrations: migrations.rows };
}

async function demandSpace({ client, place }: { client: pg.Client; place: string }): Promise<void> {
  const disk = await statfs(dirname(place)).catch(() => null);
  if (!disk) return;
  const { rows } = await client.query<{ bytes: string }>(
    'select pg_database_size(current_database()) as bytes',
  );
  // Indexes are not copied and text is compressed: a copy takes a fifth of the database, files apart.
  const wanted = Number(rows[0]!.bytes) / 5 + freeBytesMin;
  const free = disk.bavail * disk.bsize;
  if (free < wanted) throw new BackupError('no_space', { place });
}

async function writeTables(
  input: { shape: DatabaseShape; sink: BackupSink },
  client: pg.Client,
): Promise<BackedUpTable[]> {
  const written: BackedUpTable[] = [];
  for (const table of input.shape.tables) {
    if (isLeftOut(table)) continue;
    written.push(await writeTable(table, input.sink, client));
  }
  return written;
}

async function writeTable(table: ShapedTable, sink: BackupSink, client: pg.Client): Promise<BackedUpTable> {
  const raw = measured(copyOut(copyOutStatement(table), client));
  const stored = measured(compress(raw.through));
  await sink.put(entryOf(table), stored.through);
  return {
    schema: table.schema,
    name: table.name,
    columns: table.columns,
    orderedBy: table.orderedBy,
    rows: raw.measure.lines,
    bytes: raw.measure.bytes,
    sha256: raw.measure.sha256(),
    storedBytes: stored.measure.bytes,
    storedSha256: stored.measure.sha256(),
  };
}

/** Gzip of a stream; a failure of the source is the failure of the result. */
function compress(source: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const gzip = createGzip({ level: gzipLevel });
  feed(source, gzip).catch((error: Error) => gzip.destroy(error));
  return gzip;
}

async function feed(source: AsyncIterable<Buffer>, into: ReturnType<typeof createGzip>): Promise<void> {
  for await (const chunk of source) {
    if (!into.write(chunk)) await drained(into);
    if (into.destroyed) return;
  }
  into.end();
}

export interface ListedFile {
  sha256: string;
  sizeBytes: number;
}

/** `wanted`: something refers to it. One that nothing refers to may be removed while we copy, and is not missed. */
type FileToCopy = ListedFile & { wanted: boolean };

async function listFiles(client: pg.Client, sink: BackupSink) {
  const { rows } = await client.query<{ sha256: string; size_bytes: string; wanted: boolean }>(
    'select sha256, size_bytes, unreferenced_since is null as wanted from public.files order by sha256',
  );
  const list = rows.map(({ sha256, size_bytes, wanted }) => ({
    sha256,
    sizeBytes: Number(size_bytes),
    wanted,
  }));
  const lines = list.map(({ sha256, sizeBytes }) => `${sha256} ${sizeBytes}\n`);
  const stored = measured(compress(Readable.from(inPieces(lines), { objectMode: true })));
  await sink.put(fileListName, stored.through);
  return { list, listSha256: stored.measure.sha256() };
}

function* inPieces(lines: readonly string[]): Iterable<Buffer> {
  for (let at = 0; at < lines.length; at += 1000) yield Buffer.from(lines.slice(at, at + 1000).join(''));
}

/** The list of files in a copy. */
export async function readFileList(source: BackupSource): Promise<ListedFile[]> {
  const gunzip = createGunzip();
  const compressed = Readable.from(source.read(fileListName), { objectMode: false });
  compressed.on('error', (error) => gunzip.destroy(error));
  let text = '';
  for await (const chunk of compressed.pipe(gunzip)) text += String(chunk);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [sha256 = '', size] = line.split(' ');
      return { sha256, sizeBytes: Number(size) };
    });
}

async function writeFiles(
  input: Pick<BackupInput, 'files' | 'signal'> & { list: readonly FileToCopy[]; sink: BackupSink },
): Promise<{ added: ListedFile[]; missing: string[] }> {
  const { list, files, sink } = input;
  const added: ListedFile[] = [];
  const missing: string[] = [];
  for (const file of list) {
    input.signal?.throwIfAborted();
    if (await sink.hasFile(file)) continue;
    if (!(await files.has(file.sha256))) {
      if (file.wanted) missing.push(file.sha256);
      continue;
    }
    await sink.putFile(file, files.stream(file.sha256));
    added.push(file);
  }
  return { added, missing };
}

async function readSequences(shape: DatabaseShape, client: pg.Client) {
  const sequences: BackupManifest['sequences'] = [];
  for (const { schema, name } of shape.sequences) {
    const { rows } = await client.query<{ last_value: string; is_called: boolean }>(
      `select last_value::text, is_called from ${qualified({ schema, name })}`,
    );
    sequences.push({ schema, name, lastValue: rows[0]!.last_value, isCalled: rows[0]!.is_called });
  }
  return sequences;
}
