import { useQueryClient } from '@tanstack/react-query';
import { type FlagKey, isProblem, type StatusRow, type TicketCard, ticketNumber } from '@ventanilla/web';
import { problemText } from '../../shared/api/problem-text.ts';
import { readNow } from '../../shared/hooks/use-now.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { noteOwnAction } from '../../shared/live/own-actions.ts';
import { notifyFailed, notifyUndoable } from '../../shared/notify.tsx';
import { useMe } from '../../shared/session/session.ts';
import { requestClassify } from '../../shared/tickets/classify-request.ts';
import { foresee } from '../../shared/tickets/foresight.ts';
import { offerAnyway } from '../../shared/tickets/offer-anyway.ts';
import { statusesQuery } from '../../shared/tickets/statuses.ts';
import { ChangedSince, takeBack, ticketRequests } from '../../shared/tickets/ticket-requests.ts';
import type { ListRows } from './use-list-rows.ts';

/** What can be changed of a ticket where it stands in its row. */
export type RowCommand =
  | { kind: 'status'; status: Pick<StatusRow, 'key' | 'category'> }
  | { kind: 'owner'; to: { id: string; name: string } | null; anyway?: boolean }
  | { kind: 'flag'; flag: { key: FlagKey; name: string } | null; said: string }
  | { kind: 'type'; type: TicketCard['type']; said: string }
  | { kind: 'priority'; priority: TicketCard['priority']; said: string; reason?: string };

interface Plan {
  foreseen: TicketCard;
  request(): Promise<TicketCard>;
  undo(after: TicketCard): Promise<TicketCard>;
  done: string;
}

interface RowCommandsInput {
  rows: Pick<ListRows, 'put' | 'refresh' | 'busy'>;
  /** The server wants to know why. */
  onReasonAsked(card: TicketCard, command: RowCommand & { kind: 'priority' }): void;
}

/** Changes a ticket in its row: at once on screen, as it was again where the server refuses, and back for 10 s. */
export function useRowCommands({ rows, onReasonAsked }: RowCommandsInput) {
  const { t } = useTranslation('list');
  const queryClient = useQueryClient();
  const me = useMe().agent;

  const planOf = (card: TicketCard, command: RowCommand): Plan => {
    const number = ticketNumber(card.number);
    const requests = ticketRequests(card.id);
    const back = (after: TicketCard) => takeBack({ before: card, after, meId: me.id });
    const context = {
      statuses: queryClient.getQueryData(statusesQuery.queryKey) ?? [],
      me,
      now: readNow().toISOString(),
    };
    switch (command.kind) {
      case 'status': {
        const { status } = command;
        const ending = { closed: 'close', ignored: 'ignore' } as const;
        const end = status.category in ending ? ending[status.category as keyof typeof ending] : null;
        if (end)
          return {
            foreseen: foresee[end](card, context),
            request: requests[end],
            undo: back,
            done: t(`done.${end}`, { number }),
          };
        return {
          foreseen: foresee.status(card, status),
          request: () => requests.update(card.version, { statusKey: status.key }),
          undo: back,
          done: t('done.status', { number }),
        };
      }
      case 'owner': {
        const { to } = command;
        if (!to)
          return {
            foreseen: foresee.release(card),
            request: requests.release,
            undo: back,
            done: t('done.release', { number }),
          };
        const isTake = to.id === me.id && !card.owner && card.can.includes('take');
        return {
          foreseen: foresee.assign(card, to),
          request: () => (isTake ? requests.take() : requests.assign(to.id, command.anyway)),
          undo: back,
          done: t('done.owner', { number, name: to.name }),
        };
      }
      case 'flag':
        return {
          foreseen: { ...card, flag: command.flag },
          request: () => requestClassify(card.id, { flag: command.flag?.key ?? null }),
          undo: () => requestClassify(card.id, { flag: card.flag?.key ?? null }),
          done: t('done.flag', { number, value: command.said }),
        };
      case 'type':
        return {
          foreseen: { ...card, type: command.type },
          request: () => requestClassify(card.id, { typeKey: command.type?.key ?? null }),
          undo: () => requestClassify(card.id, { typeKey: card.type?.key ?? null }),
          done: t('done.type', { number, value: command.said }),
        };
      case 'priority': {
        const { priority, reason } = command;
        return {
          foreseen: { ...card, priority },
          request: () =>
            requestClassify(card.id, {
              priorityKey: priority?.key ?? null,
              ...(reason ? { priorityReason: reason } : {}),
            }),
          undo: () => requestClassify(card.id, { priorityKey: card.priority?.key ?? null }),
          done: t('done.priority', { number, value: command.said }),
        };
      }
    }
  };
  const fail = (card: TicketCard, error: unknown) => {
    const isStale = isProblem(error, 'tickets.stale_version') || error instanceof ChangedSince;
    const detail = isStale ? t('changedFirst') : problemText(error);
    notifyFailed(t('failed', { number: ticketNumber(card.number), detail }));
    rows.refresh(card.id);
  };
  const mayOffer = (card: TicketCard, command: RowCommand, error: unknown) =>
    command.kind === 'owner' &&
    offerAnyway(
      error,
      () => void run(card, { ...command, anyway: true }),
      (detail) => t('failed', { number: ticketNumber(card.number), detail }),
    );
  const run = async (card: TicketCard, command: RowCommand): Promise<void> => {
    const plan = planOf(card, command);
    rows.busy.current.add(card.id);
    noteOwnAction(card.id);
    rows.put(plan.foreseen);
    try {
      const after = await plan.request();
      rows.busy.current.delete(card.id);
      rows.put(after);
      rows.refresh(card.id);
      const undo = () => {
        noteOwnAction(card.id);
        plan
          .undo(after)
          .then(rows.put)
          .then(() => rows.refresh(card.id))
          .catch((error: unknown) => fail(card, error));
      };
      notifyUndoable(plan.done, { label: t('undo'), run: undo });
    } catch (error) {
      rows.busy.current.delete(card.id);
      rows.put(card);
      if (command.kind === 'priority' && isProblem(error, 'tickets.reason_missing'))
        onReasonAsked(card, command);
      else if (!mayOffer(card, command, error)) fail(card, error);
    }
  };
  return (card: TicketCard, command: RowCommand) => void run(card, command);
}
