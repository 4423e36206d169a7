import {
  type DepartmentChange,
  type DepartmentSettings,
  departmentRules,
  type Notices,
  type StoredRules,
} from '@ventanilla/contracts/department-rules';
import { sql } from 'kysely';
import { toInstant } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';

/** Changes shown of one department. */
const changesMax = 8;

/** What an audit entry of a change of settings keeps: ids and numbers, whose names are looked up when it is read. */
export interface RecordedChange {
  part: DepartmentChange['part'];
  added: string[];
  removed: string[];
  from: string | null;
  to: string | null;
}

/** Rules, notices, mailboxes and last changes of a department. Throws `departments.not_found`. */
export async function readDepartmentSettings(
  { departmentId }: { departmentId: string },
  db: Db,
): Promise<DepartmentSettings> {
  const { rows } = await sql<{
    version: number;
    rules: StoredRules;
    notices: Notices;
    mailboxes: DepartmentSettings['mailboxes'];
  }>`
    select d.version, d.rules, d.notices, coalesce((
        select json_agg(json_build_object('id', c.id, 'name', c.name, 'address', c.address) order by c.name)
        from channel_accounts c where c.department_id = d.id), '[]') as mailboxes
    from departments d where d.id = ${departmentId}`.execute(db);
  const row = rows[0];
  if (!row) throw new AppError('departments.not_found');
  return {
    departmentId,
    ...row,
    rules: departmentRules.parse(row.rules),
    changes: await listChanges({ departmentId }, db),
  };
}

interface AuditRow {
  id: string;
  at: Date;
  by: string | null;
  details: { fields?: string[]; changes?: RecordedChange[] };
}

async function listChanges({ departmentId }: { departmentId: string }, db: Db): Promise<DepartmentChange[]> {
  const { rows } = await sql<AuditRow>`
    select l.id, l.at, coalesce(a.name, k.name) as by, l.details from audit_log l
    left join agents a on l.actor->>'kind' = 'agent' and a.id::text = l.actor->>'id'
    left join api_keys k on l.actor->>'kind' = 'api_key' and k.id::text = l.actor->>'id'
    where l.subject_type = 'department' and l.subject_id = ${departmentId} and l.action <> 'department.created'
    order by l.at desc, l.id desc limit ${changesMax}`.execute(db);
  const changes = rows.flatMap(({ id, at, by, details }) =>
    recordedIn(details).map((change) => ({ id, at: toInstant(at), by, ...change })),
  );
  const names = await namesOf(
    changes.flatMap(({ added, removed }) => [...added, ...removed]),
    db,
  );
  const named = (ids: string[]) => ids.flatMap((one) => names.get(one) ?? []);
  return changes
    .slice(0, changesMax)
    .map((change) => ({ ...change, added: named(change.added), removed: named(change.removed) }));
}

/** Changes of a department's own fields are kept by their names alone. */
function recordedIn({ fields = [], changes }: AuditRow['details']): RecordedChange[] {
  if (changes) return changes;
  const nothing = { added: [], removed: [], from: null, to: null };
  const part = fields.includes('memberIds') ? 'members' : fields.includes('name') ? 'name' : 'other';
  return [{ part, ...nothing }];
}

async function namesOf(ids: readonly string[], db: Db): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from agents where id = any(${[...ids]}::uuid[])
    union all select id, name from teams where id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
