const dayMs = 86_400_000;
/** A copy a day, and some hours to make it or to try again. */
export const lateAfterMs = 30 * 3_600_000;

/** The day of a calendar, `YYYY-MM-DD`, that an instant falls on in a time zone. */
export function dayOf(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(instant);
}

/** The latest day whose hour has come. */
export function dueDay(input: { now: Date; hour: number; timeZone: string }): string {
  const { now, hour, timeZone } = input;
  const local = new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(now);
  return Number(local) >= hour ? dayOf(now, timeZone) : dayOf(new Date(now.getTime() - dayMs), timeZone);
}

/** Monday of the week that a day lies in. */
function weekOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  const back = (date.getUTCDay() + 6) % 7;
  return new Date(date.getTime() - back * dayMs).toISOString().slice(0, 10);
}

export interface KeptCopy {
  id: string;
  takenAt: Date;
}

/**
 * Which copies may go: all but the newest of each of the last days, weeks and months that have any. Nothing of the last
 * 24 hours goes, nor the newest of all.
 */
export function copiesToRemove(
  copies: readonly KeptCopy[],
  rule: { keepDaily: number; keepWeekly: number; keepMonthly: number; timeZone: string; now: Date },
): string[] {
  const newestFirst = [...copies].sort((a, b) => b.takenAt.getTime() - a.takenAt.getTime());
  const kept = new Set(newestFirst.slice(0, 1).map(({ id }) => id));
  const keepNewestOf = (most: number, periodOf: (day: string) => string) => {
    const seen = new Set<string>();
    for (const { id, takenAt } of newestFirst) {
      const period = periodOf(dayOf(takenAt, rule.timeZone));
      if (seen.has(period)) continue;
      if (seen.size === most) return;
      seen.add(period);
      kept.add(id);
    }
  };
  keepNewestOf(rule.keepDaily, (day) => day);
  keepNewestOf(rule.keepWeekly, weekOf);
  keepNewestOf(rule.keepMonthly, (day) => day.slice(0, 7));
  const youngest = rule.now.getTime() - dayMs;
  return newestFirst
    .filter(({ id, takenAt }) => !kept.has(id) && takenAt.getTime() < youngest)
    .map(({ id }) => id);
}

/** Whether the last good copy is too old; `since`: when the schedule was turned on. */
export function isLate(input: { lastGoodAt: Date | null; since: Date | null; now: Date }): boolean {
  const from = Math.max(input.lastGoodAt?.getTime() ?? 0, input.since?.getTime() ?? 0);
  return input.now.getTime() - from > lateAfterMs;
}
