import { clockTime, dayAndTime, duration, type ExplainedClock, type FormatContext } from '@ventanilla/web';

/** One line of an explanation: a key of `clocks.lines` and what stands in it. */
export interface ExplanationLine {
  key: 'used' | 'usedOf' | 'closed' | 'closedSpan' | 'pause' | 'pauseNow' | 'calendar' | 'assumed' | 'rule';
  values: Record<string, string>;
  /** Category of a pause. */
  reason?: ExplainedClock['pauses'][number]['reason'];
}

const dayMs = 86_400_000;

/** Why a clock's hour is what it is, in the order in which one asks: used, closed, paused, by which rule. */
export function explanationOf(clock: ExplainedClock, format: FormatContext): ExplanationLine[] {
  const used = duration(clock.usedMs);
  const lines: ExplanationLine[] = [
    { key: 'usedOf', values: { used, limit: duration(clock.limitMs) } },
    ...closedLines(clock, format),
    ...clock.pauses.map((pause): ExplanationLine => {
      const end = pause.to === null ? format.now.getTime() : Date.parse(pause.to);
      const time = duration(end - Date.parse(pause.from));
      return {
        key: pause.to === null ? 'pauseNow' : 'pause',
        values: { time, since: dayAndTime(pause.from, format) },
        reason: pause.reason,
      };
    }),
  ];
  if (clock.isBusinessTime) {
    lines.push(
      clock.calendarName === null
        ? { key: 'assumed', values: {} }
        : { key: 'calendar', values: { name: clock.calendarName } },
    );
  }
  if (clock.policyName) lines.push({ key: 'rule', values: { name: clock.policyName } });
  return lines;
}

/** The hours of today that are closed, one by one; of other days only how long they are in all. */
function closedLines({ closed, startedAt }: ExplainedClock, format: FormatContext): ExplanationLine[] {
  if (closed.ms === 0) return [];
  const isShort = ({ from, to }: { from: string; to: string }) =>
    Date.parse(to) - Date.parse(from) < dayMs / 4;
  const recent = closed.last.filter(
    (span) => isShort(span) && Math.abs(format.now.getTime() - Date.parse(span.from)) < dayMs / 2,
  );
  const told = recent.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0);
  const lines = recent.map(
    ({ from, to }): ExplanationLine => ({
      key: 'closedSpan',
      values: { from: clockTime(from, format), to: clockTime(to, format) },
    }),
  );
  if (closed.ms > told)
    lines.push({
      key: 'closed',
      values: { time: duration(closed.ms - told), since: dayAndTime(startedAt, format) },
    });
  return lines;
}
