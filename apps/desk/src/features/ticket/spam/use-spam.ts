import { useQueryClient } from '@tanstack/react-query';
import { type TicketCard, ticketNumber } from '@ventanilla/web';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem, notifyUndoable } from '../../../shared/notify.tsx';
import { markNotSpam, markSpam, refreshSpam, type SpamBlock } from '../../../shared/spam/spam-requests.ts';
import { ticketQuery } from '../ticket.queries.ts';

export interface SpamCommands {
  spam(block: SpamBlock): void;
  notSpam(): void;
}

/** Puts the ticket among the spam or brings it back: at once on screen, taken back when the server refuses. */
export function useSpam(card: TicketCard): SpamCommands {
  const { t } = useTranslation(['machines', 'ticket']);
  const queryClient = useQueryClient();
  const number = ticketNumber(card.number);
  const { queryKey } = ticketQuery(card.id);
  const show = (ticket: TicketCard) =>
    queryClient.setQueryData(queryKey, (detail) => detail && { ...detail, ticket });
  const run = async (foreseen: TicketCard, request: () => Promise<TicketCard>): Promise<boolean> => {
    void queryClient.cancelQueries({ queryKey });
    show(foreseen);
    try {
      show(await request());
      return true;
    } catch (error) {
      show(card);
      notifyProblem(error);
      return false;
    } finally {
      refreshSpam(queryClient, card.id);
    }
  };
  const spam = async (block: SpamBlock) => {
    const foreseen: TicketCard = { ...card, isSpam: true, can: ['note', 'not_spam'] };
    if (!(await run(foreseen, () => markSpam(card.id, block)))) return;
    const sentence = block === 'none' ? t('spam.marked', { number }) : t('spam.blocked', { number });
    notifyUndoable(sentence, {
      label: t('ticket:undo.label'),
      run: () => void run({ ...card, isSpam: false }, () => markNotSpam(card.id, false)),
    });
  };
  const notSpam = async () => {
    if (!(await run({ ...card, isSpam: false }, () => markNotSpam(card.id, true)))) return;
    notifyDone(t('spam.brought', { number, name: card.requester.name }));
  };
  return { spam: (block) => void spam(block), notSpam: () => void notSpam() };
}
