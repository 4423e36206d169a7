import pg from 'pg';
import type { Log } from '../platform/log.ts';
import { findRunningPostgres, startEmbeddedPostgres } from '../platform/postgres/index.ts';
import type { ServerConfig } from './load-settings.ts';
import { exitFailure, RefusedStart, type Say } from './words.ts';

/** Oldest PostgreSQL that works, as `server_version_num`. */
const versionNumMin = 150_000;

export interface OpenedDatabase {
  /** As the application's role. */
  appUrl: string;
  /** As the owner of the schema, who migrates. */
  ownerUrl: string;
  appRole: string;
  embedded: boolean;
  /** Folder of the embedded cluster, where this process started it. */
  clusterDir: string | null;
  stop(): Promise<void>;
}

/** Checks the PostgreSQL of DATABASE_URL, or starts the embedded one; the caller stops it. */
export async function openDatabaseServer(input: {
  config: ServerConfig;
  dataDir: string;
  log: Log;
  say: Say;
  /** Use the embedded server that another process of ours runs, if one does. */
  attach?: boolean;
}): Promise<OpenedDatabase> {
  const { config, dataDir, log, say } = input;
  if (config.databaseUrl) return checkOutside({ ...config, databaseUrl: config.databaseUrl }, say);
  const running = input.attach ? await findRunningPostgres({ dataRoot: dataDir }) : null;
  if (running)
    return {
      ...running,
      appRole: roleOf(running.appUrl),
      embedded: true,
      clusterDir: null,
      stop: async () => {},
    };
  const started = await startEmbeddedPostgres({
    dataRoot: dataDir,
    log: ({ level, msg }) => log[level]({ part: 'postgres' }, msg),
  });
  return {
    appUrl: started.appUrl,
    ownerUrl: started.ownerUrl,
    appRole: roleOf(started.appUrl),
    embedded: true,
    clusterDir: started.dataDir,
    stop: () => started.stop(),
  };
}

function roleOf(url: string) {
  return decodeURIComponent(new URL(url.replace('@/', '@localhost/')).username);
}

async function checkOutside(
  config: { databaseUrl: string; databaseMigrationUrl: string | null },
  say: Say,
): Promise<OpenedDatabase> {
  const app = await ask({ url: config.databaseUrl, variable: 'DATABASE_URL' }, say);
  const ownerUrl = config.databaseMigrationUrl ?? config.databaseUrl;
  if (ownerUrl !== config.databaseUrl) await ask({ url: ownerUrl, variable: 'DATABASE_MIGRATION_URL' }, say);
  return {
    appUrl: config.databaseUrl,
    ownerUrl,
    appRole: app.role,
    embedded: false,
    clusterDir: null,
    stop: async () => {},
  };
}

interface Asked {
  url: string;
  variable: string;
}

/** Who we are there and how old the server is; every failure as one line without the password. */
async function ask({ url, variable }: Asked, say: Say): Promise<{ role: string }> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'ventanilla start',
  });
  // Without a listener, a connection that breaks later would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ role: string; num: string; version: string }>(
      "select current_user as role, current_setting('server_version_num') as num, current_setting('server_version') as version",
    );
    const { role, num, version } = rows[0]!;
    if (Number(num) < versionNumMin) {
      throw new RefusedStart(say('database.too_old', { place: placeOf(client), version }), {
        exitCode: exitFailure,
      });
    }
    return { role };
  } catch (error) {
    if (error instanceof RefusedStart) throw error;
    throw describeDatabaseError({ error, place: placeOf(client), variable }, say);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function placeOf({ host, port }: pg.Client) {
  return `${host}:${port}`;
}

/** One line for what a database refuses; errors without a code of PostgreSQL or the network are not its own. */
export function describeDatabaseError(
  input: { error: unknown; place: string; variable: string },
  say: Say,
): RefusedStart {
  const { error, place, variable } = input;
  const { code = '' } = error as { code?: string };
  // An AggregateError of several addresses has an empty message.
  const reason = (error instanceof Error && error.message) || code || String(error);
  const key = (
    {
      '28P01': 'database.refused',
      '28000': 'database.refused',
      '3D000': 'database.missing',
      '42501': 'database.denied',
    } as const
  )[code];
  const unreachable = /^(E[A-Z]+|57P03|08\w{3})$/.test(code) || /timeout/i.test(reason);
  const line = say(key ?? (unreachable ? 'database.unreachable' : 'database.failed'), {
    place,
    variable,
    reason,
  });
  return new RefusedStart(line, { exitCode: exitFailure, cause: error });
}
