import { type NoticeChoices, quietAt } from '@ventanilla/contracts/notification.rules';
import { type WallClock, wallClock } from '../calendar/index.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Each turn goes over one stretch that is quiet; a week has at most two a day. */
const turnsMax = 32;

type Chosen = Pick<NoticeChoices, 'quiet' | 'silentUntil'>;

/** The first instant from `at` on at which it is not quiet for somebody with these choices and this clock. */
export function quietEnd(at: Date, { quiet, silentUntil }: Chosen, timeZone: string): Date {
  const clock = wallClock(timeZone);
  let end = at.getTime();
  for (let turn = 0; turn < turnsMax; turn++) {
    const silentMs = silentUntil === null ? 0 : Date.parse(silentUntil);
    const reading = clock.read(end);
    const why = quietAt(dayAndTimeOf(reading), quiet);
    if (silentMs > end) end = silentMs;
    else if (why === 'day') end = clock.reach(startOfDay(reading) + dayMs);
    else if (why === 'hours' && quiet) end = nextReading(clock, end, quiet.to);
    else return new Date(end);
  }
  return new Date(end);
}

/** When what happens at `at` is mailed: at once, at the next hour or at the next time of day, and never while it is quiet. */
export function nextMailAt(
  at: Date,
  choices: Pick<NoticeChoices, 'quiet' | 'silentUntil' | 'digest'>,
  timeZone: string,
): Date {
  return quietEnd(digestAt(at, choices.digest, wallClock(timeZone)), choices, timeZone);
}

function digestAt(at: Date, digest: NoticeChoices['digest'], clock: WallClock): Date {
  if (digest.how === 'immediately') return at;
  if (digest.how === 'daily') return new Date(nextReading(clock, at.getTime(), digest.at));
  const reading = clock.read(at.getTime());
  const next = Math.floor(reading / hourMs) * hourMs + hourMs;
  // An hour that the clock shows twice comes a second time: it is not left out, and nothing goes back.
  return new Date(Math.max(at.getTime() + 1, clock.reach(next)));
}

/** The first instant after `at` at which the clock reaches this time of day. */
function nextReading(clock: WallClock, at: number, time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const today = startOfDay(clock.read(at)) + hours * hourMs + minutes * minuteMs;
  const reached = clock.reach(today);
  return reached > at ? reached : clock.reach(today + dayMs);
}

const startOfDay = (reading: number) => Math.floor(reading / dayMs) * dayMs;

function dayAndTimeOf(reading: number) {
  const wall = new Date(reading);
  return { weekday: wall.getUTCDay() || 7, time: wall.toISOString().slice(11, 16) };
}
