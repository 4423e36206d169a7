/** Whether the long form of the fault tests was asked for (`npm run test:faults`); `npm test` takes a short one. */
export const isFull = process.env.FAULTS === 'full';

/** A count of things to do or to break: all of them in the long form, a part of them in the short one. */
export function scaled({ full, short }: { full: number; short: number }): number {
  return isFull ? full : short;
}
