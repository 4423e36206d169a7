export type TryEnd = 'lost' | 'failed' | 'refused' | 'asked_to_wait';

const secondMs = 1000;
/**
 * First and longest wait. A line that broke comes back soon: a silence of half a minute and the longest wait together
 * stay within the minute in which mail is to be seen. A refused password is not knocked at all day.
 */
const waits: Record<TryEnd, { first: number; most: number }> = {
  lost: { first: secondMs, most: 10 * secondMs },
  failed: { first: secondMs, most: 15 * secondMs },
  refused: { first: 2 * secondMs, most: 600 * secondMs },
  asked_to_wait: { first: 30 * secondMs, most: 900 * secondMs },
};

/**
 * How long to wait after the try of this number (from 1) that ended like this: doubling, and up to a quarter more or
 * less by `chance` (0 to 1), so that the mailboxes of one server do not all come back at the same instant.
 */
export function waitAfterTry(input: { end: TryEnd; tries: number; chance: number }): number {
  const { first, most } = waits[input.end];
  const whole = Math.min(first * 2 ** Math.min(input.tries - 1, 20), most);
  return Math.round(whole * (0.75 + input.chance / 2));
}
