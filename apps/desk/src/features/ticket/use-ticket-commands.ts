import { useQueryClient } from '@tanstack/react-query';
import { isProblem, type TicketCard, ticketNumber } from '@ventanilla/web';
import { useState } from 'react';
import { agentsQuery } from '../../shared/agents/agents.ts';
import { readNow } from '../../shared/hooks/use-now.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { noteOwnAction } from '../../shared/live/own-actions.ts';
import { notifyFailed, notifyProblem, notifyUndoable } from '../../shared/notify.tsx';
import { useMe } from '../../shared/session/session.ts';
import { foresee } from '../../shared/tickets/foresight.ts';
import { offerAnyway } from '../../shared/tickets/offer-anyway.ts';
import { useStatuses } from '../../shared/tickets/status-labels.ts';
import { ChangedSince, readCard, takeBack, ticketRequests } from '../../shared/tickets/ticket-requests.ts';
import { ticketQuery } from './ticket.queries.ts';

type CommandName = 'take' | 'assign' | 'release' | 'status' | 'subject' | 'close' | 'ignore' | 'reopen';

/** Somebody else set the status first: theirs stands, and the person decides anew. */
export interface StatusConflict {
  /** What this person wanted. */
  statusKey: string;
}

export interface TicketCommands {
  /** What is under way; nothing else starts meanwhile. */
  pending: CommandName | null;
  /** What was done last, for listeners: whoever looks sees it on the ticket itself. */
  done: string;
  conflict: StatusConflict | null;
  dismissConflict(): void;
  take(): Promise<boolean>;
  assign(agentId: string): Promise<boolean>;
  release(): Promise<boolean>;
  setStatus(statusKey: string): Promise<boolean>;
  /** Answers whether the subject was saved, as all of these do of theirs. */
  setSubject(subject: string): Promise<boolean>;
  close(): Promise<boolean>;
  ignore(): Promise<boolean>;
  reopen(): Promise<boolean>;
}

interface Command {
  name: CommandName;
  /** The card as it will most likely be, shown at once. */
  foreseen: TicketCard;
  request: () => Promise<TicketCard>;
  /** What was done, in words. */
  sentence: string;
  isUndoable: boolean;
  /** Deals with a refusal that it knows; answers whether it did. */
  recover?(error: unknown): boolean;
}

/** What can be done with a ticket besides writing: at once on screen, taken back when the server refuses. */
export function useTicketCommands(card: TicketCard): TicketCommands {
  const { t } = useTranslation('ticket');
  const queryClient = useQueryClient();
  const me = useMe().agent;
  const { statuses } = useStatuses();
  const [pending, setPending] = useState<CommandName | null>(null);
  const [conflict, setConflict] = useState<StatusConflict | null>(null);
  const [done, setDone] = useState('');
  const number = ticketNumber(card.number);
  const { queryKey } = ticketQuery(card.id);
  const requests = ticketRequests(card.id);
  const context = { statuses, me, now: readNow().toISOString() };

  const show = (ticket: TicketCard) =>
    queryClient.setQueryData(queryKey, (detail) => detail && { ...detail, ticket });
  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey });
    void queryClient.invalidateQueries({ queryKey: ['ticket-neighbours'] });
  };
  /** Outlives this screen: after closing one often stands on the next ticket already. */
  const undo = async (before: TicketCard, after: TicketCard) => {
    noteOwnAction(card.id);
    try {
      show(await takeBack({ before, after, meId: me.id }));
    } catch (error) {
      if (error instanceof ChangedSince) notifyFailed(t('undo.changed', { number }));
      else notifyProblem(error);
    } finally {
      refresh();
    }
  };
  const run = async (command: Command): Promise<boolean> => {
    if (pending) return false;
    setPending(command.name);
    setConflict(null);
    setDone('');
    noteOwnAction(card.id);
    // What is being fetched is older than what is done now.
    void queryClient.cancelQueries({ queryKey });
    show(command.foreseen);
    try {
      const after = await command.request();
      show(after);
      setDone(command.sentence);
      if (command.isUndoable) {
        notifyUndoable(command.sentence, { label: t('undo.label'), run: () => void undo(card, after) });
      }
      return true;
    } catch (error) {
      show(card);
      if (error instanceof StatusTaken) setConflict({ statusKey: error.wanted });
      else if (isProblem(error, 'tickets.stale_version')) notifyFailed(t('conflict', { number }));
      else if (!command.recover?.(error)) notifyProblem(error);
      return false;
    } finally {
      setPending(null);
      refresh();
    }
  };
  /** A change of something else in between is no conflict: it is done again on what is there now. */
  const update = async (body: { statusKey?: string; subject?: string }): Promise<TicketCard> => {
    try {
      return await requests.update(card.version, body);
    } catch (error) {
      if (!isProblem(error, 'tickets.stale_version')) throw error;
      const present = await readCard(card.id);
      const isSame =
        present &&
        (body.statusKey === undefined || present.status.key === card.status.key) &&
        (body.subject === undefined || present.subject === card.subject);
      if (isSame) return requests.update(present.version, body);
      throw body.statusKey === undefined ? error : new StatusTaken(body.statusKey);
    }
  };
  const simple = (
    name: 'take' | 'close' | 'ignore' | 'reopen',
    sentence: string,
    isUndoable: boolean,
  ): Promise<boolean> =>
    run({ name, foreseen: foresee[name](card, context), request: requests[name], sentence, isUndoable });

  const assign = (agentId: string, anyway = false): Promise<boolean> => {
    const agent = queryClient.getQueryData(agentsQuery.queryKey)?.find(({ id }) => id === agentId);
    const name = agent?.name ?? '';
    return run({
      name: 'assign',
      foreseen: foresee.assign(card, { id: agentId, name }),
      request: () => requests.assign(agentId, anyway),
      sentence: t('done.assigned', { number, name }),
      isUndoable: true,
      recover: (error) => offerAnyway(error, () => void assign(agentId, true)),
    });
  };

  return {
    pending,
    done,
    conflict,
    dismissConflict: () => setConflict(null),
    take: () => simple('take', t('done.taken', { number }), true),
    close: () => simple('close', t('done.closed', { number }), true),
    ignore: () => simple('ignore', t('done.ignored', { number }), true),
    reopen: () => simple('reopen', t('done.reopened', { number }), false),
    assign: (agentId) => assign(agentId),
    release: () =>
      run({
        name: 'release',
        foreseen: foresee.release(card),
        request: requests.release,
        sentence: t('done.released', { number }),
        isUndoable: true,
      }),
    setStatus: (statusKey) => {
      const status = statuses.find(({ key }) => key === statusKey);
      return run({
        name: 'status',
        foreseen: status ? foresee.status(card, status) : card,
        request: () => update({ statusKey }),
        sentence: t('done.status', { number }),
        isUndoable: true,
      });
    },
    setSubject: (subject) =>
      run({
        name: 'subject',
        foreseen: foresee.subject(card, subject),
        request: () => update({ subject }),
        sentence: t('done.subject'),
        isUndoable: false,
      }),
  };
}

/** The status is no longer the one that this person saw. */
class StatusTaken extends Error {
  readonly wanted: string;
  constructor(wanted: string) {
    super('the status was changed by somebody else');
    this.wanted = wanted;
  }
}
