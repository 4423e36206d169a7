import type { CalendarDefinition } from '@ventanilla/contracts/calendar-definition';
import { describe, expect, test } from 'vitest';
import { compileCalendar } from '../calendar/index.ts';
import { postponeMoments } from './postpone.rules.ts';

const mexico = 'America/Mexico_City';
const nine = [{ from: '09:00', to: '18:00' }];
const week: CalendarDefinition['week'] = {
  monday: [{ from: '07:30', to: '15:00' }],
  tuesday: nine,
  wednesday: nine,
  thursday: nine,
  friday: nine,
  saturday: [],
  sunday: [],
};
const calendarOf = (changes: Partial<CalendarDefinition> = {}) => ({
  time: compileCalendar({ timeZone: mexico, week, seasons: [], holidays: [], openings: [], ...changes }),
});
const moments = (at: string, timeZone = mexico, calendar = calendarOf()) =>
  postponeMoments({ at: new Date(at), timeZone }, calendar).map((one) => [one.key, one.at.toISOString()]);

describe('until when a notice is put off', () => {
  test('is an hour, and the hour at which the house opens tomorrow and on Monday', () => {
    expect(moments('2026-11-19T18:20:00Z')).toEqual([
      ['hour', '2026-11-19T19:20:00.000Z'],
      ['tomorrow', '2026-11-20T15:00:00.000Z'],
      ['monday', '2026-11-23T13:30:00.000Z'],
    ]);
  });

  test('is tomorrow alone on a Sunday, and the next Monday on a Monday', () => {
    expect(moments('2026-11-22T18:00:00Z').map(([key]) => key)).toEqual(['hour', 'tomorrow']);
    expect(moments('2026-11-23T18:00:00Z').at(-1)).toEqual(['monday', '2026-11-30T13:30:00.000Z']);
  });

  test('is of the reader’s day: late in their evening it is not yet the day of the house', () => {
    // Nine in the evening in Mexico, five in the morning of the next day in Madrid.
    expect(moments('2026-11-20T04:00:00Z')[1]).toEqual(['tomorrow', '2026-11-20T15:00:00.000Z']);
    expect(moments('2026-11-20T04:00:00Z', 'Europe/Madrid')[1]).toEqual([
      'tomorrow',
      '2026-11-21T07:00:00.000Z',
    ]);
  });

  test('is eight where nobody works that day, or everybody all day', () => {
    expect(moments('2026-11-20T18:00:00Z')[1]).toEqual(['tomorrow', '2026-11-21T14:00:00.000Z']);
    const all = [{ from: '00:00', to: '24:00' }];
    const always = calendarOf({
      week: {
        monday: all,
        tuesday: all,
        wednesday: all,
        thursday: all,
        friday: all,
        saturday: all,
        sunday: all,
      },
    });
    expect(moments('2026-11-19T18:00:00Z', mexico, always)[1]).toEqual([
      'tomorrow',
      '2026-11-20T14:00:00.000Z',
    ]);
  });

  test('stays an hour of the wall over a change of clocks', () => {
    const madrid = calendarOf({ timeZone: 'Europe/Madrid' });
    expect(moments('2026-03-27T12:00:00Z', 'Europe/Madrid', madrid).at(-1)).toEqual([
      'monday',
      '2026-03-30T05:30:00.000Z',
    ]);
  });
});
