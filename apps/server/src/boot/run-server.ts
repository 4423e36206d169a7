import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Language } from '@ventanilla/contracts/common';
import type { App } from '../app.ts';
import { systemClock } from '../platform/clock.ts';
import type { ProcessRole } from '../platform/config/platform.config.ts';
import { keyFileOf } from '../platform/keyring/keyring.ts';
import { createLog, type Log } from '../platform/log.ts';
import { defaultDataRoot } from '../platform/postgres/index.ts';
import { explainFailure } from './explain-failure.ts';
import type { Flags } from './flags.ts';
import { loadKeys, makeDataDir } from './keys.ts';
import { listen } from './listen.ts';
import { loadSettings, readRoles, type ServerConfig } from './load-settings.ts';
import { type OpenedDatabase, openDatabaseServer } from './open-database.ts';
import { restoringMark } from './restoring-mark.ts';
import { stopGracefully } from './stopping.ts';
import { exitFailure, RefusedStart, type Say } from './words.ts';

export interface ServerPlaces {
  /** Numbered SQL. */
  migrations: string;
  /** The built desk. */
  desk: string;
}

export interface RunInput {
  env: Record<string, string | undefined>;
  flags: Flags;
  language: Language;
  say: Say;
  places: ServerPlaces;
  print(line: string): void;
}

/** What has been started so far, in the order in which it is undone. */
interface Running {
  app: App | null;
  database: OpenedDatabase | null;
}

/** Starts the whole process and answers once it is ready; from then on signals stop it. Throws RefusedStart. */
export async function runServer(input: RunInput): Promise<void> {
  const { env, flags, language, say } = input;
  const config = loadSettings({ env, flags, language, say });
  const roles = readRoles(flags, say);
  const log = createLog({ level: config.logLevel });
  const dataDir = dataDirOf(config, env);
  const running: Running = { app: null, database: null };
  let announced = false;
  const print = (line: string) => {
    announced = true;
    input.print(line);
  };
  let starting = Promise.resolve();
  stopGracefully({
    log,
    async stop() {
      if (announced) print(say('start.stopping'));
      running.app?.beginStop();
      // What is half started can only be stopped once it stands, or has failed by itself.
      await starting.catch(() => undefined);
      await stopAll(running, config);
      if (announced) print(say('start.stopped'));
    },
  });
  starting = start({ ...input, print, config, roles, log, dataDir }, running);
  try {
    await starting;
  } catch (error) {
    await stopAll(running, config).catch((failure: unknown) =>
      log.error({ err: failure }, 'the stop failed'),
    );
    throw explainFailure(error, { language, say });
  }
}

/** `VENTANILLA_DATA`, or the default of this user. Always absolute. */
export function dataDirOf(config: ServerConfig, env: Record<string, string | undefined>): string {
  return defaultDataRoot({ ...env, VENTANILLA_DATA: config.dataDir ?? '' }, process.getuid?.() === 0);
}

interface StartInput extends RunInput {
  config: ServerConfig;
  roles: readonly ProcessRole[];
  log: Log;
  dataDir: string;
}

async function start(input: StartInput, running: Running): Promise<void> {
  const { config, roles, dataDir, log, say, places } = input;
  // The code of the product is read from disk while PostgreSQL starts.
  const composition = import('./compose.ts');
  composition.catch(() => undefined);
  const half = restoringMark(dataDir).read();
  if (half !== null)
    throw new RefusedStart(say('restore.unfinished', { id: half }), { exitCode: exitFailure });
  if (config.databaseUrl) makeDataDir({ dataDir, say });
  running.database = await openDatabaseServer({ config, dataDir, log, say });
  const keys = loadKeys({ keys: config.keys, dataDir, say });
  const { composeApp } = await composition;
  const { app, finish } = await composeApp({
    config,
    database: running.database,
    dataDir,
    keys,
    ...(config.keys === null ? { keyFile: keyFileOf(dataDir) } : {}),
    roles,
    clock: systemClock,
    log,
    migrations: places.migrations,
    desk: places.desk,
  });
  running.app = app;
  await app.start();
  const address = roles.includes('web') ? await listen(app.http, { config, say }) : null;
  const { embedded, clusterDir } = running.database;
  input.print(address ? say('start.ready', { address }) : say('start.ready_worker'));
  input.print(say(embedded ? 'start.data_embedded' : 'start.data', { folder: dataDir }));
  if (clusterDir && dirname(clusterDir) !== (await realpath(dataDir))) {
    input.print(say('start.cluster_elsewhere', { folder: clusterDir }));
  }
  const lines = await finish({ say, address, demo: input.flags['demo'] === true });
  for (const line of lines) input.print(line);
}

async function stopAll(running: Running, config: ServerConfig): Promise<void> {
  const { app, database } = running;
  running.app = null;
  running.database = null;
  if (app) {
    app.beginStop();
    if (config.drainSeconds > 0) await sleep(config.drainSeconds * 1_000);
    await app.stop();
  }
  await database?.stop();
}

export const placesFrom = (serverFolder: string): ServerPlaces => ({
  migrations: join(serverFolder, 'migrations'),
  desk: join(serverFolder, '../desk/dist'),
});
