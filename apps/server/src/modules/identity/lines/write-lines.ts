import { linesMax, type Notices } from '@ventanilla/contracts/department-rules';
import type { Line } from '@ventanilla/contracts/lines';
import { sql } from 'kysely';
import { recordAudit } from '../../../platform/audit.ts';
import type { Db } from '../../../platform/db/database.ts';
import { demandFreeName } from '../../../platform/db/free-name.ts';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { demandKnown, noticeChanges } from '../departments/change-settings.ts';

const lineNames = { table: 'lines', taken: 'lines.name_taken' } as const;

/** Every line in its order, or the one named. */
export async function listLines(db: Db, id?: string): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select id, name, active, position, notices, version from lines
    where ${id === undefined ? sql`true` : sql`id = ${id}`} order by position, id`.execute(db);
  return rows;
}

/** A line, last in order. Throws `lines.name_taken` and `lines.too_many`. */
export async function createLine({ name }: { name: string }, work: Work): Promise<Line> {
  await lockLines(work);
  const { rows } = await sql<{ count: number; last: number }>`
    select count(*)::int as count, coalesce(max(position), 0)::int as last from lines`.execute(work.tx);
  const { count, last } = rows[0]!;
  if (count >= linesMax) throw new AppError('lines.too_many', { params: { max: linesMax } });
  await demandFreeName({ name, ...lineNames, except: null }, work);
  const id = work.ids.uuid();
  await work.tx
    .insertInto('lines')
    .values({ id, name, position: last + 1, created_at: work.now })
    .execute();
  await tell(id, work);
  await recordAudit({ action: 'line.created', subjectType: 'line', subjectId: id }, work);
  return oneLine(id, work);
}

/**
 * Replaces what is named; each notice whole. A line is of tickets of any department: whoever does not see them all
 * neither changes whom it tells nor retires it, `auth.forbidden`. Throws `lines.not_found`, `lines.stale_version`, `lines.name_taken`,
 * `agents.not_found` and `teams.not_found`.
 */
export async function updateLine(
  input: {
    lineId: string;
    version: number;
    name?: string | undefined;
    active?: boolean | undefined;
    notices?: Notices | undefined;
  },
  work: Work,
): Promise<Line> {
  await lockLines(work);
  const before = await oneLine(input.lineId, work);
  if (before.version !== input.version) throw new AppError('lines.stale_version');
  const isOfTickets = input.notices !== undefined || (input.active ?? before.active) !== before.active;
  if (isOfTickets && work.actor.scope !== 'all') throw new AppError('auth.forbidden');
  const { name = before.name, active = before.active, notices = {} } = input;
  if (name !== before.name) await demandFreeName({ name, ...lineNames, except: before.id }, work);
  await demandKnown(Object.values(notices), work);
  await work.tx
    .updateTable('lines')
    .set({
      name,
      active,
      notices: JSON.stringify({ ...before.notices, ...notices }),
      version: before.version + 1,
    })
    .where('id', '=', before.id)
    .execute();
  await tell(before.id, work);
  const fields = (['name', 'active', 'notices'] as const).filter((field) => input[field] !== undefined);
  const changes = noticeChanges(before.notices, { ...before.notices, ...notices });
  await recordAudit(
    { action: 'line.changed', subjectType: 'line', subjectId: before.id, details: { fields, changes } },
    work,
  );
  return oneLine(before.id, work);
}

/** Makes sure that a line is given to tickets. Throws `lines.not_found` and `lines.retired`. */
export async function demandLine({ lineId }: { lineId: string }, db: Db): Promise<void> {
  const [line] = await listLines(db, lineId);
  if (!line) throw new AppError('lines.not_found');
  if (!line.active) throw new AppError('lines.retired');
}

/** Open screens offer lines to tickets. */
async function tell(lineId: string, work: Work): Promise<void> {
  await appendEvents([event('line.changed@1', { type: 'line', id: lineId }, { lineId })], work);
}

async function lockLines(work: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('lines', 0))`.execute(work.tx);
}

async function oneLine(id: string, work: Work): Promise<Line> {
  const [found] = await listLines(work.tx, id);
  if (!found) throw new AppError('lines.not_found');
  return found;
}
