import type { ProblemCause } from '@ventanilla/contracts/problems';

/** Why a mail went wrong, in one word, from what the intake wrote down. */
export function causeOfMail(problem: { error: string | null; hasMessage: boolean }): ProblemCause {
  const error = problem.error ?? '';
  if (error.startsWith('missing:')) return 'missing';
  if (error.startsWith('timeout:')) return 'timeout';
  if (/^crashed: \d+ MB of memory/.test(error)) return 'memory';
  if (error.startsWith('crashed:')) return 'crashed';
  if (error.startsWith('unreadable:') || problem.hasMessage) return 'unreadable';
  return 'failed';
}
