import { type ViewBody, viewsMax } from '@ventanilla/contracts/views';
import { sql } from 'kysely';
import { recordAudit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { agentIdOf } from '../../tickets/index.ts';
import { mayChange, mayShare } from '../sharing.rules.ts';
import { findView, type ViewRow } from '../views.store.ts';

/** Throws `views.name_taken`, `views.too_many` and `views.not_shared`. */
export async function createView(input: ViewBody, work: Work): Promise<ViewRow> {
  const ownerId = agentIdOf(work.actor);
  const id = work.ids.uuid();
  const columns = columnsOf(input);
  demandSharing(columns, work);
  await lockViews(ownerId, work);
  await demandRoom(ownerId, work);
  await demandFreeName({ id, ownerId, name: input.name }, work);
  await demandTeam(columns.team_id, work);
  const row = await work.tx
    .insertInto('views')
    .values({ id, owner_id: ownerId, created_at: work.now, ...columns })
    .returningAll()
    .executeTakeFirstOrThrow();
  await tell({ viewId: id, what: 'created' }, work);
  return row;
}

type Changes = { [P in keyof ViewBody]?: ViewBody[P] | undefined };

/** Answers it as it was. Throws `views.not_found`, `views.stale_version`, `views.name_taken` and `views.not_shared`. */
export async function updateView(
  input: { viewId: string; version: number; changes: Changes },
  work: Work,
): Promise<ViewRow> {
  const row = await viewToChange(input.viewId, work);
  if (row.version !== input.version) throw new AppError('views.stale_version');
  const given = Object.fromEntries(Object.entries(input.changes).filter(([, value]) => value !== undefined));
  const body: ViewBody = { ...bodyOf(row), ...given };
  const columns = columnsOf(body);
  const isSharedOtherwise = columns.audience !== row.audience || columns.team_id !== row.team_id;
  if (isSharedOtherwise) demandSharing(columns, work);
  await lockViews(row.owner_id, work);
  await demandFreeName({ id: row.id, ownerId: row.owner_id, name: body.name }, work);
  await demandTeam(columns.team_id, work);
  await work.tx
    .updateTable('views')
    .set({ ...columns, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await tell({ viewId: row.id, what: 'changed' }, work);
  return row;
}

/** Removing it again changes nothing. Throws `views.not_found` and `views.not_shared`. */
export async function deleteView({ viewId }: { viewId: string }, work: Work): Promise<ViewRow> {
  const row = await viewToChange(viewId, work, { removed: true });
  if (row.deleted_at !== null) return row;
  await work.tx.updateTable('views').set({ deleted_at: work.now }).where('id', '=', viewId).execute();
  await tell({ viewId, what: 'deleted' }, work);
  return row;
}

/** Throws `views.not_found`, `views.not_shared`, `views.too_many` and `views.name_taken`. */
export async function restoreView({ viewId }: { viewId: string }, work: Work): Promise<ViewRow> {
  const row = await viewToChange(viewId, work, { removed: true });
  if (row.deleted_at === null) return row;
  await lockViews(row.owner_id, work);
  await demandRoom(row.owner_id, work);
  await demandFreeName({ id: viewId, ownerId: row.owner_id, name: row.name }, work);
  await work.tx.updateTable('views').set({ deleted_at: null }).where('id', '=', viewId).execute();
  await tell({ viewId, what: 'restored' }, work);
  return row;
}

async function viewToChange(viewId: string, work: Work, { removed = false } = {}): Promise<ViewRow> {
  const row = await findView({ viewId, actor: work.actor, lock: true }, work.tx);
  if (!row || (row.deleted_at !== null && !removed)) throw new AppError('views.not_found');
  if (!mayChange(row, work.actor)) throw new AppError('views.not_shared');
  return row;
}

function columnsOf({ name, colour, filter, sort, layout, audience, teamId }: ViewBody) {
  return {
    name,
    colour,
    filter: JSON.stringify(filter),
    sort,
    layout: layout && JSON.stringify(layout),
    audience,
    team_id: audience === 'team' ? teamId : null,
  };
}

function bodyOf({ name, colour, filter, sort, layout, audience, team_id }: ViewRow): ViewBody {
  return { name, colour, filter, sort, layout, audience, teamId: team_id };
}

function demandSharing(view: Pick<ViewRow, 'audience' | 'team_id'>, { actor }: Work): void {
  if (view.audience === 'team' && view.team_id === null) throw new AppError('http.invalid_request');
  if (!mayShare(view, actor)) throw new AppError('views.not_shared');
}

/** Number and names of a person's views are decided by one after the other. */
async function lockViews(ownerId: string, work: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`views/${ownerId}`}, 0))`.execute(work.tx);
}

async function demandRoom(ownerId: string, work: Work): Promise<void> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from views
    where owner_id = ${ownerId} and deleted_at is null`.execute(work.tx);
  if (rows[0]!.count >= viewsMax) throw new AppError('views.too_many', { params: { max: viewsMax } });
}

async function demandFreeName(
  { id, ownerId, name }: { id: string; ownerId: string; name: string },
  work: Work,
): Promise<void> {
  const { rows } =
    await sql`select from views where owner_id = ${ownerId} and deleted_at is null and id <> ${id}
    and lower(name) = lower(${name})`.execute(work.tx);
  if (rows.length > 0) throw new AppError('views.name_taken');
}

/** A team that there is, or none. */
async function demandTeam(teamId: string | null, work: Work): Promise<void> {
  if (teamId === null) return;
  const { rows } = await sql`select from teams where id = ${teamId} and active for key share`.execute(
    work.tx,
  );
  if (rows.length === 0) throw new AppError('views.not_shared');
}

type What = 'created' | 'changed' | 'deleted' | 'restored';

async function tell({ viewId, what }: { viewId: string; what: What }, work: Work): Promise<void> {
  await appendEvents([event('view.changed@1', { type: 'view', id: viewId }, { viewId, what })], work);
  await recordAudit({ action: `view.${what}`, subjectType: 'view', subjectId: viewId }, work);
}
