import { type App, type AppOptions, createApp } from '../app.ts';
import { issueSetupToken } from '../modules/identity/index.ts';
import { migrate } from '../platform/db/migrate.ts';
import { ensureJobQueues } from '../platform/jobs/job-schema.ts';
import { ensureEventPartitions } from '../platform/jobs/platform-jobs.ts';
import type { OpenedDatabase } from './open-database.ts';
import { serveDesk } from './serve-desk.ts';
import { setupLink } from './setup-link.ts';
import type { Say } from './words.ts';

export interface ComposeInput extends Omit<AppOptions, 'databaseUrl' | 'authenticate' | 'servedDir'> {
  database: OpenedDatabase;
  migrations: string;
  desk: string;
}

export interface Composed {
  app: App;
  /** What is left once the process listens; answers further lines for the terminal. */
  finish(input: { say: Say; address: string | null; demo: boolean }): Promise<string[]>;
}

/** Brings the database up to date and puts the app together over it; nothing runs yet. */
export async function composeApp({
  database,
  migrations,
  desk,
  ...options
}: ComposeInput): Promise<Composed> {
  await migrate({
    ownerUrl: database.ownerUrl,
    appRole: database.appRole,
    dir: migrations,
    now: options.clock.now(),
  });
  const app = await createApp({ ...options, databaseUrl: database.appUrl, servedDir: desk });
  try {
    await ensureEventPartitions(app.platform);
    await ensureJobQueues({ ownerUrl: database.ownerUrl, pool: app.platform.database.pool, jobs: app.jobs });
    if (options.roles.includes('web')) await serveDesk(app.http, { dist: desk });
  } catch (error) {
    await app.platform.database.close();
    throw error;
  }
  return {
    app,
    async finish({ say, address, demo }) {
      const lines = demo ? await demoLines(app, { config: options.config, say }) : [];
      if (address) lines.push(...(await setupLines(app, { say, address })));
      return lines;
    },
  };
}

async function demoLines(app: App, given: { config: AppOptions['config']; say: Say }): Promise<string[]> {
  const { addDemo } = await import('./demo.ts');
  return addDemo(app, given);
}

/** The one-time link, while nobody can sign in. */
async function setupLines(app: App, { say, address }: { say: Say; address: string }): Promise<string[]> {
  const token = await issueSetupToken(app.platform);
  return token === null
    ? []
    : [say('start.setup', { link: setupLink(app.platform.publicUrl ?? address, token) })];
}
