import { useInfiniteQuery } from '@tanstack/react-query';
import { dataOf, type TicketCard } from '@ventanilla/web';
import { useEffect, useRef } from 'react';
import { api } from '../../../shared/api/api.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem } from '../../../shared/notify.tsx';
import type { TicketSource } from '../../../shared/tickets/ticket-source.ts';
import { neighboursQuery } from '../ticket.queries.ts';

/**
 * Goes to the ticket below (1) or above (-1) in what one came from, in its order now. What is loaded answers at once,
 * and beyond it the next page; from a ticket that has left it meanwhile one goes on at the place where it stood.
 */
export function useSteps(input: {
  source: TicketSource;
  ticketId: string;
  onOpen: (ticketId: string) => void;
}): (step: 1 | -1) => Promise<void> {
  const { source, ticketId } = input;
  const { t } = useTranslation('ticket');
  const { data, fetchNextPage } = useInfiniteQuery(neighboursQuery(source));
  const isAsking = useRef(false);
  const cards = cardsOf(data);
  const index = cards.findIndex(({ id }) => id === ticketId);
  const lastIndex = useRef(-1);
  useEffect(() => {
    if (index >= 0) lastIndex.current = index;
  }, [index]);

  const find = async (step: 1 | -1): Promise<TicketCard | undefined> => {
    const at = besideOf({ index, lastIndex: lastIndex.current, step });
    if (at !== null && cards[at]) return cards[at];
    // The server knows who stood beside a ticket that was never seen in a column of the desk.
    if (source.kind === 'builtIn') return readBeside(source.column, ticketId, step);
    if (at === null || at < cards.length) return undefined;
    const next = await fetchNextPage();
    return cardsOf(next.data)[at];
  };
  return async (step) => {
    if (isAsking.current) return;
    isAsking.current = true;
    try {
      const card = await find(step);
      if (card) input.onOpen(card.id);
      else notifyDone(t(step === 1 ? 'neighbours.last' : 'neighbours.first'));
    } catch (error) {
      notifyProblem(error);
    } finally {
      isAsking.current = false;
    }
  };
}

const cardsOf = (data: { pages: readonly { items: readonly TicketCard[] }[] } | undefined): TicketCard[] =>
  data?.pages.flatMap(({ items }) => items) ?? [];

/** At which place the next one stands; null: before the first, or nobody knows. */
function besideOf({ index, lastIndex, step }: { index: number; lastIndex: number; step: 1 | -1 }) {
  if (index >= 0) return index + step < 0 ? null : index + step;
  if (lastIndex < 0) return null;
  // What stood below has taken its place.
  const at = step === 1 ? lastIndex : lastIndex - 1;
  return at < 0 ? null : at;
}

async function readBeside(column: 'new' | 'answered' | 'your_turn', ticketId: string, step: 1 | -1) {
  const params = { path: { column, ticketId } };
  const answer = await dataOf(api.GET('/api/v1/board/{column}/neighbours/{ticketId}', { params }));
  return (step === 1 ? answer.next : answer.previous) ?? undefined;
}
