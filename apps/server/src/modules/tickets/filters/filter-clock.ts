import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import { findBrand } from '../../brand/index.ts';
import { createCalendarBooks, wallClock } from '../../calendar/index.ts';
import type { FilterTime } from './filter-time.ts';

/** Says when it is for a filter: days by the organisation's clock, business days by the calendar that holds elsewhere. */
export interface FilterClock {
  read(db: Db): Promise<FilterTime>;
}

export function createFilterClock(clock: Clock): FilterClock {
  const books = createCalendarBooks();
  return {
    async read(db) {
      const book = await books.read(db);
      const timeZone = (await findBrand(db))?.time_zone ?? 'UTC';
      return { now: clock.now(), clock: wallClock(timeZone), calendar: book.choose([]).time };
    },
  };
}
