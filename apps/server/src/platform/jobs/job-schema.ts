import { createRequire } from 'node:module';
import pg from 'pg';

/** Schema of pg-boss; the owner's role makes it and its queues, the application's only uses them. */
export const jobSchema = 'pgboss';
/** Queue through which pg-boss itself sends what is due by cron. */
const cronQueue = '__pgboss__send-it';

/** Version of pg-boss's tables that the installed package works with. */
function wantedVersion(): number {
  return (createRequire(import.meta.url)('pg-boss/version.json') as { schema: number }).schema;
}

async function installedVersion(client: pg.Client): Promise<number | null> {
  const found = await client.query<{ there: boolean }>(
    `select to_regclass('${jobSchema}.version') is not null as there`,
  );
  if (!found.rows[0]?.there) return null;
  const { rows } = await client.query<{ version: number }>(`select version from ${jobSchema}.version`);
  return rows[0]?.version ?? null;
}

/**
 * Creates or updates pg-boss's tables with the owner's connection, which holds the lock of the migrations.
 * The package is loaded only when there is something to do. Answers whether there was.
 */
export async function migrateJobSchema(client: pg.Client): Promise<boolean> {
  const version = await installedVersion(client);
  if (version !== null && version >= wantedVersion()) return false;
  const { default: PgBoss } = await import('pg-boss');
  await client.query(
    version === null
      ? PgBoss.getConstructionPlans(jobSchema)
      : // Declared as text, used as the number it is.
        PgBoss.getMigrationPlans(jobSchema, version as unknown as string),
  );
  return true;
}

/**
 * Creates the queues that are missing; each is a table of its own, so it takes the owner's connection. Asks with
 * the application's first, because on most starts there is nothing to create.
 */
export async function ensureJobQueues(input: {
  ownerUrl: string;
  pool: pg.Pool;
  jobs: readonly { name: string; cron?: string }[];
}): Promise<string[]> {
  const { rows } = await input.pool.query<{ name: string }>(`select name from ${jobSchema}.queue`);
  const there = new Set(rows.map(({ name }) => name));
  const wanted: readonly { name: string; cron?: string }[] = [{ name: cronQueue }, ...input.jobs];
  const missing = wanted.filter(({ name }) => !there.has(name));
  if (missing.length === 0) return [];
  const client = new pg.Client({ connectionString: input.ownerUrl, application_name: 'ventanilla migrate' });
  await client.connect();
  try {
    for (const { name, cron } of missing) {
      // `short`: one waiting job at most, so that a worker that was away does not find a heap of periodic ones.
      const policy = cron ? 'short' : 'standard';
      await client.query(`select ${jobSchema}.create_queue($1, $2)`, [name, JSON.stringify({ policy })]);
    }
  } finally {
    await client.end();
  }
  return missing.map(({ name }) => name);
}
