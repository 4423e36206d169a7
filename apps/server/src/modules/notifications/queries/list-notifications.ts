import type { ClockMetric, ClockState } from '@ventanilla/contracts/clocks';
import type { EventActor } from '@ventanilla/contracts/events';
import { type NotificationKind, notificationKinds } from '@ventanilla/contracts/notification.rules';
import type { Notification, NotificationGroup } from '@ventanilla/contracts/notifications';
import type { RunState } from '@ventanilla/contracts/routine-runs';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { toInstant } from '../../../platform/clock.ts';
import { decodeCursor, encodeCursor } from '../../../platform/cursor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { readNoticeChoosers } from '../../identity/index.ts';
import { visibleTo } from '../../tickets/index.ts';
import { groupKinds } from '../notifications.rules.ts';

/** Longest part of a customer's words that a line shows, in characters. */
const wordsMax = 160;

/** A line as the module itself reads it: with whom and what it is about, by id. */
export interface ReadLine extends Notification {
  objectId: string | null;
  author: EventActor;
}

/** Lines `n` of somebody, with their tickets `t`, that this actor may see; others are neither shown nor counted. */
export function seenBy(actor: Actor): RawBuilder<boolean> {
  const seesTickets = actor.permissions.has('tickets:read');
  const keepsMailboxes = actor.permissions.has('mailboxes:manage');
  return sql<boolean>`n.agent_id = ${actor.id}::uuid and case n.subject_type
    when 'ticket' then t.id is not null and ${seesTickets}::boolean and ${visibleTo(actor)}
    when 'bulk_run' then ${seesTickets}::boolean
    when 'routine_run' then true
    else ${keepsMailboxes}::boolean end`;
}

/** The kinds that somebody wants in their centre. */
export async function shownKinds({ agentId }: { agentId: string }, db: Db): Promise<NotificationKind[]> {
  const chooser = (await readNoticeChoosers({ agentIds: [agentId] }, db)).get(agentId);
  return chooser ? notificationKinds.filter((kind) => chooser.choices.kinds[kind].app) : [];
}

/** A page of one's own centre, newest first; or of what is put off, by when it comes back. */
export async function listNotifications(
  input: {
    agentId: string;
    actor: Actor;
    group?: NotificationGroup;
    postponed: boolean;
    cursor?: string;
    limit: number;
  },
  db: Db,
): Promise<{ items: Notification[]; nextCursor: string | null }> {
  const { agentId, actor, group, postponed, cursor, limit } = input;
  const shown = await shownKinds({ agentId }, db);
  const kinds = shown.filter((kind) => !group || groupKinds[group].includes(kind));
  const after = cursor ? decodeCursor(cursor, 2) : null;
  const lines = await readLines({ actor, kinds, postponed, after, limit: limit + 1 }, db);
  const items = lines.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(({ objectId: _object, author: _author, ...line }) => line),
    nextCursor: lines.length > limit && last ? encodeCursor([last.postponedUntil ?? last.at, last.id]) : null,
  };
}

interface LineRow {
  id: string;
  kind: NotificationKind;
  object_id: string | null;
  state: 'began' | 'ended' | null;
  actor_kind: EventActor['kind'];
  actor_id: string | null;
  actor_name: string | null;
  count: number;
  at: Date;
  read_at: Date | null;
  postponed_until: Date | null;
  ticket_id: string | null;
  number: number;
  subject: string;
  requester: string;
  organization: string | null;
  words: string | null;
  metric: ClockMetric | null;
  clock_state: ClockState;
  due_at: Date | null;
  mailbox: string | null;
  is_run: boolean;
  duty: string | null;
  duty_due_at: Date;
  duty_state: RunState;
}

/**
 * Lines of an actor's own centre that they may see: some by id, newest first, or those of some kinds; of those that are
 * put off first what comes back first.
 */
export async function readLines(
  input: { actor: Actor; limit: number; after?: string[] | null } & (
    | { ids: readonly string[] }
    | { kinds: readonly NotificationKind[]; postponed: boolean }
  ),
  db: Db,
): Promise<ReadLine[]> {
  const { actor, limit, after } = input;
  const isPutOff = 'postponed' in input && input.postponed;
  const [at, before, way] = isPutOff
    ? [sql`n.postponed_until`, sql`>`, sql`asc`]
    : [sql`n.at`, sql`<`, sql`desc`];
  const asked =
    'ids' in input
      ? sql`n.id = any(${[...input.ids]}::uuid[])`
      : sql`n.kind = any(${[...input.kinds]}::text[]) and n.postponed_until is ${isPutOff ? sql`not null` : sql`null`}`;
  const { rows } = await sql<LineRow>`
    select n.id, n.kind, n.object_id, n.state, n.actor_kind, n.actor_id, n.count, n.at, n.read_at, n.postponed_until,
      coalesce(mc.name, ma.name, aa.name) as actor_name,
      t.id as ticket_id, t.number, t.subject, c.name as requester, o.name as organization,
      left(b.text, ${sql.lit(wordsMax)}) as words,
      k.metric, k.state as clock_state, k.due_at, ca.address as mailbox,
      n.subject_type = 'bulk_run' as is_run,
      du.name as duty, du.due_at as duty_due_at, du.state as duty_state
    from notifications n
    left join tickets t on n.subject_type = 'ticket' and t.id = n.subject_id
    left join contacts c on c.id = t.requester_id
    left join organizations o on o.id = coalesce(t.organization_id, c.organization_id)
    left join messages m on n.kind = 'answered' and m.id = n.object_id
    left join message_bodies b on b.message_id = m.id
    left join contacts mc on m.author_kind = 'customer' and mc.id = m.author_id
    left join agents ma on m.author_kind = 'agent' and ma.id = m.author_id
    left join agents aa on m.id is null and n.actor_kind = 'agent' and aa.id = n.actor_id
    left join ticket_clocks k on n.kind in ('warned', 'breached') and k.id = n.object_id
    left join routine_runs du on n.subject_type = 'routine_run' and du.id = n.subject_id
    left join channel_accounts ca on n.subject_type = 'mailbox' and ca.id = n.subject_id
    where ${seenBy(actor)}
      and ${asked}
      and ${after ? sql`(${at}, n.id) ${before} (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by ${at} ${way}, n.id ${way} limit ${limit}`.execute(db);
  return rows.map(toLine);
}

function toLine(row: LineRow): ReadLine {
  return {
    id: row.id,
    kind: row.kind,
    at: row.at.toISOString(),
    count: row.count,
    readAt: toInstant(row.read_at),
    postponedUntil: toInstant(row.postponed_until),
    actor: { kind: row.actor_kind, name: row.actor_name },
    ticket: row.ticket_id
      ? {
          id: row.ticket_id,
          number: row.number,
          subject: row.subject,
          requester: row.requester,
          organization: row.organization,
          words: row.words,
        }
      : null,
    clock: row.metric ? { metric: row.metric, state: row.clock_state, dueAt: toInstant(row.due_at) } : null,
    mailbox: row.mailbox && row.state ? { address: row.mailbox, state: row.state } : null,
    duty:
      row.duty === null ? null : { name: row.duty, dueAt: toInstant(row.duty_due_at), state: row.duty_state },
    ofRun: row.is_run,
    objectId: row.object_id,
    author: { kind: row.actor_kind, id: row.actor_id },
  };
}
