import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createBackupsModule } from './modules/backups/index.ts';
import { createBlueprintsModule } from './modules/blueprints/index.ts';
import { createBrandModule } from './modules/brand/index.ts';
import { createCalendarModule } from './modules/calendar/index.ts';
import { createChannelsModule } from './modules/channels/index.ts';
import { createClassificationModule } from './modules/classification/index.ts';
import { createDemoModule } from './modules/demo/index.ts';
import { createDirectoryModule } from './modules/directory/index.ts';
import { createIdentityModule } from './modules/identity/index.ts';
import { createLiveModule } from './modules/live/index.ts';
import { createMailerModule } from './modules/mailer/index.ts';
import { createNotificationsModule } from './modules/notifications/index.ts';
import { createRoutinesModule } from './modules/routines/index.ts';
import { createSlaModule } from './modules/sla/index.ts';
import { createTeamModule } from './modules/team/index.ts';
import { createTicketsModule } from './modules/tickets/index.ts';
import { createTriageModule } from './modules/triage/index.ts';
import { createViewsModule } from './modules/views/index.ts';
import type { Clock } from './platform/clock.ts';
import type { ValuesOf } from './platform/config/config.ts';
import type { ProcessRole } from './platform/config/platform.config.ts';
import { type DatabaseHandle, openDatabase } from './platform/db/database.ts';
import {
  createLogReader,
  createReactionRunner,
  createSequencer,
  type Reaction,
  registerConsumers,
} from './platform/events/index.ts';
import { createLogFeed } from './platform/events/log-feed.ts';
import { createLocalFileStore } from './platform/files/file-store.ts';
import { createHttpServer, type HttpDeps } from './platform/http/index.ts';
import { createIds } from './platform/ids.ts';
import { createJobs, type JobDefinition } from './platform/jobs/jobs.ts';
import { createKeyring, keyFileOf } from './platform/keyring/keyring.ts';
import { createReloadingKeyring } from './platform/keyring/reloading-keyring.ts';
import type { Log } from './platform/log.ts';
import type { Loop } from './platform/loop.ts';
import type { Module } from './platform/module.ts';
import type { Platform } from './platform/platform.ts';
import { createPlatformModule } from './platform/platform-module.ts';
import { createTimerSweeper } from './platform/timers/timers.ts';
import { createTransact } from './platform/work.ts';
import { createWorkerPresence } from './platform/worker-presence.ts';
import type { serverSettings } from './settings.ts';

/** How long a stop waits for requests under way. */
const requestsFinishMs = 6_000;

export interface AppOptions {
  databaseUrl: string;
  dataDir: string;
  /** What is in here everybody may fetch: the built desk. */
  servedDir?: string;
  config: ValuesOf<typeof serverSettings>;
  keys: Parameters<typeof createKeyring>[0];
  /** Where the keys come from, when they may change while the process runs. */
  keyFile?: string;
  roles: readonly ProcessRole[];
  clock: Clock;
  log: Log;
  /** Who a request is from, instead of sessions and API keys; for tests of what comes after. */
  authenticate?: (platform: Platform) => HttpDeps['authenticate'];
}

export interface App {
  platform: Platform;
  http: FastifyInstance;
  modules: readonly Module[];
  /** Their queues must exist before workers start. */
  jobs: readonly JobDefinition[];
  /** Says through `/readyz` that no further requests should come; those that come are still answered. */
  beginStop(): void;
  /** Begins background work (not listening: the caller does that with `http.listen`). */
  start(): Promise<void>;
  /** Ends everything within a few seconds: no new requests, streams closed, loops finished, connections given back. */
  stop(): Promise<void>;
  /** Runs sequencer, reactions and due timers until nothing is left to do; for tests, where nothing loops by itself. */
  settle(): Promise<void>;
}

/** Puts the process together: platform, then each module in one visible list. */
export async function createApp(options: AppOptions): Promise<App> {
  const { platform, reactionDeps } = createPlatform(options);
  let stopping = false;

  const brand = createBrandModule(platform);
  const mailer = createMailerModule(platform);
  const calendar = createCalendarModule(platform);
  const identity = createIdentityModule(platform, options.config);
  const directory = createDirectoryModule(platform);
  const classification = createClassificationModule(platform);
  const tickets = createTicketsModule(platform, options.config);
  const sla = createSlaModule(platform);
  const views = createViewsModule(platform);
  const triage = createTriageModule(platform);
  const routines = createRoutinesModule(platform);
  const channels = createChannelsModule(platform, options.config);
  const notifications = createNotificationsModule(platform);
  const live = createLiveModule(platform);
  const team = createTeamModule(platform, { agentsHere: live.agentsHere });
  const demo = createDemoModule(platform, options.config);
  const blueprints = createBlueprintsModule(platform);
  const backups = createBackupsModule(platform, {
    dataDir: options.dataDir,
    servedDir: options.servedDir ?? null,
    keysPlace: options.config.keys === null ? keyFileOf(options.dataDir) : 'VENTANILLA_KEYS',
  });
  const capabilities: readonly Module[] = [
    brand,
    mailer,
    calendar,
    identity,
    directory,
    classification,
    tickets,
    sla,
    views,
    triage,
    routines,
    channels,
    notifications,
    live,
    team,
    demo,
    blueprints,
    backups,
  ];
  const reactions = capabilities.flatMap((module) => module.reactions ?? []);
  const base = createPlatformModule(platform, { reactions, reactionDeps, isStopping: () => stopping });
  const modules: readonly Module[] = [base, ...capabilities];

  const http = await createHttpServer({
    routes: modules.flatMap((module) => module.routes),
    authenticate: options.authenticate?.(platform) ?? identity.authenticate,
    transact: platform.transact,
    keyring: platform.keyring,
    ids: platform.ids,
    log: platform.log,
    trustedProxies: options.config.trustedProxies,
    publicUrl: options.config.publicUrl,
    isStopping: () => stopping,
  });
  const jobs = modules.flatMap((module) => module.jobs ?? []);
  const background = createBackground({
    modules,
    jobs,
    reactions,
    reactionDeps,
    platform,
    roles: options.roles,
  });

  return {
    platform,
    http,
    modules,
    jobs,
    beginStop() {
      stopping = true;
    },
    async start() {
      await registerConsumers(
        reactions.map(({ name }) => name),
        platform.db,
      );
      await platform.feed.start();
      await background.start();
    },
    async stop() {
      stopping = true;
      await background.stopServices('web');
      await closeHttp(http);
      await background.stop();
      await platform.feed.stop();
      await platform.database.close();
    },
    settle: background.settle,
  };
}

/** Lets requests under way finish; what takes longer is cut. */
async function closeHttp(http: FastifyInstance) {
  const cut = setTimeout(() => http.server.closeAllConnections(), requestsFinishMs);
  await http.close();
  clearTimeout(cut);
}

function createPlatform(options: AppOptions) {
  const { clock, log } = options;
  const ids = createIds({ clock });
  const database: DatabaseHandle = openDatabase({
    url: options.databaseUrl,
    poolMax: options.config.databasePoolMax,
    applicationName: 'ventanilla',
    onError: (error) => log.warn({ err: error }, 'database connection lost while idle'),
  });
  const feed = createLogFeed({ url: options.databaseUrl, log });
  const sequencer = createSequencer({ db: database.db, log, onAdvance: (pos) => feed.advance(pos) });
  const afterCommit = () => sequencer.wake();
  const keyring = options.keyFile
    ? createReloadingKeyring({ path: options.keyFile })
    : createKeyring(options.keys);
  const platform: Platform = {
    db: database.db,
    database,
    clock,
    ids,
    log,
    files: createLocalFileStore({ root: join(options.dataDir, 'files') }),
    keyring,
    jobs: createJobs({ database, log }),
    sequencer,
    feed,
    transact: createTransact({ db: database.db, clock, ids, keyring, afterCommit }),
    publicUrl: options.config.publicUrl,
  };
  return { platform, reactionDeps: { db: database.db, clock, ids, keyring, log, afterCommit } };
}

type ReactionDeps = ReturnType<typeof createPlatform>['reactionDeps'];

interface BackgroundInput {
  modules: readonly Module[];
  jobs: readonly JobDefinition[];
  reactions: readonly Reaction[];
  reactionDeps: ReactionDeps;
  platform: Platform;
  roles: readonly ProcessRole[];
}

/** Loops and services of this process, by its roles. */
function createBackground({ modules, jobs, reactions, reactionDeps, platform, roles }: BackgroundInput) {
  const runners = reactions.map((reaction) => createReactionRunner(reaction, reactionDeps));
  const reader = createLogReader(runners, { db: platform.db, log: platform.log });
  const timers = createTimerSweeper(
    modules.flatMap((module) => module.timers ?? []),
    reactionDeps,
  );
  const services = modules
    .flatMap((module) => module.services ?? [])
    .filter(({ role }) => roles.includes(role));
  // Every process orders the log (a web process must not wait for a worker's poll); workers react to it.
  const loops: Loop[] = roles.includes('worker')
    ? [platform.sequencer, reader, ...runners, timers]
    : [platform.sequencer];
  const presence = createWorkerPresence({ url: platform.database.url, log: platform.log });
  let unsubscribe = () => {};

  async function giveBackWork() {
    for (const module of modules) await module.giveBackWork?.();
  }

  async function settle() {
    let busy = true;
    while (busy) {
      const moved = (await platform.sequencer.step()).moved;
      let handled = 0;
      for (const runner of runners) handled += await runner.step();
      handled += await timers.sweep();
      busy = moved + handled > 0;
    }
  }

  return {
    settle,
    async start() {
      if (roles.includes('worker')) await presence.start(giveBackWork);
      unsubscribe = platform.feed.subscribe(() => reader.wake());
      for (const loop of loops) loop.start();
      for (const service of services) await service.start();
      if (roles.includes('worker')) await platform.jobs.start(jobs);
    },
    async stopServices(role: ProcessRole) {
      await Promise.all(services.filter((service) => service.role === role).map((service) => service.stop()));
    },
    async stop() {
      unsubscribe();
      await Promise.all(services.filter(({ role }) => role === 'worker').map((service) => service.stop()));
      await platform.jobs.stop();
      await Promise.all(loops.map((loop) => loop.stop()));
      await presence.stop();
    },
  };
}
