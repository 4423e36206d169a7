import type { CalendarDefinition } from '@ventanilla/contracts/calendar-definition';
import { compileCalendar } from '../../calendar/index.ts';

const hours = [
  { from: '09:00', to: '14:00' },
  { from: '15:00', to: '19:00' },
];

/** Nine to two and three to seven, Monday to Friday, in Mexico City. */
export const officeDefinition: CalendarDefinition = {
  timeZone: 'America/Mexico_City',
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

export const officeCalendar = () => compileCalendar(officeDefinition);
