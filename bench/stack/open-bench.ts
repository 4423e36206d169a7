import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startSmtpSink } from '../../apps/server/src/testing/mail.ts';
import { corpusDefaults, createCorpus } from '../../demo/corpus/corpus.ts';
import { databaseWork } from '../measure/statements.ts';
import type { Bench } from '../workloads/context.ts';
import type { Cluster } from './cluster.ts';
import { startFloor } from './floor.ts';
import { createIntakeKey, type Session, signIn, startProduct } from './product.ts';

interface OpenBenchInput {
  tickets: number;
  quick: boolean;
  say: (line: string) => void;
  /** A copy that is no longer the corpus as it is: its mark, and what makes it another before the product starts. */
  other?: { mark: string; make(database: pg.Client, now: Date): Promise<void> };
}

/** Starts product and floor over a fresh copy of a corpus; every agent signs in. `close` leaves nothing behind. */
export async function openBench(
  { other, ...input }: OpenBenchInput,
  cluster: Cluster,
): Promise<{ bench: Bench; close(): Promise<void> }> {
  const undo: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const act of undo.reverse()) await act();
  };
  try {
    const copy = await cluster.openCopy(input.tickets, other?.mark);
    undo.push(() => copy.drop());
    const database = new pg.Client({
      connectionString: copy.superuserUrl,
      application_name: 'ventanilla bench',
    });
    await database.connect();
    undo.push(() => database.end());
    const sink = await startSmtpSink();
    undo.push(() => sink.close());
    const settings = { imap: null, smtp: sink.server, afterFetch: 'mark_read', withHistory: false };
    await database.query('update channel_accounts set settings = $1', [JSON.stringify(settings)]);
    await other?.make(database, new Date(copy.manifest.options.now));
    const product = await startProduct(copy);
    undo.push(() => product.stop());
    const floor = await startFloor(copy);
    undo.push(() => floor.stop());
    const now = new Date(copy.manifest.options.now);
    const corpus = createCorpus({ ...corpusDefaults, ...copy.manifest.options, now });
    const sessions: Session[] = [];
    for (const { email } of corpus.agentList) sessions.push(await signIn(email, product.http));
    const intakeKey = await createIntakeKey(sessions[0]!, product.http);
    await sleep(2_500);
    const idle = await untilQuiet(copy.database, cluster);
    const received = () => sink.mails.length;
    const bench = { ...input, idle, cluster, copy, corpus, product, floor, sessions, intakeKey, database };
    return { bench: { ...bench, sink: { received } }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const idleMs = 4_000;
/** Statements a millisecond of a product that has nothing left to do. */
const quietMost = 0.03;
const quietTries = 60;

/** What a start does in the background is over, the clocks that rang since the corpus was made among it. */
async function untilQuiet(database: string, cluster: Cluster): Promise<Bench['idle']> {
  for (let tries = 1; ; tries += 1) {
    const idle = await measureIdle(database, cluster);
    if (idle.statements <= quietMost || tries === quietTries) return idle;
  }
}

/** Statements and pages a millisecond of a product that nobody uses. */
async function measureIdle(database: string, cluster: Cluster): Promise<Bench['idle']> {
  const { statements, pages } = await databaseWork({ client: cluster.superuser, database }, () =>
    sleep(idleMs),
  );
  return { statements: statements / idleMs, pages: pages / idleMs };
}
