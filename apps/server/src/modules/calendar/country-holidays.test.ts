import { holiday } from '@ventanilla/contracts/calendar-definition';
import { expect, test } from 'vitest';
import { listCountryHolidays, listHolidayPlaces } from './country-holidays.ts';

const spanish = { language: 'es' } as const;
const of = (country: string, given: { state?: string; region?: string } = {}) =>
  listCountryHolidays({ country, ...given, from: 2026, years: 3 }, spanish);

/** Every country where Spanish is spoken. */
const countries = 'AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV UY VE'.split(' ');

test.each(countries)(
  '%s: holidays in Spanish that a calendar takes, the New Year or Good Friday among them',
  async (country) => {
    const holidays = await of(country);
    expect(holidays.length).toBeGreaterThan(5);
    for (const one of holidays) expect(holiday.parse(one)).toEqual(one);
    expect(holidays.some(({ name }) => /Año Nuevo|Viernes Santo|Triunfo/.test(name))).toBe(true);
  },
);

test('what is always on one date is yearly, and what moves is there by its dates', async () => {
  const holidays = await of('CO');
  expect(holidays).toContainEqual({ name: 'Navidad', date: '12-25', closed: null });
  expect(holidays).toContainEqual({ name: 'Día de los Reyes Magos', date: '2026-01-12', closed: null });
  expect(holidays).toContainEqual({ name: 'Día de los Reyes Magos', date: '2027-01-11', closed: null });
});

test('a region has holidays of its own', async () => {
  const names = async (state?: string) => (await of('ES', state ? { state } : {})).map(({ name }) => name);
  expect(await names()).not.toContain('Día de la Comunidad de Madrid');
  expect(await names('MD')).toContain('Día de la Comunidad de Madrid');
});

test('places are told by name, from the country down', async () => {
  expect(await listHolidayPlaces({}, spanish)).toContainEqual({ code: 'MX', name: 'México' });
  expect(await listHolidayPlaces({ country: 'ES' }, spanish)).toContainEqual({
    code: 'CT',
    name: 'Cataluña',
  });
  expect(await listHolidayPlaces({ country: 'ES', state: 'CT' }, spanish)).toEqual([
    { code: 'B', name: 'Barcelona' },
  ]);
  expect(await listHolidayPlaces({ country: 'XX' }, spanish)).toEqual([]);
});

test.each([
  [{ country: 'XX' }],
  [{ country: 'ES', state: 'XX' }],
  [{ country: 'ES', region: 'B' }],
  [{ country: 'ES', state: 'CT', region: 'XX' }],
])('%j is no place', async ({ country, ...given }: { country: string; state?: string; region?: string }) => {
  await expect(of(country, given)).rejects.toMatchObject({ code: 'calendars.unknown_place' });
});
