import { useState } from 'react';
import { problemFields } from '../../../shared/api/problem-text.ts';

/** The state of a form being sent: whether it is under way, and what the server said against it. */
export function useSubmit(setErrors: (errors: Record<string, string>) => void) {
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  return {
    working,
    problem,
    async run(work: () => Promise<void>) {
      setProblem(null);
      setWorking(true);
      try {
        await work();
      } catch (error) {
        setProblem(error);
        setErrors(problemFields(error));
      } finally {
        setWorking(false);
      }
    },
  };
}
