import { useQueryClient } from '@tanstack/react-query';
import { isProblem, type TicketCard, ticketNumber } from '@ventanilla/web';
import { problemText } from '../../shared/api/problem-text.ts';
import { readNow } from '../../shared/hooks/use-now.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { noteOwnAction } from '../../shared/live/own-actions.ts';
import { notifyDone, notifyFailed, notifyUndoable } from '../../shared/notify.tsx';
import { useMe } from '../../shared/session/session.ts';
import { offerAnyway } from '../../shared/tickets/offer-anyway.ts';
import { statusesQuery } from '../../shared/tickets/statuses.ts';
import { ticketRequests } from '../../shared/tickets/ticket-requests.ts';
import { boardOnScreen, changeBoard, isBusy, putOwnCard, whenFree, whileBusy } from './board.queries.ts';
import { findCard, removeCard } from './board.rules.ts';
import { actionOf, type CardCommand, guess, undoOf } from './card-actions.rules.ts';

/** Whoever else was first: the card is no longer what it was, and goes. */
const lost = ['tickets.already_assigned', 'tickets.not_found', 'tickets.closed'] as const;

function request(card: TicketCard, command: CardCommand): Promise<TicketCard> {
  const requests = ticketRequests(card.id);
  switch (command.kind) {
    case 'assign':
      return requests.assign(command.to.id, command.anyway);
    case 'status':
      return requests.update(card.version, { statusKey: command.status.key });
    default:
      return requests[command.kind]();
  }
}

export type RunCardCommand = (card: TicketCard, command: CardCommand) => Promise<void>;

/**
 * Does something with a card: the board shows it at once, and as it was again where the server refuses. Who loses a
 * race is told who won, and the card goes. What can be taken back says so for 10 s.
 */
export function useCardActions(): RunCardCommand {
  const queryClient = useQueryClient();
  const { agent } = useMe();
  const { t } = useTranslation('board');
  const me = { id: agent.id, name: agent.name };
  const put = (card: TicketCard) => putOwnCard(queryClient, card, me.id);

  /** The card once what is under way has ended: whoever is quick loses nothing, and nothing is done twice. */
  const afterwards = async (card: TicketCard, isUndo: boolean): Promise<TicketCard | null> => {
    await whenFree(card.id);
    const board = boardOnScreen(queryClient);
    return (board && findCard(board, card.id)) ?? (isUndo ? card : null);
  };
  const run = async (seen: TicketCard, command: CardCommand, isUndo: boolean): Promise<void> => {
    const card = isBusy(seen.id) ? await afterwards(seen, isUndo) : seen;
    if (!card?.can.includes(actionOf(command))) return;
    const number = ticketNumber(card.number);
    const name = command.kind === 'assign' ? command.to.name : '';
    noteOwnAction(card.id);
    const statuses = queryClient.getQueryData(statusesQuery.queryKey) ?? [];
    put(guess(card, command, { me, statuses, now: readNow().toISOString() }));
    try {
      const after = await whileBusy(card.id, () => request(card, command));
      put(after);
      const done = t(`done.${command.kind}`, { number, name });
      const undo = isUndo ? null : undoOf(command, { before: card, after, me });
      if (!undo) notifyDone(done);
      else {
        const label = t(
          undo.exact ? 'undo' : `undoAs.${undo.command.kind === 'reopen' ? 'reopen' : 'getBack'}`,
        );
        notifyUndoable(done, { label, run: () => void run(after, undo.command, true) });
      }
    } catch (error) {
      if (lost.some((code) => isProblem(error, code))) {
        changeBoard(queryClient, (state) => removeCard(state, card.id));
        notifyFailed(`${number}: ${problemText(error)}`);
      } else {
        put(card);
        const again = () => void run(card, { ...command, anyway: true } as CardCommand, isUndo);
        if (offerAnyway(error, again, (detail) => t('failed.assign', { number, detail }))) return;
        const detail = isProblem(error, 'tickets.stale_version') ? t('changedFirst') : problemText(error);
        notifyFailed(t(`failed.${command.kind}`, { number, detail }));
      }
    }
  };
  return (card, command) => run(card, command, false);
}
