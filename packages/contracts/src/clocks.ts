import { z } from 'zod';
import { clockMetrics } from './clock-metrics.ts';
import { instant } from './common.ts';

export const clockMetric = z.enum(clockMetrics);
export type ClockMetric = z.infer<typeof clockMetric>;

/** `met`: in time; `breached`: too late, whether it ended since or not; `cancelled`: it ended without being kept or broken. */
export const clockStates = ['running', 'paused', 'met', 'breached', 'cancelled'] as const;
export const clockState = z.enum(clockStates);
export type ClockState = z.infer<typeof clockState>;

/** The clock of a ticket that presses most, as a card draws it: the reader counts down by itself until `dueAt`. */
export const cardClock = z.object({
  metric: clockMetric,
  state: z.enum(['running', 'paused', 'breached']),
  startedAt: instant,
  /** From when on it is urgent; null: never, or while it is paused. */
  warnAt: instant.nullable(),
  /** When it is over; null while it is paused. */
  dueAt: instant.nullable(),
});
export type CardClock = z.infer<typeof cardClock>;
