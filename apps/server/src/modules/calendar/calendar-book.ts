import type { CalendarDefinition } from '@ventanilla/contracts/calendar-definition';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { keepPlan } from '../../platform/db/kept-plans.ts';
import { findBrand } from '../brand/index.ts';
import { type BusinessCalendar, compileCalendar } from './time/business-calendar.ts';

/** A calendar ready for arithmetic, and which one it is. */
export interface ReadyCalendar {
  /** Null: office hours that are assumed while there is no calendar. */
  id: string | null;
  version: number;
  name: string | null;
  timeZone: string;
  time: BusinessCalendar;
}

/** Every calendar of the installation at one moment. */
export interface CalendarBook {
  /** The first of these that is one, else the one that holds where none is chosen. */
  choose(ids: readonly (string | null)[]): ReadyCalendar;
}

/** Reads calendars again and again; what one has worked out is kept until it changes. */
export interface CalendarBooks {
  read(db: Db): Promise<CalendarBook>;
}

interface BookRow {
  id: string;
  name: string;
  version: number;
  is_default: boolean;
}

export function createCalendarBooks(): CalendarBooks {
  const ready = new Map<string, ReadyCalendar>();
  let assumed: ReadyCalendar | null = null;

  async function prepare(rows: readonly BookRow[], db: Db) {
    const stale = rows.filter(({ id, version }) => ready.get(id)?.version !== version).map(({ id }) => id);
    if (stale.length === 0) return;
    const found = await sql<BookRow & { definition: CalendarDefinition }>`
      select id, name, version, definition from calendars where id = any(${stale}::uuid[])`.execute(db);
    for (const { id, name, version, definition } of found.rows) {
      const { timeZone } = definition;
      ready.set(id, { id, name, version, timeZone, time: compileCalendar(definition) });
    }
  }

  async function assume(db: Db): Promise<ReadyCalendar> {
    const timeZone = (await findBrand(db))?.time_zone ?? 'UTC';
    if (assumed?.timeZone !== timeZone) assumed = officeHours(timeZone);
    return assumed;
  }

  return {
    async read(db) {
      const { rows } =
        await sql<BookRow>`select id, name, version, is_default from calendars ${keepPlan}`.execute(db);
      await prepare(rows, db);
      const standing = rows.find(({ is_default }) => is_default)?.id ?? null;
      const elsewhere = (standing === null ? undefined : ready.get(standing)) ?? (await assume(db));
      const known = new Set(rows.map(({ id }) => id));
      return {
        choose(ids) {
          const chosen = ids.find((id) => id !== null && known.has(id)) ?? null;
          return (chosen === null ? undefined : ready.get(chosen)) ?? elsewhere;
        },
      };
    },
  };
}

/** Monday to Friday from nine to six, until somebody says when work is done. */
function officeHours(timeZone: string): ReadyCalendar {
  const hours = [{ from: '09:00', to: '18:00' }];
  const definition: CalendarDefinition = {
    timeZone,
    week: {
      monday: hours,
      tuesday: hours,
      wednesday: hours,
      thursday: hours,
      friday: hours,
      saturday: [],
      sunday: [],
    },
    seasons: [],
    holidays: [],
    openings: [],
  };
  return { id: null, version: numberOf(timeZone), name: null, timeZone, time: compileCalendar(definition) };
}

/** Another zone is another version of the hours that are assumed, which nobody counts. */
function numberOf(timeZone: string): number {
  let number = 0;
  for (const char of timeZone) number = (number * 31 + char.codePointAt(0)!) % 2_147_483_647;
  return number;
}
