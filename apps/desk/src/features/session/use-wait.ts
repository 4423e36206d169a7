import { isProblem } from '@ventanilla/web';
import { useEffect, useState } from 'react';

/** Seconds left to wait after the server asked for patience (429); 0 when one may try. */
export function useWait() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (seconds <= 0) return undefined;
    const timer = setTimeout(() => setSeconds(seconds - 1), 1000);
    return () => clearTimeout(timer);
  }, [seconds]);
  return {
    seconds,
    /** Starts waiting where `error` asks for it; true where it did. */
    startFrom(error: unknown): boolean {
      if (!isProblem(error, 'http.rate_limited')) return false;
      setSeconds(Math.max(1, Math.ceil(Number(error.params.seconds ?? 1))));
      return true;
    },
  };
}
