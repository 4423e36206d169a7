import type { ProblemCause } from '@ventanilla/contracts/problems';

/** Why a mail went wrong, in one word, from what the intake wrote down. */
export function causeOfMail(problem: { error: string | null; hasMessage: boolean }): ProblemCause {
  const error = problem.error ?? '';
  if (/^missing:/.test(error)) return 'missing';
  if (/^timeout:/.test(error)) return 'timeout';
  if (/^crashed: \d+ MB of memory/.test(error)) return 'memory';
  if (/^crashed:/.test(error)) return 'crashed';
  if (/^unreadable:/.test(error) || problem.hasMessage) return 'unreadable';
  return 'failed';
}
