import type {
  OrganizationChange,
  OrganizationPart,
  OrganizationSettings,
} from '@ventanilla/contracts/organizations';
import { sql } from 'kysely';
import { toInstant } from '../../../platform/clock.ts';
import { decodeCursor, encodeCursor } from '../../../platform/cursor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';
import { namedLike } from './find-in-directory.ts';

/** Changes shown of one organisation. */
const changesMax = 8;

const settings = sql`
  select o.id, o.name, p.name as "parentName", o.version,
    case when am.id is not null then json_build_object('id', am.id, 'name', am.name) end as "accountManager",
    case when sm.id is not null then json_build_object('id', sm.id, 'name', sm.name) end as "successManager",
    case when l.id is not null then json_build_object('id', l.id, 'name', l.name) end as line,
    case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end as calendar
  from organizations o
  left join organizations p on p.id = o.parent_id
  left join agents am on am.id = o.account_manager_id
  left join agents sm on sm.id = o.success_manager_id
  left join lines l on l.id = o.line_id
  left join calendars c on c.id = o.calendar_id`;

/** Organisations by name; where something is written, those whose name has it. */
export async function listOrganizationSettings(
  input: { q: string; cursor?: string | undefined; limit: number },
  db: Db,
): Promise<{ items: OrganizationSettings[]; nextCursor: string | null }> {
  const after = input.cursor ? decodeCursor(input.cursor, 1) : null;
  const { rows } = await sql<OrganizationSettings>`${settings}
    where ${input.q === '' ? sql`true` : namedLike(sql`o.name`, input.q)}
      and ${after ? sql`(o.name, o.id) > (select a.name, a.id from organizations a where a.id = ${after[0]})` : sql`true`}
    order by o.name, o.id limit ${input.limit + 1}`.execute(db);
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  const nextCursor = rows.length > input.limit && last ? encodeCursor([last.id]) : null;
  return { items, nextCursor };
}

/** Throws `organizations.not_found`. */
export async function readOrganizationSettings(
  { organizationId }: { organizationId: string },
  db: Db,
): Promise<OrganizationSettings> {
  const { rows } = await sql<OrganizationSettings>`${settings} where o.id = ${organizationId}`.execute(db);
  if (!rows[0]) throw new AppError('organizations.not_found');
  return rows[0];
}

/** What an entry of the audit log keeps of one change: ids, whose names are looked up when it is read. */
export interface RecordedPart {
  part: OrganizationPart;
  from: string | null;
  to: string | null;
}

/** The last changes, newest first. Throws `organizations.not_found`. */
export async function listOrganizationChanges(
  { organizationId }: { organizationId: string },
  db: Db,
): Promise<OrganizationChange[]> {
  await readOrganizationSettings({ organizationId }, db);
  const { rows } = await sql<{
    id: string;
    at: Date;
    by: string | null;
    part: OrganizationChange['part'];
    from: string | null;
    to: string | null;
  }>`
    select l.id, l.at, coalesce(a.name, k.name) as by, c.part,
      coalesce(fa.name, fl.name, fc.name) as from,
      coalesce(ta.name, tl.name, tc.name, case when c.part = 'made' then o.made_because end) as to
    from audit_log l
    join organizations o on o.id::text = l.subject_id
    cross join lateral jsonb_to_recordset(
      case l.action when 'organization.created' then '[{"part":"made"}]' else l.details->'changes' end)
      as c (part text, "from" uuid, "to" uuid)
    left join agents a on l.actor->>'kind' = 'agent' and a.id::text = l.actor->>'id'
    left join api_keys k on l.actor->>'kind' = 'api_key' and k.id::text = l.actor->>'id'
    left join agents fa on fa.id = c."from"
    left join agents ta on ta.id = c."to"
    left join lines fl on fl.id = c."from"
    left join lines tl on tl.id = c."to"
    left join calendars fc on fc.id = c."from"
    left join calendars tc on tc.id = c."to"
    where l.subject_type = 'organization' and l.subject_id = ${organizationId} and l.action in ('organization.created', 'organization.changed')
    order by l.at desc, l.id desc limit ${sql.lit(changesMax)}`.execute(db);
  return rows.map((row) => ({ ...row, at: toInstant(row.at) }));
}
