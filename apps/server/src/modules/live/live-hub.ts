import { setTimeout as delay } from 'node:timers/promises';
import type { Actor } from '../../platform/actor.ts';
import { AppError } from '../../platform/errors.ts';
import { createLoop } from '../../platform/loop.ts';
import type { Service } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import { listPowers, sameGroups, samePowers } from '../identity/index.ts';
import { isWithin, type visibleTicketIds } from '../tickets/index.ts';
import { batchRowsMax, frameTicketsMax, joinMs, pingMs, pollMs, streamsPerActorMax } from './live.config.ts';
import { readBounds, readRoleBefore, readRows } from './live.queries.ts';
import {
  type Changes,
  changesDefinitions,
  changesRules,
  type Departure,
  definitionsText,
  eventText,
  framesText,
  joinChanges,
  type KnownTickets,
  type LiveRow,
  type Outcome,
  portionsOf,
  splitByVisibility,
} from './live.rules.ts';
import type { LiveStream } from './live-stream.ts';
import { createReplay } from './replay.ts';
import { createScopeGroups, type ScopeGroup } from './scope-groups.ts';

export interface LiveHub extends Service {
  /** Position up to which every reader was told. */
  position(): number;
  /** Throws `http.unavailable` while the process starts or stops, `http.rate_limited` on too many streams of one actor. */
  assertRoom(actor: Actor): void;
  /** Sends what happened after `after` (null: nothing), then whatever happens. */
  open(stream: LiveStream, after: number | null): Promise<void>;
  /** Every open stream, also those that are still being told what they missed. */
  streams(): Iterable<LiveStream>;
  /** Calls back when a stream has ended, with whose it was; answers how to stop. */
  onLeave(listener: (actor: Actor) => void): () => void;
}

/** What the stream needs of the platform. */
export type LivePlatform = Pick<Platform, 'db' | 'feed' | 'log'>;

/** The gate of the tickets module: which of these tickets an actor may see. */
export type VisibleTicketIds = typeof visibleTicketIds;

export interface LiveDeps {
  platform: LivePlatform;
  visibleTicketIds: VisibleTicketIds;
}

/**
 * One for the process. It follows the log from its own position in memory, so every process tells its own readers
 * whoever committed the change.
 */
export function createLiveHub(deps: LiveDeps): LiveHub {
  const { db, feed, log } = deps.platform;
  const groups = createScopeGroups();
  const streams = new Set<LiveStream>();
  const leaveListeners = new Set<(actor: Actor) => void>();
  let running = false;
  let position = 0;
  let unsubscribe = () => {};
  let pings: NodeJS.Timeout | null = null;
  let restMs = joinMs.least;
  let restedAt = Number.NEGATIVE_INFINITY;

  async function see(
    group: ScopeGroup,
    changes: Changes,
    known: KnownTickets = group.known,
  ): Promise<Outcome> {
    const ticketIds = [...changes.keys()];
    const visible =
      ticketIds.length === 0
        ? new Set<string>()
        : await deps.visibleTicketIds({ ticketIds, actor: group.actor }, db);
    const { actor } = group;
    const wasTheirs = (departure: Departure) => {
      if ('ownerId' in departure)
        return actor.scope !== 'none' && departure.ownerId !== null && departure.ownerId === actor.id;
      if ('departmentId' in departure)
        return isWithin(
          actor.scope,
          { owner_id: null, department_id: departure.departmentId, organization_id: null },
          actor,
        );
      const { organizationId } = departure;
      return (
        actor.scope === 'portfolio' && organizationId !== null && actor.portfolioIds.includes(organizationId)
      );
    };
    return splitByVisibility(changes, visible, { known, wasTheirs });
  }

  const replay = createReplay({ db, position: () => position, see });

  async function step(): Promise<boolean> {
    const rows = await readRows({ after: position, limit: batchRowsMax }, db);
    if (rows.length === 0) return false;
    const changes = joinChanges(rows);
    const ending = await endingStreams(rows, streams, deps.platform);
    const { changing, regrouped } = await streamsOfOtherPowers(rows, streams, deps.platform);
    const outcomes = new Map<ScopeGroup, Outcome>();
    // A group may get its first reader while another's visibility is read: it must not miss this batch.
    for (let next = groups.without(outcomes); next; next = groups.without(outcomes)) {
      outcomes.set(next, await see(next, changes));
    }
    // From here to the end nothing waits: a reader joins either before this batch or after it.
    position = rows.at(-1)!.pos;
    for (const [group, outcome] of outcomes) tell(group, outcome, position);
    if (changesDefinitions(rows))
      for (const stream of groups.streams()) stream.send(definitionsText, position);
    for (const stream of ending) stream.close('signed_out');
    for (const stream of changing) stream.close('powers_changed');
    for (const stream of rows.some(changesRules) ? groups.streams() : regrouped)
      stream.send(eventText('resync', { position }, position), position);
    if (rows.length === batchRowsMax) return true;
    // What comes meanwhile wakes the loop again, and leaves joined.
    const isAlone = performance.now() - restedAt > joinMs.most;
    restMs = isAlone ? joinMs.least : Math.min(joinMs.most, restMs * 2);
    await delay(restMs);
    restedAt = performance.now();
    return false;
  }

  const loop = createLoop({ name: 'live', pollMs, log, run: step });

  return {
    name: 'live',
    role: 'web',
    position: () => position,
    streams: () => streams,
    onLeave(listener) {
      leaveListeners.add(listener);
      return () => leaveListeners.delete(listener);
    },
    assertRoom(actor) {
      if (!running) throw new AppError('http.unavailable');
      const held = [...streams].filter(
        (stream) => stream.actor.kind === actor.kind && stream.actor.id === actor.id,
      );
      if (held.length >= streamsPerActorMax)
        throw new AppError('http.rate_limited', { headers: { 'retry-after': '10' } });
    },
    async open(stream, after) {
      streams.add(stream);
      void stream.ended.then(() => {
        streams.delete(stream);
        groups.of(stream.actor).streams.delete(stream);
        for (const listener of leaveListeners) listener(stream.actor);
      });
      if (after !== null) {
        // The others may be told of more whenever this waits: it joins them only in a turn in which it is level.
        do await replay(stream, groups.of(stream.actor));
        while (!stream.closed && stream.position < position);
      }
      if (!stream.closed && running) groups.of(stream.actor).streams.add(stream);
      else stream.close('shutdown');
    },
    async start() {
      position = (await readBounds(db)).head;
      running = true;
      unsubscribe = feed.subscribe(() => loop.wake());
      pings = setInterval(() => {
        for (const stream of groups.streams()) stream.ping();
      }, pingMs);
      loop.start();
    },
    async stop() {
      running = false;
      unsubscribe();
      if (pings) clearInterval(pings);
      for (const stream of streams) stream.close('shutdown');
      await Promise.all([loop.stop(), ...[...streams].map(({ ended }) => ended)]);
    },
  };
}

function tell(group: ScopeGroup, outcome: Outcome, position: number) {
  for (const { ticketId } of outcome.changed) group.known.add(ticketId);
  for (const ticketId of outcome.gone) {
    group.known.delete(ticketId);
    group.left.add(ticketId);
  }
  const frames = portionsOf(outcome, frameTicketsMax);
  const text = framesText(frames, position);
  for (const stream of group.streams) {
    // One that came from a process ahead of this one has heard of this already.
    if (stream.position >= position) continue;
    if (frames.length > 0) stream.send(text, position);
    else stream.position = position;
  }
}

/**
 * Streams of agents who signed out, were blocked or got another role, and of keys that were revoked. A new name or
 * language ends nothing.
 */
async function endingStreams(
  rows: readonly LiveRow[],
  streams: ReadonlySet<LiveStream>,
  { db }: LivePlatform,
) {
  const ending = new Set<LiveStream>();
  for (const row of rows) {
    if (row.subjectType !== 'agent' && row.subjectType !== 'api_key') continue;
    const theirs = [...streams].filter(
      ({ actor }) => actor.kind === row.subjectType && actor.id === row.subjectId,
    );
    if (theirs.length === 0) continue;
    if (row.type === 'api_key.revoked') for (const stream of theirs) ending.add(stream);
    if (row.type === 'agent.sessions_revoked') {
      const sessionId = row.payload?.['sessionId'] ?? null;
      for (const stream of theirs)
        if (sessionId === null || stream.actor.sessionId === sessionId) ending.add(stream);
    } else if (row.type === 'agent.changed' && (await losesAccess(row, db))) {
      for (const stream of theirs) ending.add(stream);
    }
  }
  return ending;
}

async function losesAccess(row: LiveRow, db: Platform['db']): Promise<boolean> {
  if (row.payload?.['active'] !== true) return true;
  const before = await readRoleBefore({ agentId: row.subjectId, eventId: row.eventId }, db);
  return before !== row.payload['roleKey'];
}

/**
 * Streams of agents who may do or see something else now, because a role or a department was changed, and of every key
 * then: a key never sees more than whoever made it, and comes back by itself with what it may. `regrouped`: those who
 * see the same, and to whom a rule that names a department or a team may leave something else.
 */
async function streamsOfOtherPowers(
  rows: readonly LiveRow[],
  streams: ReadonlySet<LiveStream>,
  { db }: LivePlatform,
): Promise<{ changing: LiveStream[]; regrouped: LiveStream[] }> {
  const isOfAll = rows.some(({ subjectType }) => powerSubjects.has(subjectType));
  if (!isOfAll && !rows.some(({ type }) => type === 'agent.changed')) return { changing: [], regrouped: [] };
  const keys = [...streams].filter(({ actor }) => actor.kind === 'api_key');
  if (!isOfAll) return { changing: keys, regrouped: [] };
  const theirs = [...streams].filter(({ actor }) => actor.kind === 'agent');
  const powers = await listPowers({ agentIds: theirs.map(({ actor }) => actor.id!) }, db);
  const differs = (same: typeof samePowers) => (stream: LiveStream) => {
    const now = powers.get(stream.actor.id!);
    return now !== undefined && !same(now, stream.actor);
  };
  const changing = theirs.filter(differs(samePowers));
  const regrouped = theirs.filter(differs(sameGroups)).filter((stream) => !changing.includes(stream));
  return { changing: [...changing, ...keys], regrouped };
}

/** What says who may do and see what. */
const powerSubjects: ReadonlySet<string> = new Set(['role', 'department', 'team', 'organization']);
