import { useState } from 'react';
import { useWait } from './use-wait.ts';

/** Sending a form of these pages: under way or not, what the server said against it, and how long to wait. */
export function useAuthSubmit() {
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const wait = useWait();
  return {
    working,
    problem,
    waitSeconds: wait.seconds,
    forget: () => setProblem(null),
    /** `onProblem` is told of a failure that is not a wait. */
    async run(work: () => Promise<void>, onProblem?: (error: unknown) => void) {
      setProblem(null);
      setWorking(true);
      try {
        await work();
      } catch (error) {
        setProblem(error);
        if (!wait.startFrom(error)) onProblem?.(error);
      } finally {
        setWorking(false);
      }
    },
  };
}
