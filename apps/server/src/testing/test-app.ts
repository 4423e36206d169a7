import { mkdtempSync, rmSync } from 'node:fs';
import { type BuiltInRole, type Permission, permissions } from '@ventanilla/contracts/permissions';
import type { RouteContract } from '@ventanilla/contracts/route';
import { sql } from 'kysely';
import type { z } from 'zod';
import { type App, createApp } from '../app.ts';
import { ensureBuiltInRoles, findAgentActor } from '../modules/identity/index.ts';
import { type Actor, systemActor } from '../platform/actor.ts';
import { createManualClock, type ManualClock } from '../platform/clock.ts';
import { loadConfig } from '../platform/config/config.ts';
import type { ProcessRole } from '../platform/config/platform.config.ts';
import { ensureJobQueues } from '../platform/jobs/job-schema.ts';
import { createLog } from '../platform/log.ts';
import type { Platform } from '../platform/platform.ts';
import { serverSettings } from '../settings.ts';
import { testKeys } from './keyring.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

export interface CallOptions<R extends RouteContract> {
  /** Id of an agent; absent: nobody. */
  as?: string;
  params?: R['params'] extends z.ZodObject ? z.input<R['params']> : undefined;
  query?: R['query'] extends z.ZodObject ? z.input<R['query']> : undefined;
  body?: R extends { rawBody: object }
    ? Uint8Array
    : R['body'] extends z.ZodType
      ? z.input<R['body']>
      : undefined;
  headers?: Record<string, string>;
}

type Parsed<V> = V extends z.ZodType ? z.output<V> : undefined;

export interface CallResult<R extends RouteContract> {
  status: number;
  /** Validated against the contract: an undeclared status or field fails the test. */
  body: Parsed<R['responses'][keyof R['responses']]>;
  /** Dotted code of the problem, when it is one. */
  code: string | null;
  headers: Record<string, string | string[] | number | undefined>;
}

export interface TestApp {
  app: App;
  platform: Platform;
  clock: ManualClock;
  database: TestDatabase;
  dataDir: string;
  call<R extends RouteContract>(contract: R, options?: CallOptions<R>): Promise<CallResult<R>>;
  /** Begins background work later than `start: true` would. */
  start(): Promise<void>;
  settle(): Promise<void>;
  close(): Promise<void>;
}

export const testStart = '2026-03-02T15:00:00.000Z';

/**
 * The whole server over a fresh database, with a clock that stands still and nothing looping by itself: `settle()`
 * does the background work. Requests are made as an agent by id; sessions have their own tests (`realSessions`).
 */
export async function createTestApp(
  options: {
    env?: Record<string, string>;
    realSessions?: boolean;
    start?: boolean;
    roles?: readonly ProcessRole[];
    servedDir?: string;
    /** Another process over the database, files and clock of this one, which must be closed last. */
    beside?: TestApp;
  } = {},
): Promise<TestApp> {
  const { beside } = options;
  const database = beside?.database ?? (await createTestDatabase());
  const dataDir = beside?.dataDir ?? mkdtempSync('/tmp/vt-app-');
  const clock = beside?.clock ?? createManualClock(testStart);
  const app = await createApp({
    databaseUrl: database.url,
    dataDir,
    ...(options.servedDir ? { servedDir: options.servedDir } : {}),
    config: loadConfig(serverSettings, {
      DATABASE_POOL_MAX: '8',
      VENTANILLA_SMTP_PORT: 'off',
      ...options.env,
    }),
    keys: testKeys,
    roles: options.roles ?? ['web', 'worker'],
    clock,
    log: createLog({ level: process.env['TEST_LOG_LEVEL'] ?? 'silent' }),
    ...(options.realSessions ? {} : { authenticate: authenticateByHeader }),
  });
  await registerForTests(app);
  const start = async () => {
    await ensureJobQueues({ ownerUrl: database.ownerUrl, pool: app.platform.database.pool, jobs: app.jobs });
    await app.start();
  };
  if (options.start) await start();
  return {
    app,
    platform: app.platform,
    clock,
    database,
    dataDir,
    start,
    settle: app.settle,
    call: (contract, callOptions) => call(app, contract, callOptions),
    async close() {
      await app.stop();
      if (beside) return;
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function registerForTests(app: App) {
  const names = app.modules.flatMap((module) => module.reactions ?? []).map(({ name }) => name);
  await sql`insert into event_cursors (consumer, pos) select unnest(${names}::text[]), 0 on conflict do nothing`.execute(
    app.platform.db,
  );
  await app.http.ready();
}

/** `x-test-agent: <id>` or `x-test-scopes: intake:write` (an API key with those scopes). */
function authenticateByHeader(platform: Platform) {
  return async (request: { headers: Record<string, unknown> }): Promise<Actor | null> => {
    const scopes = request.headers['x-test-scopes'];
    if (typeof scopes === 'string') {
      const held = scopes
        .split(',')
        .filter((scope): scope is Permission => permissions.includes(scope as Permission));
      return { ...systemActor, kind: 'api_key', id: 'test-key', permissions: new Set(held) };
    }
    const agentId = request.headers['x-test-agent'];
    if (typeof agentId !== 'string') return null;
    return findAgentActor({ agentId }, platform.db);
  };
}

async function call<R extends RouteContract>(
  app: App,
  contract: R,
  options: CallOptions<R> = {},
): Promise<CallResult<R>> {
  const params = (options.params ?? {}) as Record<string, string>;
  const path = contract.path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(params[key] ?? ''));
  const entries = Object.entries((options.query ?? {}) as Record<string, unknown>).filter(
    ([, value]) => value !== undefined,
  );
  const search =
    entries.length > 0 ? `?${new URLSearchParams(entries.map(([key, value]) => [key, String(value)]))}` : '';
  const raw = options.body instanceof Uint8Array ? Buffer.from(options.body) : undefined;
  const response = await app.http.inject({
    method: contract.method,
    url: `${path}${search}`,
    headers: {
      ...(options.as ? { 'x-test-agent': options.as } : {}),
      ...(raw && contract.rawBody ? { 'content-type': contract.rawBody.contentTypes[0]! } : {}),
      ...options.headers,
    },
    ...(raw ? { payload: raw } : options.body === undefined ? {} : { payload: options.body as object }),
  });
  return readResponse(contract, response);
}

function readResponse<R extends RouteContract>(
  contract: R,
  response: { statusCode: number; body: string; headers: CallResult<R>['headers'] },
): CallResult<R> {
  const type = String(response.headers['content-type'] ?? '');
  if (type.startsWith('application/problem+json')) {
    const body = JSON.parse(response.body) as { code: string };
    return { status: response.statusCode, body: body as never, code: body.code, headers: response.headers };
  }
  if (!(response.statusCode in contract.responses)) {
    throw new Error(`${contract.operationId} answered ${response.statusCode}, which it does not declare`);
  }
  const schema = contract.responses[response.statusCode];
  const value: unknown = type.startsWith('application/json') ? JSON.parse(response.body) : undefined;
  const body = schema ? schema.parse(value) : value;
  return { status: response.statusCode, body: body as never, code: null, headers: response.headers };
}

/** Rows that most tests need, as literals. Answers the ids in the order given. */
export async function seedAgents(
  test: Pick<TestApp, 'platform'>,
  agents: readonly { name: string; roleKey?: BuiltInRole }[],
): Promise<string[]> {
  const { db, ids, clock } = test.platform;
  await ensureBuiltInRoles(db);
  const made: string[] = [];
  for (const { name, roleKey = 'agent' } of agents) {
    const id = ids.uuid();
    const email = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@ejemplo.mx`;
    await sql`insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
      values (${id}, ${name}, ${email}, true, ${clock.now()}, ${clock.now()})`.execute(db);
    await sql`insert into agents (id, auth_user_id, name, email, role_key, created_at)
      values (${id}, ${id}, ${name}, ${email}, ${roleKey}, ${clock.now()})`.execute(db);
    made.push(id);
  }
  return made;
}
