import { quietAt } from '@ventanilla/contracts/notification.rules';
import type { NoticeChoices } from '@ventanilla/web';
import { wallTimeOf } from '../time/wall-time.ts';

/** Why nothing sounds or appears now: until an hour, by the quiet hours, or on a day of rest; null: it may. */
export function whyQuiet(
  choices: NoticeChoices,
  { now, timeZone }: { now: Date; timeZone: string },
): 'until' | 'hours' | 'day' | null {
  if (choices.silentUntil !== null && choices.silentUntil > now.toISOString()) return 'until';
  const { date, time } = wallTimeOf(now, choices.timeZone ?? timeZone);
  // A bare date is read as its midnight in UTC, whose day it is.
  const weekday = new Date(date).getUTCDay() || 7;
  return quietAt({ weekday, time }, choices.quiet);
}
