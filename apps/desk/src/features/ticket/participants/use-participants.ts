import { useQueryClient } from '@tanstack/react-query';
import type { TicketDetail } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { noteOwnAction } from '../../../shared/live/own-actions.ts';
import { notifyProblem, notifyUndoable } from '../../../shared/notify.tsx';
import { ticketQuery } from '../ticket.queries.ts';

type Proposal = NonNullable<TicketDetail['proposedRequester']>;

/** Shows a change of a ticket at once, makes it, and takes it back from the screen when the server refuses. */
function useChange(ticketId: string) {
  const queryClient = useQueryClient();
  const { queryKey } = ticketQuery(ticketId);
  return async (foresee: (detail: TicketDetail) => TicketDetail, request: () => Promise<unknown>) => {
    noteOwnAction(ticketId);
    await queryClient.cancelQueries({ queryKey });
    const before = queryClient.getQueryData(queryKey);
    if (before) queryClient.setQueryData(queryKey, foresee(before));
    try {
      await request();
      return true;
    } catch (error) {
      if (before) queryClient.setQueryData(queryKey, before);
      notifyProblem(error);
      return false;
    } finally {
      void queryClient.invalidateQueries({ queryKey });
    }
  };
}

/** Vouches for whoever wrote a marked message, or marks them again; either can be undone. */
export function useTrust(input: { ticketId: string; messageId: string; name: string }) {
  const { ticketId, messageId, name } = input;
  const { t } = useTranslation('ticket');
  const change = useChange(ticketId);
  const request = (trusted: boolean) =>
    api.PUT('/api/v1/tickets/{ticketId}/messages/{messageId}/trust', {
      params: { path: { ticketId, messageId } },
      body: { trusted },
    });
  const foresee = (trusted: boolean) => (detail: TicketDetail) => {
    const [from, to] = trusted
      ? ['mail.not_participant', 'mail.trusted']
      : ['mail.trusted', 'mail.not_participant'];
    const author = detail.messages.find(({ id }) => id === messageId)?.author.id;
    const messages = detail.messages.map((message) =>
      message.author.id === author
        ? { ...message, notices: message.notices.map((notice) => (notice === from ? to : notice)) }
        : message,
    );
    return { ...detail, messages };
  };
  return async (trusted: boolean) => {
    if (!(await change(foresee(trusted), () => request(trusted)))) return;
    notifyUndoable(t(trusted ? 'conversation.trusted' : 'conversation.distrusted', { name }), {
      label: t('undo.label'),
      run: () => void change(foresee(!trusted), () => request(!trusted)),
    });
  };
}

/** Decides about the requester that a forwarded mail proposes; either can be undone. */
export function useProposal(ticketId: string, { name, address }: Pick<Proposal, 'name' | 'address'>) {
  const { t } = useTranslation('ticket');
  const change = useChange(ticketId);
  const settle = (state: Proposal['state']) =>
    change(
      (detail) => ({
        ...detail,
        proposedRequester: detail.proposedRequester && { ...detail.proposedRequester, state },
      }),
      () =>
        api.PUT('/api/v1/tickets/{ticketId}/proposed-requester', {
          params: { path: { ticketId } },
          body: { state },
        }),
    );
  return async (state: 'accepted' | 'dismissed') => {
    if (!(await settle(state))) return;
    notifyUndoable(t(`proposal.${state}`, { name: name || address }), {
      label: t('undo.label'),
      run: () => void settle('open'),
    });
  };
}
