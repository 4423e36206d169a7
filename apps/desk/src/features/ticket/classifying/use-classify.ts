import { useQueryClient } from '@tanstack/react-query';
import {
  type Classifying,
  dataOf,
  type TicketCard,
  type TicketClassification,
  type TicketDetail,
  ticketNumber,
} from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { noteOwnAction } from '../../../shared/live/own-actions.ts';
import { notifyProblem, notifyUndoable } from '../../../shared/notify.tsx';
import { ticketQuery } from '../ticket.queries.ts';

/** What a change asks of the server; what is left out stays. */
export type Asked = Partial<Classifying>;

export interface Change {
  asked: Asked;
  /** What brings back how it was. */
  back: Asked;
  /** As it will most likely be, shown at once. */
  foreseen: Partial<TicketClassification>;
  card?: Partial<TicketCard>;
  /** What was set, in words. */
  what: string;
}

interface Shown {
  ticket: TicketCard;
  classification: TicketClassification;
}

/** Sets what a ticket is: at once on screen, taken back when the server refuses, undone by sending what was. */
export function useClassify(detail: TicketDetail): (change: Change) => Promise<boolean> {
  const { t } = useTranslation('classify');
  const queryClient = useQueryClient();
  const { ticket, classification } = detail;
  const { queryKey } = ticketQuery(ticket.id);
  const show = (after: Shown) => queryClient.setQueryData(queryKey, (now) => now && { ...now, ...after });
  const send = (asked: Asked) => {
    noteOwnAction(ticket.id);
    const params = { path: { ticketId: ticket.id } };
    return dataOf(api.PATCH('/api/v1/tickets/{ticketId}/classification', { params, body: asked }));
  };
  const run = async (asked: Asked, before: Shown): Promise<boolean> => {
    try {
      show(await send(asked));
      return true;
    } catch (error) {
      show(before);
      notifyProblem(error);
      return false;
    } finally {
      void queryClient.invalidateQueries({ queryKey });
    }
  };
  return async ({ asked, back, foreseen, card, what }) => {
    // What is being fetched is older than what is done now.
    await queryClient.cancelQueries({ queryKey });
    const before = { ticket, classification };
    const after = { ticket: { ...ticket, ...card }, classification: { ...classification, ...foreseen } };
    show(after);
    const isDone = await run(asked, before);
    if (isDone) {
      const sentence = t('done', { number: ticketNumber(ticket.number), what });
      notifyUndoable(sentence, { label: t('undo'), run: () => void run(back, after) });
    }
    return isDone;
  };
}
