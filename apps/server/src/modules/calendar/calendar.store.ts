import type { CalendarDefinition } from '@ventanilla/contracts/calendar-definition';
import type { Calendar } from '@ventanilla/contracts/calendars';
import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { Work } from '../../platform/work.ts';

export type CalendarRow = Selectable<Database['calendars']>;

/**
 * Every calendar, held until the transaction ends. Who decides about calendars does so one after the other, also where
 * there is none to hold; whoever only refers to one meanwhile does not wait.
 */
export async function lockCalendars(work: Work): Promise<CalendarRow[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended('calendars', 0))`.execute(work.tx);
  return work.tx.selectFrom('calendars').selectAll().orderBy('id').forNoKeyUpdate().execute();
}

/** Every calendar by name. */
export async function readCalendars(db: Db): Promise<Calendar[]> {
  const rows = await db.selectFrom('calendars').selectAll().orderBy('name').orderBy('id').execute();
  return rows.map(toCalendar);
}

/** Throws `calendars.not_found`. */
export async function getCalendarRow({ calendarId }: { calendarId: string }, db: Db): Promise<CalendarRow> {
  const row = await db.selectFrom('calendars').selectAll().where('id', '=', calendarId).executeTakeFirst();
  if (!row) throw new AppError('calendars.not_found');
  return row;
}

export function toCalendar(row: CalendarRow): Calendar {
  return {
    id: row.id,
    name: row.name,
    isDefault: row.is_default,
    definition: row.definition,
    version: row.version,
    changedAt: row.changed_at.toISOString(),
  };
}

/** Writes down how a calendar is from now on; its row already says so. */
export async function keepVersion(row: CalendarRow, work: Work): Promise<void> {
  await work.tx
    .insertInto('calendar_versions')
    .values({
      calendar_id: row.id,
      version: row.version,
      at: work.now,
      actor: JSON.stringify({ kind: work.actor.kind, id: work.actor.id }),
      name: row.name,
      definition: JSON.stringify(row.definition),
    })
    .execute();
}

/** No two calendars read the same. */
export const calendarNames = { table: 'calendars', taken: 'calendars.name_taken' } as const;

/** Two definitions that say the same, whatever the order in which their parts were written. */
export function saysTheSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1)))
      : part,
  );
}

export function partsChanged(
  before: { name: string; definition: CalendarDefinition },
  after: { name: string; definition: CalendarDefinition },
) {
  const parts = ['timeZone', 'week', 'seasons', 'holidays', 'openings'] as const;
  const changed = parts.filter((part) => !saysTheSame(before.definition[part], after.definition[part]));
  return before.name === after.name ? changed : (['name', ...changed] as const);
}
