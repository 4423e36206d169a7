import type { LiveTicketFrame } from '@ventanilla/contracts/live';

/** What the stream reads of an event of the log. */
export interface LiveRow {
  pos: number;
  eventId: number;
  type: string;
  subjectType: string;
  subjectId: string;
  /** Version of the ticket after the change. */
  version: number | null;
  /** Only of events about agents, roles and departments, and of tickets that went from one to another: `from`. */
  payload: Record<string, unknown> | null;
}

/** Where a ticket no longer is, who no longer has it, or whose it no longer is. */
export type Departure =
  | { departmentId: string | null }
  | { ownerId: string | null }
  | { organizationId: string | null };

/** Of one ticket: its newest version, the kinds of event since the last frame, and whence it went. */
export interface Change {
  version: number;
  types: Set<string>;
  departures: Departure[];
}

/** By ticket. */
export type Changes = Map<string, Change>;

/** Joins rows into one entry per ticket, in the order in which the tickets first changed. */
export function joinChanges(rows: readonly LiveRow[], changes: Changes = new Map()): Changes {
  for (const row of rows) {
    if (row.subjectType !== 'ticket' || row.version === null) continue;
    const change = changes.get(row.subjectId) ?? { version: row.version, types: new Set(), departures: [] };
    changes.set(row.subjectId, change);
    change.version = Math.max(change.version, row.version);
    change.types.add(row.type);
    const from = (row.payload?.['from'] ?? null) as string | null;
    if (row.type === 'ticket.department_changed') change.departures.push({ departmentId: from });
    if (row.type === 'ticket.owner_changed') change.departures.push({ ownerId: from });
    if (row.type === 'ticket.requester_changed') change.departures.push({ organizationId: from });
  }
  return changes;
}

/** After it the same tickets allow something else: whoever shows them fetches them anew. */
export function changesRules({ type }: Pick<LiveRow, 'type'>): boolean {
  return type === 'department.rules_changed';
}

/** What the readers of one scope are told of some changes. */
export interface Outcome extends LiveTicketFrame {
  /** Some change is on a ticket that they cannot see and that this process never told them of. */
  hidesUnknown: boolean;
}

export interface KnownTickets {
  has(ticketId: string): boolean;
}

/**
 * @param known tickets that readers of this scope were told of before
 * @param wasTheirs whether they saw what came from there, though this process never told them of it
 */
export function splitByVisibility(
  changes: Changes,
  visible: ReadonlySet<string>,
  { known, wasTheirs }: { known: KnownTickets; wasTheirs: (departure: Departure) => boolean },
): Outcome {
  const outcome: Outcome = { changed: [], gone: [], hidesUnknown: false };
  for (const [ticketId, { version, types, departures }] of changes) {
    if (visible.has(ticketId)) outcome.changed.push({ ticketId, version, types: [...types] });
    else if (known.has(ticketId) || departures.some(wasTheirs)) outcome.gone.push(ticketId);
    else outcome.hidesUnknown = true;
  }
  return outcome;
}

/** Tells everybody that what tickets are told apart by reads differently now. */
export const definitionsText = eventText('definitions', {}, null);

const definitionEvents = new Set(['classification.changed', 'department.changed', 'line.changed']);

export function changesDefinitions(rows: readonly LiveRow[]): boolean {
  return rows.some(({ type }) => definitionEvents.has(type));
}

/** Portions of at most `size` tickets; none when there is nothing to tell. */
export function portionsOf({ changed, gone }: LiveTicketFrame, size: number): LiveTicketFrame[] {
  const portions: LiveTicketFrame[] = [];
  for (let at = 0; at < changed.length; at += size)
    portions.push({ changed: changed.slice(at, at + size), gone: [] });
  for (let at = 0; at < gone.length; at += size)
    portions.push({ changed: [], gone: gone.slice(at, at + size) });
  if (portions.length === 2 && changed.length + gone.length <= size) return [{ changed, gone }];
  return portions;
}

/** A server-sent event (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export function eventText(name: string, data: unknown, position: number | null): string {
  const id = position === null ? '' : `id: ${position}\n`;
  return `event: ${name}\n${id}data: ${JSON.stringify(data)}\n\n`;
}

/** Several frames of one stretch of the log: only the last has the position, so that a cut between two repeats both. */
export function framesText(frames: readonly LiveTicketFrame[], position: number): string {
  return frames
    .map((frame, index) => eventText('tickets', frame, index === frames.length - 1 ? position : null))
    .join('');
}

/** A comment and the position: a reader to whom nothing is shown still resumes from where the log is. */
export function pingText(position: number): string {
  return `: ping\nid: ${position}\n\n`;
}

/** Set of ids that forgets the ones longest unheard of. */
export function createRecentIds({ max }: { max: number }) {
  const ids = new Set<string>();
  return {
    has: (id: string) => ids.has(id),
    delete: (id: string) => ids.delete(id),
    add(id: string) {
      ids.delete(id);
      ids.add(id);
      if (ids.size > max) {
        for (const oldest of ids) {
          ids.delete(oldest);
          break;
        }
      }
    },
    get size() {
      return ids.size;
    },
  };
}
