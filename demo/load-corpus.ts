import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../apps/server/src/platform/clock.ts';
import { createIds } from '../apps/server/src/platform/ids.ts';
import { loadOrCreateKeyFile } from '../apps/server/src/platform/keyring/keyring.ts';
import { startEmbeddedPostgres } from '../apps/server/src/platform/postgres/index.ts';
import { corpusDefaults } from './corpus/corpus.ts';
import { fillDatabase } from './corpus/fill-database.ts';

/**
 * Fills an empty installation with a corpus: `tsx demo/load-corpus.ts --tickets 20000 --data <folder>` for the embedded
 * PostgreSQL of that folder, `--database <url>` with `--data` for one's own, by the owner of its schema. No server may
 * be running on it. Ends with 1 when somebody uses the installation.
 */
const { values } = parseArgs({
  options: {
    tickets: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(corpusDefaults.seed) },
    data: { type: 'string' },
    database: { type: 'string' },
    password: { type: 'string' },
  },
});
const tickets = Number(values.tickets);
const seed = Number(values.seed);
if (
  !values.data ||
  !Number.isInteger(tickets) ||
  tickets < 1 ||
  tickets > 5_000_000 ||
  !Number.isInteger(seed)
) {
  process.stderr.write('tsx demo/load-corpus.ts --tickets <1…5000000> --data <folder> [--database <url>]\n');
  process.exit(2);
}

/** What is loaded anew after a crash needs no flush on the way. */
const bulkSettings = { fsync: 'off', full_page_writes: 'off', max_wal_size: '8GB', autovacuum: 'off' };

const dataDir = values.data;
mkdirSync(dataDir, { recursive: true });
chmodSync(dataDir, 0o755);
const own = values.database;
const server = own
  ? { ownerUrl: own, appUrl: own, appRole: new URL(own).username, stop: async () => {} }
  : {
      ...(await startEmbeddedPostgres({ dataRoot: dataDir, settings: bulkSettings, log: () => {} })),
      appRole: 'ventanilla_app',
    };
const password = values.password ?? createIds({ clock: systemClock }).secret(12);
try {
  const result = await fillDatabase({
    ...server,
    options: { ...corpusDefaults, tickets, seed, now: systemClock.now() },
    password,
    dataDir,
    keys: loadOrCreateKeyFile({ path: join(dataDir, 'keys', 'keyring') }),
    now: () => performance.now(),
  });
  if (result.kind === 'loaded') console.log(JSON.stringify({ ...result.manifest, password }, null, 2));
  else if (result.kind === 'kept') console.log('This corpus is here already.');
  else {
    const half = 'An earlier load stopped half way: remove this database and load again.';
    console.error(
      result.why === 'half_loaded' ? half : 'Somebody uses this installation; nothing was changed.',
    );
    process.exitCode = 1;
  }
} finally {
  await server.stop();
}
