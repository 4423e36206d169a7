import type { TriageItem } from '@ventanilla/contracts/triage';
import type { TriageFactor } from '@ventanilla/contracts/triage.rules';
import { duration } from '@ventanilla/web';

/** The phrase of one reason, by its key, and what is put into it. */
export interface Reason {
  factor: TriageFactor;
  key:
    | 'clockLate'
    | 'clockLeft'
    | 'priority'
    | 'noPriority'
    | 'waiting'
    | 'messages'
    | 'age'
    | 'critical_case'
    | 'difficult_customer'
    | 'noNews'
    | 'unowned';
  time?: string;
  count?: number;
}

/** One reason as facts; null where there is nothing to say. */
export function reasonOf(
  factor: TriageFactor,
  { facts }: Pick<TriageItem, 'facts'>,
  now: Date,
): Reason | null {
  const since = (at: string) => duration(Math.abs(now.getTime() - Date.parse(at)));
  switch (factor) {
    case 'clock':
      if (facts.clockDueAt === null) return null;
      return {
        factor,
        key: Date.parse(facts.clockDueAt) <= now.getTime() ? 'clockLate' : 'clockLeft',
        time: since(facts.clockDueAt),
      };
    case 'priority':
      return { factor, key: facts.priorityRank === null ? 'noPriority' : 'priority' };
    case 'waiting':
      return facts.waitingSince === null ? null : { factor, key: 'waiting', time: since(facts.waitingSince) };
    case 'messages':
      return { factor, key: 'messages', count: facts.unansweredCount };
    case 'age':
      return { factor, key: 'age', time: since(facts.createdAt) };
    case 'marks': {
      const key = facts.marks.includes('critical_case') ? 'critical_case' : facts.marks[0];
      return key ? { factor, key } : null;
    }
    case 'noNews':
    case 'unowned':
      return { factor, key: factor };
  }
}
