import type { TriageItem } from '@ventanilla/contracts/triage';
import { useState } from 'react';
import { useFocus } from './use-focus.ts';

/**
 * The ticket in focus, and how often somebody wanted to answer it. An answer is its ticket's alone: where another one
 * takes its place, nobody writes to its customer what was meant for the first.
 */
export function useAnswers(items: readonly TriageItem[]) {
  const [asked, ask] = useState<{ ticketId: string; count: number } | null>(null);
  const focusing = useFocus(items, asked?.ticketId ?? null);
  const focusId = focusing.focus?.id ?? null;
  const answers = asked?.ticketId === focusId ? (asked?.count ?? 0) : 0;
  if (asked && asked.ticketId !== focusId) ask(null);
  return {
    ...focusing,
    answers,
    answer: () => {
      if (focusId !== null) ask({ ticketId: focusId, count: answers + 1 });
    },
    answerNoMore: () => ask(null),
  };
}
