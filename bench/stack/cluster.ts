import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { systemClock } from '../../apps/server/src/platform/clock.ts';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../apps/server/src/platform/postgres/index.ts';
import { corpusDefaults } from '../../demo/corpus/corpus.ts';
import { fillDatabase } from '../../demo/corpus/fill-database.ts';
import type { CorpusManifest } from '../../demo/corpus/load-corpus.ts';

const root = join(import.meta.dirname, '../..');
/** Corpora are kept here from one run to the next. */
const cacheDir = join(tmpdir(), 'ventanilla-bench');
/** Everybody's in the corpora of the bench, which no other machine reaches. */
export const benchPassword = 'banco de pruebas 2026';
export const benchKeys = [{ id: 'b1', bytes: Buffer.alloc(32, 11) }];

const common = { shared_buffers: '1GB', max_wal_size: '8GB', track_commit_timestamp: 'on' };
/** A load that a crash spoils is done again; nothing is measured meanwhile. */
const loading = { ...common, fsync: 'off', full_page_writes: 'off', autovacuum: 'off' };
/** As the product runs it, with statements counted. */
const measuring = {
  ...common,
  fsync: 'on',
  synchronous_commit: 'on',
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.max': '5000',
};

export interface Cluster {
  postgres: EmbeddedPostgres;
  superuser: pg.Client;
  postgresVersion: string;
  manifests: readonly { tickets: number; messages: number; seconds: number }[];
  /** A fresh copy of the corpus of a size, to be measured and thrown away; `mark` tells copies of one size apart. */
  openCopy(tickets: number, mark?: string): Promise<CorpusCopy>;
  stop(): Promise<void>;
}

export interface CorpusCopy {
  database: string;
  appUrl: string;
  ownerUrl: string;
  superuserUrl: string;
  manifest: CorpusManifest;
  /** Files that its attachments point to lie below. */
  dataDir: string;
  drop(): Promise<void>;
}

/** The embedded PostgreSQL with a corpus of every size asked for, durable from here on. */
export async function openCluster(input: {
  sizes: readonly number[];
  say: (line: string) => void;
}): Promise<Cluster> {
  mkdirSync(cacheDir, { recursive: true });
  chmodSync(cacheDir, 0o711);
  const manifests = await loadMissing(input);
  const postgres = await start(measuring);
  const superuser = await connect(postgres.superuserUrl);
  await superuser.query('create extension if not exists pg_stat_statements');
  const { rows } = await superuser.query<{ server_version: string }>('show server_version');
  return {
    postgres,
    superuser,
    postgresVersion: rows[0]!.server_version,
    manifests: [...manifests].map(([tickets, { counts, seconds }]) => ({
      tickets,
      messages: counts.messages,
      seconds,
    })),
    async openCopy(tickets, mark = '') {
      const database = `bench_${tickets}${mark}`;
      await superuser.query(`drop database if exists ${database} with (force)`);
      await superuser.query(
        `create database ${database} template ${corpusName(tickets)} strategy file_copy owner ventanilla_owner`,
      );
      await superuser.query('checkpoint');
      return {
        database,
        appUrl: inDatabase(postgres.appUrl, database),
        ownerUrl: inDatabase(postgres.ownerUrl, database),
        superuserUrl: inDatabase(postgres.superuserUrl, database),
        manifest: manifests.get(tickets)!,
        dataDir: join(cacheDir, 'data'),
        drop: async () => void (await superuser.query(`drop database if exists ${database} with (force)`)),
      };
    },
    async stop() {
      await superuser.end();
      await postgres.stop();
    },
  };
}

function start(settings: Record<string, string>): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataRoot: cacheDir, settings, log: () => {} });
}

async function loadMissing(input: {
  sizes: readonly number[];
  say: (line: string) => void;
}): Promise<Map<number, CorpusManifest>> {
  const postgres = await start(loading);
  const client = await connect(postgres.superuserUrl);
  try {
    await dropOld(client);
    const manifests = new Map<number, CorpusManifest>();
    for (const tickets of input.sizes)
      manifests.set(tickets, await ensureCorpus(tickets, postgres, client, input.say));
    return manifests;
  } finally {
    await client.end();
    await postgres.stop();
  }
}

async function ensureCorpus(
  tickets: number,
  postgres: EmbeddedPostgres,
  client: pg.Client,
  say: (line: string) => void,
): Promise<CorpusManifest> {
  const database = corpusName(tickets);
  const fill = async () => {
    const found = await client.query('select from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) {
      say(`loading ${tickets} tickets`);
      await client.query(`create database ${database} owner ventanilla_owner`);
    }
    return fillDatabase({
      options: { ...corpusDefaults, tickets, now: systemClock.now() },
      password: benchPassword,
      ownerUrl: inDatabase(postgres.ownerUrl, database),
      appUrl: inDatabase(postgres.appUrl, database),
      appRole: 'ventanilla_app',
      dataDir: join(cacheDir, 'data'),
      keys: benchKeys,
      now: () => performance.now(),
    });
  };
  let result = await fill();
  if (result.kind === 'refused') {
    // An earlier run was stopped in the middle.
    await client.query(`drop database ${database} with (force)`);
    result = await fill();
  }
  if (result.kind === 'refused') throw new Error(`the corpus of ${tickets} could not be loaded`);
  say(
    `${tickets} tickets: ${result.kind}, ${result.manifest.counts.messages} messages, loaded in ${result.manifest.seconds} s`,
  );
  return result.manifest;
}

/** Corpora of another schema or generator, and copies that a stopped run left. */
async function dropOld(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    "select datname from pg_database where datname like 'corpus\\_%' or datname like 'bench\\_%'",
  );
  for (const { datname } of rows) {
    if (!datname.endsWith(fingerprint())) await client.query(`drop database ${datname} with (force)`);
  }
}

function corpusName(tickets: number): string {
  return `corpus_${tickets}_${fingerprint()}`;
}

let known: string | null = null;

/** Of everything that decides what a corpus looks like in the database. */
function fingerprint(): string {
  if (known) return known;
  const hash = createHash('sha256');
  const folders = ['apps/server/migrations', 'demo/corpus', 'apps/server/src/modules/tickets/reactions'];
  const files = [
    ...folders.flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name))),
    'apps/server/src/modules/tickets/messages.store.ts',
    'apps/server/src/modules/tickets/tickets.rules.ts',
  ].sort();
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  known = hash.digest('hex').slice(0, 10);
  return known;
}

function inDatabase(url: string, database: string): string {
  return url.replace(/@([^/]*)\/[^?]*/, `@$1/${database}`);
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'ventanilla bench' });
  await client.connect();
  return client;
}
