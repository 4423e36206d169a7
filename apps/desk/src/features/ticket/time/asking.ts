import type { TicketDetail } from '@ventanilla/web';
import { useSyncExternalStore } from 'react';

interface Question {
  ticketId: string;
  answer(goesOn: boolean): void;
}

let question: Question | null = null;
const listeners = new Set<() => void>();

function set(next: Question | null): void {
  question = next;
  for (const listener of listeners) listener();
}

/**
 * Before a ticket is closed: asks for the time spent on it where its department does and nobody noted any. Answers
 * whether to go on: at once where nothing is asked, else once it was noted, or not.
 */
export function askTimeBeforeClosing({ ticket, timeSpent }: TicketDetail): Promise<boolean> {
  if (!timeSpent.isAsked || !ticket.can.includes('note')) return Promise.resolve(true);
  question?.answer(false);
  return new Promise((resolve) => {
    set({
      ticketId: ticket.id,
      answer(goesOn) {
        set(null);
        resolve(goesOn);
      },
    });
  });
}

/** The question that waits on this ticket, or none. */
export function useTimeQuestion(ticketId: string): Question | null {
  const asked = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => question,
  );
  return asked?.ticketId === ticketId ? asked : null;
}
