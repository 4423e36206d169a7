import { useQueryClient } from '@tanstack/react-query';
import { dataOf, isProblem, type ScheduledReply } from '@ventanilla/web';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { noteOwnAction } from '../../../shared/live/own-actions.ts';
import { notifyDone, notifyFailed, notifyProblem } from '../../../shared/notify.tsx';
import { outgoing } from '../../../shared/outgoing/outgoing.ts';
import { draftsQuery } from '../composer/draft.queries.ts';
import { ticketQuery } from '../ticket.queries.ts';

const path = '/api/v1/tickets/{ticketId}/scheduled-replies/{scheduledReplyId}';

/** What its writer can do with an answer that waits for its hour. */
export function useScheduled(reply: ScheduledReply) {
  const { t } = useTranslation('sending');
  const queryClient = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);
  const { ticketId, id } = reply;
  const params = { path: { ticketId, scheduledReplyId: id } };
  const { queryKey } = ticketQuery(ticketId);
  const takeAway = () =>
    queryClient.setQueryData(
      queryKey,
      (known) =>
        known && { ...known, scheduledReplies: known.scheduledReplies.filter((each) => each.id !== id) },
    );
  const act = async (run: () => Promise<void>) => {
    setIsBusy(true);
    noteOwnAction(ticketId);
    try {
      await run();
    } catch (error) {
      const isGone =
        isProblem(error, 'tickets.already_sent') || isProblem(error, 'tickets.scheduled_not_found');
      if (isGone) notifyFailed(t('scheduled.tooLate'));
      else notifyProblem(error);
    } finally {
      setIsBusy(false);
      void queryClient.invalidateQueries({ queryKey });
    }
  };
  return {
    isBusy,
    /** Back into the composer; what stood there becomes a version. */
    edit: () =>
      act(async () => {
        const { draft } = await dataOf(api.DELETE(path, { params: { ...params, query: { as: 'draft' } } }));
        takeAway();
        outgoing.tellUndone({ id, ticketId, draft });
      }),
    sendNow: () =>
      act(async () => {
        await dataOf(api.POST(`${path}/send-now`, { params }));
        takeAway();
      }),
    /** Called off; its words can be brought back from the versions of the draft. */
    cancel: () =>
      act(async () => {
        await dataOf(api.DELETE(path, { params: { ...params, query: { as: 'version' } } }));
        takeAway();
        notifyDone(t('scheduled.cancelled'));
        void queryClient.invalidateQueries({ queryKey: draftsQuery(ticketId).queryKey });
        void queryClient.invalidateQueries({ queryKey: ['ticket-draft-versions', ticketId, 'reply'] });
      }),
  };
}
