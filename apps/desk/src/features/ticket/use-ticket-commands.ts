import { useQueryClient } from '@tanstack/react-query';
import { dataOf, ifMatch, isProblem, type TicketCard, ticketNumber } from '@ventanilla/web';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../shared/api/api.ts';
import { noteOwnAction } from '../../shared/live/own-actions.ts';
import { notifyFailed, notifyProblem } from '../../shared/notify.tsx';
import { ticketQuery } from './ticket.queries.ts';

type CommandName = 'take' | 'assign' | 'release' | 'status' | 'subject' | 'close' | 'ignore' | 'reopen';

export interface TicketCommands {
  /** What is under way; nothing else starts meanwhile. */
  pending: CommandName | null;
  /** What was done last, for listeners: whoever looks sees it on the ticket itself. */
  done: string;
  take(): Promise<void>;
  assign(agentId: string): Promise<void>;
  release(): Promise<void>;
  setStatus(statusKey: string): Promise<void>;
  /** Answers whether the subject was saved. */
  setSubject(subject: string): Promise<boolean>;
  close(): Promise<void>;
  ignore(): Promise<void>;
  reopen(): Promise<void>;
}

/** What can be done with a ticket besides writing: each answers with the card, which is shown at once. */
export function useTicketCommands(card: TicketCard): TicketCommands {
  const { t } = useTranslation('ticket');
  const queryClient = useQueryClient();
  const [pending, setPending] = useState<CommandName | null>(null);
  const [done, setDone] = useState('');
  const params = { path: { ticketId: card.id } };
  const number = ticketNumber(card.number);
  const { queryKey } = ticketQuery(card.id);

  const run = async (
    name: CommandName,
    request: () => Promise<TicketCard>,
    sentence: string,
  ): Promise<boolean> => {
    if (pending) return false;
    setPending(name);
    setDone('');
    noteOwnAction(card.id);
    try {
      const after = await request();
      queryClient.setQueryData(queryKey, (detail) => detail && { ...detail, ticket: after });
      setDone(sentence);
      return true;
    } catch (error) {
      // Somebody else changed it first: their change is shown, and the person decides anew.
      if (isProblem(error, 'tickets.stale_version')) notifyFailed(t('conflict', { number }));
      else notifyProblem(error);
      return false;
    } finally {
      setPending(null);
      void queryClient.invalidateQueries({ queryKey });
      void queryClient.invalidateQueries({ queryKey: ['ticket-neighbours'] });
    }
  };
  const update = (body: { statusKey?: string; subject?: string }) =>
    dataOf(
      api.PATCH('/api/v1/tickets/{ticketId}', { params: { ...params, header: ifMatch(card.version) }, body }),
    );
  const quietly = async (running: Promise<boolean>) => void (await running);
  return {
    pending,
    done,
    take: () =>
      quietly(
        run(
          'take',
          () => dataOf(api.POST('/api/v1/tickets/{ticketId}/take', { params })),
          t('done.taken', { number }),
        ),
      ),
    assign: (agentId) =>
      quietly(
        run(
          'assign',
          () => dataOf(api.POST('/api/v1/tickets/{ticketId}/assign', { params, body: { agentId } })),
          t('done.assigned', { number }),
        ),
      ),
    release: () =>
      quietly(
        run(
          'release',
          () => dataOf(api.POST('/api/v1/tickets/{ticketId}/release', { params })),
          t('done.released', { number }),
        ),
      ),
    setStatus: (statusKey) =>
      quietly(run('status', () => update({ statusKey }), t('done.status', { number }))),
    setSubject: (subject) => run('subject', () => update({ subject }), t('done.subject')),
    close: () =>
      quietly(
        run(
          'close',
          () => dataOf(api.POST('/api/v1/tickets/{ticketId}/close', { params })),
          t('done.closed', { number }),
        ),
      ),
    ignore: () =>
      quietly(
        run(
          'ignore',
          () => dataOf(api.POST('/api/v1/tickets/{ticketId}/ignore', { params })),
          t('done.ignored', { number }),
        ),
      ),
    reopen: () =>
      quietly(
        run(
          'reopen',
          () => dataOf(api.POST('/api/v1/tickets/{ticketId}/reopen', { params })),
          t('done.reopened', { number }),
        ),
      ),
  };
}
