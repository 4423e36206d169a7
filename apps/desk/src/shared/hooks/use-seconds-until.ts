import { useEffect, useState } from 'react';
import { readNow } from './use-now.ts';

const left = (dueMs: number, nowMs: number) => Math.max(0, Math.ceil((dueMs - nowMs) / 1000));

/** Whole seconds until an instant, counted down to 0; `dueMs` as `Date` counts them. */
export function useSecondsUntil(dueMs: number): number {
  const [seconds, setSeconds] = useState(() => left(dueMs, readNow().getTime()));
  useEffect(() => {
    const tick = () => setSeconds(left(dueMs, readNow().getTime()));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [dueMs]);
  return seconds;
}
