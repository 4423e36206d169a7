import { describe, expect, it } from 'vitest';
import {
  cappedCount,
  clockTime,
  dayAndTime,
  duration,
  type FormatContext,
  fileSize,
  fullDateTime,
  hueOf,
  initials,
  meetingTime,
  parseTicketNumber,
  relativeTime,
  shortDate,
} from './format.ts';

const es: FormatContext = {
  language: 'es',
  timeZone: 'America/Mexico_City',
  now: new Date('2026-11-21T18:00:00.000Z'),
};
const en: FormatContext = { ...es, language: 'en' };

describe('relativeTime', () => {
  it.each([
    ['2026-11-21T17:59:30.000Z', 'ahora', 'now'],
    ['2026-11-21T18:00:20.000Z', 'ahora', 'now'],
    ['2026-11-21T17:56:00.000Z', 'hace 4 min', '4 min ago'],
    ['2026-11-21T17:00:00.001Z', 'hace 59 min', '59 min ago'],
    ['2026-11-21T15:00:00.000Z', 'hace 3 h', '3 h ago'],
    ['2026-11-20T23:00:00.000Z', 'ayer', 'yesterday'],
    ['2026-11-12T15:00:00.000Z', '12 nov', 'Nov 12'],
    ['2025-11-12T15:00:00.000Z', '12 nov 2025', 'Nov 12, 2025'],
  ])('says %s as %s and %s', (at, spanish, english) => {
    expect(relativeTime(at, es)).toBe(spanish);
    expect(relativeTime(at, en)).toBe(english);
  });

  it('counts hours just after midnight instead of saying yesterday', () => {
    const afterMidnight = { ...es, now: new Date('2026-11-21T07:00:00.000Z') };
    expect(relativeTime('2026-11-21T04:30:00.000Z', afterMidnight)).toBe('hace 2 h');
  });
});

describe('dates', () => {
  it('reads the day in the zone of the reader', () => {
    expect(dayAndTime('2026-11-21T05:30:00.000Z', es)).toBe('ayer 23:30');
    expect(dayAndTime('2026-11-21T05:30:00.000Z', { ...en, timeZone: 'UTC' })).toBe('today 05:30');
  });
  it('never writes hour 24 at midnight', () => {
    expect(clockTime('2026-11-21T06:00:00.000Z', es)).toBe('00:00');
  });
  it('writes the whole date for whoever asks', () => {
    expect(fullDateTime('2026-11-21T16:34:00.000Z', es)).toBe('sábado, 21 de noviembre de 2026, 10:34');
    expect(shortDate('2026-01-02T16:34:00.000Z', es)).toBe('2 ene');
  });
});

describe('duration', () => {
  it.each([
    [-5, '0 s'],
    [45_000, '45 s'],
    [18 * 60_000, '18 min'],
    [3 * 3_600_000 + 8 * 60_000, '3 h 08 min'],
    [2 * 3_600_000, '2 h'],
    [52 * 3_600_000, '2 d 4 h'],
    [48 * 3_600_000, '2 d'],
  ])('%d ms is %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});

describe('numbers and names', () => {
  it.each([
    ['V-123', 123],
    [' v123 ', 123],
    ['#7', 7],
    ['123', 123],
    ['V-', null],
    ['123 abc', null],
    ['1234567890', null],
  ])('reads the ticket number in "%s" as %s', (text, number) => {
    expect(parseTicketNumber(text)).toBe(number);
  });
  it('says when there are more than it counts', () => {
    expect(cappedCount({ value: 999, capped: true })).toBe('999+');
    expect(cappedCount({ value: 999, capped: false })).toBe('999');
  });
  it('writes sizes in units of a thousand', () => {
    expect(fileSize(999, es)).toBe('999 B');
    expect(fileSize(212_400, es)).toBe('212 kB');
    expect(fileSize(3_400_000, es)).toBe('3.4 MB');
  });
  it.each([
    ['Valentina Ortiz', 'VO'],
    ['ana.perez@x.mx', 'A'],
    ['  ', '?'],
    ['Óscar', 'Ó'],
    ['(Dirección) Norte', 'DN'],
  ])('takes initials of "%s"', (name, letters) => {
    expect(initials(name)).toBe(letters);
  });
  it('gives the same hue to the same name', () => {
    expect(hueOf('Ana')).toBe(hueOf('Ana'));
    expect(hueOf('Ana')).not.toBe(hueOf('Eva'));
  });
});

describe('meetingTime', () => {
  const at = (start: string, end: string | null = null) => meetingTime({ start, end }, es);

  it('is told in the reader’s zone, with the day once when it ends on it', () => {
    const text = at('2026-03-04T18:00:00.000Z', '2026-03-04T19:30:00.000Z');
    expect(text).toMatch(/^mié,? 4 /);
    expect(text.match(/2026/g)).toHaveLength(1);
    expect(text).toMatch(/12:00\D+13:30/);
  });

  it('of a whole day has no hours, and its end is not a day of it', () => {
    expect(at('2026-03-04', '2026-03-05')).toBe(at('2026-03-04'));
    expect(at('2026-03-04', '2026-03-06')).toMatch(/4\D+5/);
    expect(at('2026-03-04')).not.toContain(':');
  });

  it('without zone is told as it was written, and what is no time as it is', () => {
    expect(at('2026-03-04T18:00:00')).toContain('18:00');
    expect(at('mañana')).toBe('mañana');
    expect(at('2026-03-04T18:00:00.000Z', '2026-03-04T17:00:00.000Z')).toBe(at('2026-03-04T18:00:00.000Z'));
  });
});
