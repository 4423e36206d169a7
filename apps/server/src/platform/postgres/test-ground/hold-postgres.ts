/**
 * A server process in small, for the tests of the supervisor: starts the embedded PostgreSQL of the input in its
 * first argument, tells on one line how that went, and stops it on SIGTERM. On SIGINT it first proves that the
 * database still answers.
 */
import { Client } from 'pg';
import { EmbeddedPostgresError, startEmbeddedPostgres } from '../index.ts';

export interface HoldInput {
  dataRoot: string;
  runDir?: string;
  settings?: Record<string, string>;
}

/** What the child says on its standard output, one JSON object per line. */
export type HoldLine =
  | { say: 'started'; attached: boolean; pid: number; ownerUrl: string; superuserUrl: string }
  | { say: 'refused'; code: string; message: string }
  | { say: 'answered' }
  | { say: 'stopped' };

function say(line: HoldLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function hold(input: HoldInput): Promise<void> {
  const postgres = await startEmbeddedPostgres({
    ...input,
    log: (line) => console.error(line.level, line.msg),
  });
  const { attached, pid, ownerUrl, superuserUrl } = postgres;
  const alive = setInterval(() => undefined, 60_000);
  process.on('SIGTERM', () => {
    clearInterval(alive);
    void postgres.stop().then(() => say({ say: 'stopped' }));
  });
  process.on('SIGINT', () => {
    // Time enough for a postmaster in the same process group to shut down by the signal.
    setTimeout(() => void answer(ownerUrl), 500);
  });
  say({ say: 'started', attached, pid, ownerUrl, superuserUrl });
}

async function answer(connectionString: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  await client.query('select 1');
  await client.end();
  say({ say: 'answered' });
}

await hold(JSON.parse(process.argv[2] ?? '{}') as HoldInput).catch((error: unknown) => {
  if (!(error instanceof EmbeddedPostgresError)) throw error;
  say({ say: 'refused', code: error.code, message: error.message });
});
