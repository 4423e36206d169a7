import { useQueryClient } from '@tanstack/react-query';
import { dataOf, isProblem, type TicketCard, ticketNumber } from '@ventanilla/web';
import { useTranslation } from 'react-i18next';
import { api } from '../../shared/api/api.ts';
import { problemText } from '../../shared/api/problem-text.ts';
import { noteOwnAction } from '../../shared/live/own-actions.ts';
import { notifyDone, notifyFailed } from '../../shared/notify.tsx';
import { useMe } from '../../shared/session/session.ts';
import { changeBoard, isBusy, whileBusy } from './board.queries.ts';
import { removeCard, updateCard } from './board.rules.ts';

const lost = ['tickets.already_assigned', 'tickets.not_found', 'tickets.closed'] as const;

/**
 * Takes a ticket: its card is this person's at once. Who loses the race is told who won, and the card goes; after
 * any other failure it is nobody's again.
 */
export function useTake(): (card: TicketCard) => Promise<void> {
  const queryClient = useQueryClient();
  const { agent } = useMe();
  const { t } = useTranslation('board');
  return async (card) => {
    if (isBusy(card.id) || !card.can.includes('take')) return;
    const number = ticketNumber(card.number);
    noteOwnAction(card.id);
    const mine = { id: agent.id, name: agent.name };
    const change = (fresh: (one: TicketCard) => TicketCard) =>
      changeBoard(queryClient, (state) => updateCard(state, card.id, fresh));
    change((one) => ({ ...one, owner: mine, can: one.can.filter((action) => action !== 'take') }));
    try {
      const taken = await whileBusy(card.id, () =>
        dataOf(api.POST('/api/v1/tickets/{ticketId}/take', { params: { path: { ticketId: card.id } } })),
      );
      change(() => taken);
      notifyDone(t('taken', { number }));
    } catch (error) {
      if (lost.some((code) => isProblem(error, code))) {
        changeBoard(queryClient, (state) => removeCard(state, card.id));
        notifyFailed(`${number}: ${problemText(error)}`);
      } else {
        change((one) => ({ ...one, owner: card.owner, can: card.can }));
        notifyFailed(t('takeFailed', { number, detail: problemText(error) }));
      }
    }
  };
}
