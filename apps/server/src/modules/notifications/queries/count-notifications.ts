import { countMax } from '@ventanilla/contracts/common';
import type { NotificationKind } from '@ventanilla/contracts/notification.rules';
import { notificationGroups, type UnreadNotifications } from '@ventanilla/contracts/notifications';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { groupKinds } from '../notifications.rules.ts';
import { seenBy, shownKinds } from './list-notifications.ts';

/** What of one's own centre waits to be read; of more than `countMax` no group is exact. */
export async function countNotifications(
  { agentId, actor }: { agentId: string; actor: Actor },
  db: Db,
): Promise<UnreadNotifications> {
  const kinds = await shownKinds({ agentId }, db);
  const { rows } = await sql<{ kind: NotificationKind; count: number }>`
    select u.kind, count(*)::int as count from (
      select n.kind from notifications n
      left join tickets t on n.subject_type = 'ticket' and t.id = n.subject_id
      where ${seenBy(actor)} and n.read_at is null and n.postponed_until is null and n.kind = any(${kinds}::text[])
      limit ${countMax + 1}) u
    group by u.kind`.execute(db);
  const putOff = await sql<{ count: number }>`
    select count(*)::int as count from notifications n
    left join tickets t on n.subject_type = 'ticket' and t.id = n.subject_id
    where ${seenBy(actor)} and n.postponed_until is not null and n.kind = any(${kinds}::text[])`.execute(db);
  const counts = new Map(rows.map(({ kind, count }) => [kind, count]));
  const all = rows.reduce((sum, { count }) => sum + count, 0);
  const groups = Object.fromEntries(
    notificationGroups.map((group) => [
      group,
      groupKinds[group].reduce((sum, kind) => sum + (counts.get(kind) ?? 0), 0),
    ]),
  ) as UnreadNotifications['groups'];
  const postponed = putOff.rows[0]!.count;
  return { all: { value: Math.min(all, countMax), capped: all > countMax }, postponed, groups };
}
