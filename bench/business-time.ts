import type { CalendarDefinition, Week } from '@ventanilla/contracts/calendar-definition';
import { compileCalendar } from '../apps/server/src/modules/calendar/time/business-calendar.ts';
import { addBusinessDays, endOfBusinessDay } from '../apps/server/src/modules/calendar/time/business-days.ts';
import {
  addBusinessMs,
  elapsedMs,
  nextClosing,
  nextOpening,
} from '../apps/server/src/modules/calendar/time/business-time.ts';

/**
 * `tsx bench/business-time.ts`: computations of business time a second, each over instants of three years that come
 * in no order, in a calendar with two periods a day, a season and forty holidays. At least 200 thousand are wanted.
 */
const wantedPerSecond = 200_000;
const instants = 4096;
const hourMs = 3_600_000;

const office = [
  { from: '09:00', to: '14:00' },
  { from: '15:00', to: '18:30' },
];
const short = [{ from: '08:00', to: '15:00' }];
const weekOf = (periods: typeof office): Week => ({
  monday: periods,
  tuesday: periods,
  wednesday: periods,
  thursday: periods,
  friday: periods,
  saturday: [],
  sunday: [],
});
const definition: CalendarDefinition = {
  timeZone: 'America/Santiago',
  week: weekOf(office),
  seasons: [{ name: 'Verano', from: '12-15', to: '02-28', week: weekOf(short) }],
  holidays: Array.from({ length: 40 }, (_, index) => ({
    name: 'Feriado',
    date: `${2025 + (index % 3)}-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`,
    closed: index % 5 === 0 ? { from: '13:00', to: '24:00' } : null,
  })),
  openings: [{ name: 'Inscripciones', date: '2026-03-07', hours: { from: '10:00', to: '14:00' } }],
};

const begin = Date.UTC(2025, 0, 1);
const span = 3 * 365 * 24 * hourMs;
// The golden ratio scatters them evenly without chance.
const at = Array.from(
  { length: instants },
  (_, index) => begin + Math.floor(((index * 0.618033988749895) % 1) * span),
);
const calendar = compileCalendar(definition);

const computations: Record<string, (index: number) => number | null> = {
  elapsed: (index) => elapsedMs({ from: at[index]!, to: at[index]! + (index % 400) * hourMs }, calendar),
  add: (index) => addBusinessMs({ at: at[index]!, ms: (index % 90) * hourMs }, calendar),
  'next opening': (index) => nextOpening({ at: at[index]! }, calendar),
  'next closing': (index) => nextClosing({ at: at[index]! }, calendar),
  'end of the day': (index) => endOfBusinessDay({ at: at[index]!, cutOffMs: 2 * hourMs }, calendar),
  'two business days': (index) => addBusinessDays({ at: at[index]!, days: 2, hour: 'day_end' }, calendar),
};

let isFastEnough = true;
for (const [name, compute] of Object.entries(computations)) {
  let sum = 0;
  let done = 0;
  const started = performance.now();
  while (performance.now() - started < 1000) {
    for (let index = 0; index < instants; index++) sum += compute(index) ?? 0;
    done += instants;
  }
  const perSecond = Math.round(done / ((performance.now() - started) / 1000));
  isFastEnough &&= perSecond >= wantedPerSecond && sum > 0;
  console.log(`${name.padEnd(20)} ${perSecond.toLocaleString('en').padStart(12)} a second`);
}
const compileStarted = performance.now();
const compiled = 200;
for (let index = 0; index < compiled; index++)
  elapsedMs({ from: begin, to: begin + 1 }, compileCalendar(definition));
console.log(`made ready in ${((performance.now() - compileStarted) / compiled).toFixed(2)} ms`);
if (!isFastEnough) {
  console.log(`fewer than ${wantedPerSecond.toLocaleString('en')} a second`);
  process.exitCode = 1;
}
