import { join } from 'node:path';
import pg from 'pg';
import { createApp } from '../../apps/server/src/app.ts';
import { createPasswordAuth } from '../../apps/server/src/modules/identity/index.ts';
import { createManualClock } from '../../apps/server/src/platform/clock.ts';
import { loadConfig } from '../../apps/server/src/platform/config/config.ts';
import { migrate } from '../../apps/server/src/platform/db/migrate.ts';
import { ensureJobQueues } from '../../apps/server/src/platform/jobs/job-schema.ts';
import type { createKeyring } from '../../apps/server/src/platform/keyring/keyring.ts';
import { createLog } from '../../apps/server/src/platform/log.ts';
import { serverSettings } from '../../apps/server/src/settings.ts';
import type { CorpusOptions } from './corpus.ts';
import { type CorpusResult, loadCorpus } from './load-corpus.ts';

export interface FillInput {
  options: CorpusOptions;
  /** Of every agent of the corpus. */
  password: string;
  ownerUrl: string;
  appUrl: string;
  appRole: string;
  /** Where files and keys lie. */
  dataDir: string;
  keys: Parameters<typeof createKeyring>[0];
  /** Milliseconds, to say how long it took. */
  now(): number;
}

/** Brings a database up to date and fills it with a corpus; the server must not be running. */
export async function fillDatabase(input: FillInput): Promise<CorpusResult> {
  const { ownerUrl, appUrl, appRole, options, password } = input;
  const dir = join(import.meta.dirname, '../../apps/server/migrations');
  await migrate({ ownerUrl, appRole, dir, now: options.now });
  const config = loadConfig(serverSettings, { VENTANILLA_SMTP_PORT: 'off' });
  const app = await createApp({
    databaseUrl: appUrl,
    dataDir: input.dataDir,
    config,
    keys: input.keys,
    roles: ['web'],
    // The company and its people are as old as the newest ticket; tickets have instants of their own.
    clock: createManualClock(options.now),
    log: createLog({ level: 'warn' }),
  });
  try {
    await ensureJobQueues({ ownerUrl, pool: app.platform.database.pool, jobs: app.jobs });
    const consumers = app.modules.flatMap((module) => module.reactions ?? []).map(({ name }) => name);
    const auth = createPasswordAuth({ ...app.platform, config });
    const result = await loadCorpus(
      { options, password, ownerUrl, consumers },
      { platform: app.platform, auth, now: input.now },
    );
    if (result.kind === 'loaded') await analyse(ownerUrl);
    return result;
  } finally {
    await app.stop();
  }
}

/** The planner must know what came in, and pages must be known as visible, as they are in a database that lives. */
async function analyse(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class
     where relkind in ('r', 'p') and relowner = (select oid from pg_roles where rolname = current_user)`,
  );
  for (const { name } of rows) await client.query(`vacuum (analyze) ${name}`);
  await client.end();
}
