import type { Db } from '../../platform/db/database.ts';
import { batchRowsMax, frameTicketsMax, replayRowsMax, replaysAtOnceMax } from './live.config.ts';
import { readBounds, readRows } from './live.queries.ts';
import {
  type Changes,
  changesDefinitions,
  changesRules,
  definitionsText,
  eventText,
  framesText,
  joinChanges,
  type KnownTickets,
  type Outcome,
  portionsOf,
} from './live.rules.ts';
import type { LiveStream } from './live-stream.ts';
import type { ScopeGroup } from './scope-groups.ts';

interface ReplayDeps {
  db: Db;
  /** Position up to which the readers that are already joined were told; it moves meanwhile. */
  position(): number;
  see(group: ScopeGroup, changes: Changes, known: KnownTickets): Promise<Outcome>;
}

/**
 * Brings one reader from its position to the others' (or nearly: they may be told of more while this ends).
 * `resync` tells the reader to fetch anew where the log no longer reaches or nobody knows what the reader holds.
 */
export function createReplay(deps: ReplayDeps) {
  const turns = createTurns(replaysAtOnceMax);

  /**
   * What changed since; definitions that did are told at once. Null: what may be done with tickets changed meanwhile,
   * though they are the same.
   */
  async function changesUpTo(upTo: number, stream: LiveStream): Promise<Changes | null> {
    const changes: Changes = new Map();
    const after = stream.position;
    let isTold = false;
    for (let from = after; from < upTo; ) {
      const rows = await readRows({ after: from, upTo, limit: batchRowsMax }, deps.db);
      if (rows.length === 0) break;
      if (rows.some(changesRules)) return null;
      joinChanges(rows, changes);
      if (!isTold && changesDefinitions(rows)) {
        stream.send(definitionsText, after);
        isTold = true;
      }
      from = rows.at(-1)!.pos;
    }
    return changes;
  }

  function resync(stream: LiveStream) {
    const position = deps.position();
    stream.send(eventText('resync', { position }, position), position);
  }

  async function catchUp(stream: LiveStream, group: ScopeGroup) {
    const { start, head } = await readBounds(deps.db);
    if (stream.position < start || stream.position > head) return resync(stream);
    while (!stream.closed && stream.position < deps.position()) {
      const upTo = deps.position();
      if (upTo - stream.position > replayRowsMax) return resync(stream);
      const everTold = { has: (ticketId: string) => group.known.has(ticketId) || group.left.has(ticketId) };
      const changes = await changesUpTo(upTo, stream);
      if (!changes) {
        stream.send(definitionsText, stream.position);
        return resync(stream);
      }
      const outcome = await deps.see(group, changes, everTold);
      // The reader may hold such a ticket from before this process knew the scope; whoever sees nothing holds none.
      if (outcome.hidesUnknown && group.actor.scope !== 'none') return resync(stream);
      for (const { ticketId } of outcome.changed) group.known.add(ticketId);
      const frames = portionsOf(outcome, frameTicketsMax);
      stream.send(frames.length > 0 ? framesText(frames, upTo) : `id: ${upTo}\n\n`, upTo);
    }
  }

  return (stream: LiveStream, group: ScopeGroup) => turns(() => catchUp(stream, group));
}

/** Lets `max` tasks run at once; the rest wait in order. */
function createTurns(max: number) {
  const waiting: (() => void)[] = [];
  let busy = 0;
  return async <T>(task: () => Promise<T>): Promise<T> => {
    if (busy >= max) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else busy -= 1;
    }
  };
}
