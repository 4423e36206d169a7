import type pg from 'pg';
import { systemClock } from '../../platform/clock.ts';
import type { Migration } from '../../platform/db/migrations.ts';
import { type Finding, finding } from './finding.ts';
import { countInconsistencies } from './integrity.ts';

/** Difference between the database's clock and ours from which timers and sessions misbehave. */
const skewMsMax = 5_000;

/** Version, schema, clock and whether what is stored fits together. */
export async function checkDatabase(
  input: { migrations: readonly Migration[]; embedded: boolean },
  client: pg.ClientBase,
): Promise<{ findings: Finding[]; isCurrent: boolean }> {
  const { rows } = await client.query<{ version: string }>(
    "select current_setting('server_version') as version",
  );
  const version = rows[0]!.version;
  const findings = [finding('ok', input.embedded ? 'database_embedded' : 'database_own', { version })];
  const schema = await checkSchema(input.migrations, client);
  findings.push(schema, await checkClock(client));
  return { findings, isCurrent: schema.level === 'ok' };
}

async function checkSchema(migrations: readonly Migration[], client: pg.ClientBase): Promise<Finding> {
  const there = await client.query<{ there: boolean }>(
    "select to_regclass('schema_migrations') is not null as there",
  );
  if (!there.rows[0]?.there) return finding('warn', 'schema_none');
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from schema_migrations order by name',
  );
  for (const { name, checksum } of rows) {
    const known = migrations.find((migration) => migration.name === name);
    if (!known) return finding('fail', 'schema_newer', { name });
    if (known.checksum !== checksum) return finding('fail', 'schema_changed', { name });
  }
  const pending = migrations.length - rows.length;
  const current = rows.at(-1)?.name ?? '';
  return pending > 0
    ? finding('warn', 'schema_behind', { pending })
    : finding('ok', 'schema_current', { name: current });
}

async function checkClock(client: pg.ClientBase): Promise<Finding> {
  const before = systemClock.now().getTime();
  const { rows } = await client.query<{ ms: number }>(
    'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms',
  );
  const after = systemClock.now().getTime();
  const skew = Math.round(rows[0]!.ms - (before + after) / 2);
  const seconds = (Math.abs(skew) / 1000).toFixed(1);
  return Math.abs(skew) > skewMsMax ? finding('fail', 'clock_off', { seconds }) : finding('ok', 'clock_same');
}

/** The queries of `integrity.ts` in words. */
export async function checkIntegrity(client: pg.ClientBase): Promise<Finding[]> {
  const counts = await countInconsistencies(client);
  const wrong = Object.entries(counts).filter(([, count]) => count > 0);
  if (wrong.length === 0) return [finding('ok', 'integrity_whole')];
  const list = wrong.map(([name, count]) => `${name}: ${count}`).join(', ');
  return [finding('fail', 'integrity_broken', { list })];
}
