import { useEffect, useState } from 'react';

/** True once `active` has been so for `ms`; skeletons wait 300 ms so that quick answers do not flash. */
export function useDelayed(active: boolean, ms = 300): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    if (!active) {
      setPassed(false);
      return undefined;
    }
    const timer = setTimeout(() => setPassed(true), ms);
    return () => clearTimeout(timer);
  }, [active, ms]);
  return active && passed;
}
