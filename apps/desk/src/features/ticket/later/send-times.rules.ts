import { instantOf, wallTimeOf } from '../../../shared/time/wall-time.ts';

/** When people begin to read their mail. */
const morning = '08:00';
const dayMs = 86_400_000;

/** The date so many days after one. */
function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

export interface LaterChoice {
  key: 'today' | 'tomorrow' | 'monday';
  at: Date;
}

/** The hours most people choose: this morning where it is still night, tomorrow's, and Monday's where that is another. */
export function laterChoices(now: Date, timeZone: string): LaterChoice[] {
  const { date, time } = wallTimeOf(now, timeZone);
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const untilMonday = (1 - weekday + 7) % 7 || 7;
  const at = (days: number) => instantOf({ date: dateAfter(date, days), time: morning }, timeZone)!;
  return [
    ...(time < '07:30' ? [{ key: 'today' as const, at: at(0) }] : []),
    { key: 'tomorrow', at: at(1) },
    ...(untilMonday > 1 ? [{ key: 'monday' as const, at: at(untilMonday) }] : []),
  ];
}
