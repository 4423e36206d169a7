import { expect, test } from 'vitest';
import {
  dateForField,
  dateFromField,
  endForField,
  endFromField,
  groupHolidays,
  isSound,
  mergeHolidays,
  monthBeside,
  newDefinition,
  nextPeriod,
  periodProblem,
} from './calendar.form.ts';

const period = (text: string) => {
  const [from = '', to = ''] = text.split('-');
  return { from, to };
};

test.each([
  [
    ['09:00-13:00', '14:00-18:00'],
    [null, null],
  ],
  [
    ['09:00-13:00', '13:00-18:00'],
    [null, null],
  ],
  [
    ['09:00-13:00', '12:59-18:00'],
    ['overlap', 'overlap'],
  ],
  [['22:00-06:00'], [null]],
  [
    ['22:00-06:00', '09:00-18:00'],
    [null, null],
  ],
  [['09:00-09:00'], ['noLength']],
  [['00:00-24:00'], [null]],
  [
    ['-18:00', '09:00-10:00'],
    ['notTime', null],
  ],
])('%j: %j', (texts, problems) => {
  const periods = texts.map(period);
  expect(periods.map((_, index) => periodProblem(periods, index))).toEqual(problems);
});

test('a new calendar can be saved as it is', () => {
  expect(isSound(newDefinition('America/Bogota'))).toBe(true);
});

test('one more period fits behind the others of its day', () => {
  expect(nextPeriod([])).toEqual(period('09:00-18:00'));
  expect(nextPeriod([period('09:00-13:00')])).toEqual(period('14:00-16:00'));
  expect(nextPeriod([period('09:00-22:30')])).toEqual(period('23:00-24:00'));
});

test('midnight at the end and yearly dates come back from their fields as they were', () => {
  expect(endFromField(endForField('24:00'))).toBe('24:00');
  expect(dateFromField(dateForField('02-29'), true)).toBe('02-29');
  expect(dateFromField(dateForField('2026-05-20'), false)).toBe('2026-05-20');
});

test('a holiday that is there already is not added again, and those of one name stand together', () => {
  const easter = (date: string) => ({ name: 'Viernes Santo', date, closed: null });
  const merged = mergeHolidays([easter('2027-03-26')], [easter('2026-04-03'), easter('2027-03-26')]);
  expect(merged.map(({ date }) => date)).toEqual(['2026-04-03', '2027-03-26']);
  expect(groupHolidays(merged)).toEqual([{ name: 'Viernes Santo', items: merged }]);
});

test('months follow each other over New Year', () => {
  expect([monthBeside('2026-12', 1), monthBeside('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
});
