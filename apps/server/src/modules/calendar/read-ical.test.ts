import { expect, test } from 'vitest';
import { readIcal } from './read-ical.ts';

const read = (events: string, timeZone = 'America/Bogota') =>
  readIcal({ text: `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events}\r\nEND:VCALENDAR\r\n`, timeZone });
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');

test('a whole day is a holiday, and one that comes back is yearly', async () => {
  const read1 = await read(
    [
      event('SUMMARY:Viernes Santo', 'DTSTART;VALUE=DATE:20260403', 'DTEND;VALUE=DATE:20260404'),
      event('SUMMARY:Navidad', 'DTSTART;VALUE=DATE:20201225', 'RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25'),
      event('SUMMARY:Viernes Santo', 'DTSTART;VALUE=DATE:20260403', 'DTEND;VALUE=DATE:20260404'),
    ].join('\r\n'),
  );
  expect(read1).toEqual({
    holidays: [
      { name: 'Navidad', date: '12-25', closed: null },
      { name: 'Viernes Santo', date: '2026-04-03', closed: null },
    ],
    seasons: [],
    leftOut: 0,
  });
});

test('a bridge of days is a holiday each, and the school’s holidays are one closed season', async () => {
  const { holidays, seasons } = await read(
    [
      event('SUMMARY:Puente', 'DTSTART;VALUE=DATE:20260430', 'DTEND;VALUE=DATE:20260502'),
      event('SUMMARY:Vacaciones de invierno', 'DTSTART;VALUE=DATE:20260622', 'DTEND;VALUE=DATE:20260706'),
    ].join('\r\n'),
  );
  expect(holidays.map(({ date }) => date)).toEqual(['2026-04-30', '2026-05-01']);
  expect(seasons).toEqual([
    expect.objectContaining({ name: 'Vacaciones de invierno', from: '2026-06-22', to: '2026-07-05' }),
  ]);
  expect(Object.values(seasons[0]!.week!).flat()).toEqual([]);
});

test.each([
  ['in UTC', 'DTSTART:20261224T190000Z', 'DTEND:20261225T050000Z', '14:00'],
  ['in a zone by its name', 'DTSTART;TZID=Europe/Madrid:20261224T200000', 'DURATION:PT10H', '14:00'],
  ['by whatever clock hangs there', 'DTSTART:20261224T140000', 'DTEND:20261225T000000', '14:00'],
  ['in a zone that nobody knows', 'DTSTART;TZID=Oficina:20261224T140000', 'DURATION:PT10H', '14:00'],
])('part of a day %s closes that part', async (_, start, end, from) => {
  const { holidays } = await read(event('SUMMARY:Nochebuena', start, end));
  expect(holidays).toEqual([{ name: 'Nochebuena', date: '2026-12-24', closed: { from, to: '24:00' } }]);
});

test.each([
  ['cancelled', ['SUMMARY:x', 'DTSTART;VALUE=DATE:20260403', 'STATUS:CANCELLED']],
  ['nameless', ['DTSTART;VALUE=DATE:20260403']],
  ['every Monday', ['SUMMARY:x', 'DTSTART;VALUE=DATE:20260403', 'RRULE:FREQ=WEEKLY;BYDAY=MO']],
  ['never at all', ['SUMMARY:x', 'DTSTART;VALUE=DATE:20260403', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30']],
  ['some years', ['SUMMARY:x', 'DTSTART;VALUE=DATE:20260403', 'RRULE:FREQ=YEARLY;COUNT=3']],
  ['backwards', ['SUMMARY:x', 'DTSTART;VALUE=DATE:20260403', 'DTEND;VALUE=DATE:20260401']],
  ['for centuries', ['SUMMARY:x', 'DTSTART;VALUE=DATE:20260403', 'DTEND;VALUE=DATE:24260401']],
])('what happens %s is left out and counted', async (_, lines) => {
  expect(await read(event(...lines))).toEqual({ holidays: [], seasons: [], leftOut: 1 });
});

test.each(['hola', '<html></html>', 'BEGIN:VCARD\r\nEND:VCARD', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT'])(
  '%j is not a calendar',
  async (text) => {
    await expect(readIcal({ text, timeZone: 'UTC' })).rejects.toMatchObject({ code: 'calendars.not_ical' });
  },
);
