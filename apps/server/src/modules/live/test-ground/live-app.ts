import type { AddressInfo } from 'node:net';
import type { Scope } from '@ventanilla/contracts/permissions';
import { sql } from 'kysely';
import { type Actor, systemActor } from '../../../platform/actor.ts';
import { createManualClock, type ManualClock } from '../../../platform/clock.ts';
import { openDatabase } from '../../../platform/db/database.ts';
import { appendEvents, createSequencer, event, type NewEvent } from '../../../platform/events/index.ts';
import { createLogFeed } from '../../../platform/events/log-feed.ts';
import { createHttpServer } from '../../../platform/http/index.ts';
import { createIds } from '../../../platform/ids.ts';
import { createKeyring } from '../../../platform/keyring/keyring.ts';
import { createLog } from '../../../platform/log.ts';
import type { Platform } from '../../../platform/platform.ts';
import { createTransact } from '../../../platform/work.ts';
import { testKeyring } from '../../../testing/keyring.ts';
import { createLiveModule } from '../index.ts';
import type { VisibleTicketIds } from '../live-hub.ts';

export interface LiveApp {
  platform: LivePlatform;
  clock: ManualClock;
  port: number;
  stop(): Promise<void>;
}

/** Whoever the headers say: `x-agent`, `x-session`, `x-scope`, and `x-kind` for a program with a key. */
async function authenticate(request: { headers: Record<string, unknown> }): Promise<Actor | null> {
  const {
    'x-agent': id,
    'x-session': sessionId,
    'x-scope': scope,
    'x-kind': kind,
  } = request.headers as Record<string, string | undefined>;
  if (!id) return null;
  return {
    ...systemActor,
    kind: kind === 'api_key' ? 'api_key' : 'agent',
    id,
    scope: (scope ?? 'all') as Scope,
    sessionId: sessionId ?? null,
  };
}

export type LivePlatform = Pick<Platform, 'db' | 'clock' | 'ids' | 'log' | 'feed' | 'sequencer' | 'transact'>;

/** A web process of its own, with its connections, sequencer and feed, on a free port. */
export async function startLiveApp(databaseUrl: string): Promise<LiveApp> {
  const log = createLog({ level: process.env['TEST_LOG_LEVEL'] ?? 'silent' });
  const clock = createManualClock('2026-03-02T15:00:00.000Z');
  const ids = createIds({ clock });
  const database = openDatabase({
    url: databaseUrl,
    poolMax: 6,
    applicationName: 'test',
    onError: () => undefined,
  });
  const { db } = database;
  const feed = createLogFeed({ url: databaseUrl, log });
  const sequencer = createSequencer({ db, log, onAdvance: (pos) => feed.advance(pos) });
  const transact = createTransact({
    db,
    clock,
    ids,
    keyring: testKeyring,
    afterCommit: () => sequencer.wake(),
  });
  const platform: LivePlatform = { db, clock, ids, log, feed, sequencer, transact };
  await feed.start();
  sequencer.start();
  const module = await startLiveModule(platform);
  return {
    platform,
    clock,
    port: module.port,
    async stop() {
      await module.stop();
      await sequencer.stop();
      await feed.stop();
      await database.close();
    },
  };
}

/** The live module and its HTTP server over a platform; `visibleTicketIds` is another answer to who may see what. */
export async function startLiveModule(platform: LivePlatform, visibleTicketIds?: VisibleTicketIds) {
  const module = createLiveModule(platform, visibleTicketIds ? { visibleTicketIds } : {});
  const http = await createHttpServer({
    routes: module.routes,
    authenticate,
    transact: platform.transact,
    keyring: createKeyring([{ id: 'k1', bytes: Buffer.alloc(32, 7) }]),
    ids: platform.ids,
    log: platform.log,
    trustedProxies: [],
    publicUrl: null,
    isStopping: () => false,
  });
  for (const service of module.services ?? []) await service.start();
  await http.listen({ host: '127.0.0.1', port: 0 });
  return {
    port: (http.server.address() as AddressInfo).port,
    async stop() {
      for (const service of module.services ?? []) await service.stop();
      await http.close();
    },
  };
}

/** Tickets as rows only, without events. */
export async function seedTickets(platform: LivePlatform, count: number): Promise<string[]> {
  const { db, ids, clock } = platform;
  const contactId = ids.uuid();
  const ticketIds = Array.from({ length: count }, () => ids.uuid());
  await sql`insert into contacts (id, name, created_at) values (${contactId}, 'Ana', ${clock.now()})`.execute(
    db,
  );
  await sql`insert into tickets (id, number, subject, requester_id, status_key, status_category, created_at, activity_at)
    select id, nextval('ticket_number_seq'), 'Boletas', ${contactId}, 'open', 'open', ${clock.now()}, ${clock.now()}
    from unnest(${ticketIds}::uuid[]) as id`.execute(db);
  return ticketIds;
}

/** One change of a ticket, as a command makes it: row locked, version raised, event in the same transaction. */
export async function change(platform: LivePlatform, ticketId: string): Promise<void> {
  await platform.transact({ actor: systemActor }, async (work) => {
    const { rows } = await sql<{
      version: number;
    }>`update tickets set version = version + 1 where id = ${ticketId}
      returning version`.execute(work.tx);
    await appendEvents([deliveryChanged(platform, ticketId, rows[0]!.version)], work);
  });
}

/** Many changes of one ticket in one transaction. */
export async function changeManyTimes(
  platform: LivePlatform,
  ticketId: string,
  times: number,
): Promise<void> {
  await platform.transact({ actor: systemActor }, async (work) => {
    for (let done = 0; done < times; done += 500) {
      const size = Math.min(500, times - done);
      const events = Array.from({ length: size }, (_, index) =>
        deliveryChanged(platform, ticketId, done + index + 2),
      );
      await appendEvents(events, work);
    }
  });
}

export async function append(platform: LivePlatform, events: NewEvent[]): Promise<void> {
  await platform.transact({ actor: systemActor }, (work) => appendEvents(events, work));
}

function deliveryChanged(platform: LivePlatform, ticketId: string, version: number): NewEvent {
  return event(
    'message.delivery_changed@1',
    { type: 'ticket', id: ticketId },
    { ticketId, version, messageId: platform.ids.uuid(), outboundId: platform.ids.uuid(), state: 'sent' },
  );
}

async function headOf(platform: LivePlatform): Promise<number> {
  const { rows } = await sql<{ pos: number }>`select pos from events_head`.execute(platform.db);
  return rows[0]!.pos;
}

/** Waits for the sequencer to have moved everything that was committed. */
export async function sequenced(platform: LivePlatform): Promise<number> {
  while ((await platform.sequencer.step()).moved > 0);
  return headOf(platform);
}
