import { useInfiniteQuery } from '@tanstack/react-query';
import { type BoardColumnKey, dataOf } from '@ventanilla/web';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../shared/api/api.ts';
import { notifyDone, notifyProblem } from '../../../shared/notify.tsx';
import { neighboursQuery } from '../ticket.queries.ts';

/**
 * Goes to the ticket below (1) or above (-1) in the column that one came from. What is loaded answers at once; beyond
 * it, and for a ticket that has left the column, the server knows who stood beside it.
 */
export function useSteps(input: {
  column: BoardColumnKey;
  ticketId: string;
  onOpen: (ticketId: string) => void;
}): (step: 1 | -1) => Promise<void> {
  const { column, ticketId } = input;
  const { t } = useTranslation('ticket');
  const { data } = useInfiniteQuery(neighboursQuery(column));
  const isAsking = useRef(false);
  return async (step) => {
    const cards = data?.pages.flatMap(({ items }) => items) ?? [];
    const index = cards.findIndex(({ id }) => id === ticketId);
    const beside = index < 0 ? undefined : cards[index + step];
    if (beside) return input.onOpen(beside.id);
    if (isAsking.current) return;
    isAsking.current = true;
    try {
      const params = { path: { column, ticketId } };
      const answer = await dataOf(api.GET('/api/v1/board/{column}/neighbours/{ticketId}', { params }));
      const card = step === 1 ? answer.next : answer.previous;
      if (card) input.onOpen(card.id);
      else notifyDone(step === 1 ? t('neighbours.last') : t('neighbours.first'));
    } catch (error) {
      notifyProblem(error);
    } finally {
      isAsking.current = false;
    }
  };
}
