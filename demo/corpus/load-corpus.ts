import { isDeepStrictEqual } from 'node:util';
import type { PasswordAuth } from '../../apps/server/src/modules/identity/index.ts';
import type { Db } from '../../apps/server/src/platform/db/database.ts';
import { ensureEventPartitions } from '../../apps/server/src/platform/jobs/platform-jobs.ts';
import type { Platform } from '../../apps/server/src/platform/platform.ts';
import { bareTables } from './bare-tables.ts';
import { type Corpus, type CorpusOptions, createCorpus } from './corpus.ts';
import { writeGround } from './write-ground.ts';
import { type CorpusCounts, writeTickets } from './write-tickets.ts';

/** What a loaded corpus is and holds, kept in the database beside it. */
export interface CorpusManifest {
  options: Omit<CorpusOptions, 'now'> & { now: string };
  counts: CorpusCounts;
  seconds: number;
}

export type CorpusResult =
  | { kind: 'loaded'; manifest: CorpusManifest }
  /** This very corpus is here already. */
  | { kind: 'kept'; manifest: CorpusManifest }
  /** Somebody uses this installation, or an earlier load stopped half way: nothing was changed. */
  | { kind: 'refused'; why: 'in_use' | 'half_loaded' };

/** Key of the setting that says what the corpus is. */
const corpusSetting = 'demo.corpus';

/** Tables filled in bulk; everything else is written by the commands of the product. */
const bulkTables = [
  'tickets',
  'messages',
  'message_bodies',
  'message_search',
  'attachments',
  'outbound_messages',
  'ticket_reads',
  'ticket_intervals',
  'events',
  'events_log',
];

/**
 * Fills an installation that nobody uses with a corpus. People come in by the commands of the product, tickets in bulk,
 * with indexes taken off meanwhile: no server may run on the database. `password` is everybody's; `consumers` are the
 * reactions, for which all of it is old.
 */
export async function loadCorpus(
  input: { options: CorpusOptions; password: string; ownerUrl: string; consumers: readonly string[] },
  deps: {
    platform: Pick<Platform, 'db' | 'transact' | 'ids' | 'clock' | 'files' | 'sequencer'>;
    auth: PasswordAuth;
    now: () => number;
  },
): Promise<CorpusResult> {
  const { platform } = deps;
  const corpus = createCorpus(input.options);
  const present = await findCorpus(corpus, platform.db);
  if (present) return present;
  const began = deps.now();
  await keepManifest(null, deps.platform);
  const ground = await writeGround({ corpus, password: input.password }, deps);
  while ((await platform.sequencer.step()).moved > 0);
  const { ownerUrl, consumers } = input;
  const bare = await bareTables(bulkTables, { ownerUrl });
  const counts = await writeTickets({ corpus, ground, ownerUrl, consumers });
  await bare.restore();
  await ensureEventPartitions(platform);
  const seconds = Math.round((deps.now() - began) / 100) / 10;
  const manifest: CorpusManifest = { options: optionsOf(corpus), counts, seconds };
  await keepManifest(manifest, deps.platform);
  return { kind: 'loaded', manifest };
}

/** The corpus that a database holds, or null. */
export async function readManifest(db: Db): Promise<CorpusManifest | null> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('key', '=', corpusSetting)
    .executeTakeFirst();
  return row ? (row.value as { manifest: CorpusManifest | null }).manifest : null;
}

function optionsOf(corpus: Corpus): CorpusManifest['options'] {
  const { tickets, seed, customers, organizations, agents, wordsMin, wordsMax } = corpus;
  return {
    tickets,
    seed,
    customers,
    organizations,
    agents,
    wordsMin,
    wordsMax,
    now: corpus.now.toISOString(),
  };
}

async function findCorpus(corpus: Corpus, db: Db): Promise<CorpusResult | null> {
  const setting = await db
    .selectFrom('settings')
    .select('key')
    .where('key', '=', corpusSetting)
    .executeTakeFirst();
  const manifest = await readManifest(db);
  if (setting && !manifest) return { kind: 'refused', why: 'half_loaded' };
  if (manifest) {
    const { now: _, ...wanted } = optionsOf(corpus);
    const { now: __, ...held } = manifest.options;
    return isDeepStrictEqual(wanted, held) ? { kind: 'kept', manifest } : { kind: 'refused', why: 'in_use' };
  }
  for (const table of ['agents', 'tickets', 'brands'] as const) {
    const row = await db.selectFrom(table).select('id').limit(1).executeTakeFirst();
    if (row) return { kind: 'refused', why: 'in_use' };
  }
  return null;
}

/** Null while the load is under way: whoever finds that later knows that it never ended. */
async function keepManifest(
  manifest: CorpusManifest | null,
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
): Promise<void> {
  const row = { value: JSON.stringify({ manifest }), updated_at: clock.now() };
  await db
    .insertInto('settings')
    .values({ key: corpusSetting, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
}
