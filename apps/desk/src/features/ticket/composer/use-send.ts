import { useQueryClient } from '@tanstack/react-query';
import {
  dataOf,
  isProblem,
  newIdempotencyKey,
  type TicketDetail,
  type TicketMessage,
  ticketNumber,
} from '@ventanilla/web';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../shared/api/api.ts';
import { problemText } from '../../../shared/api/problem-text.ts';
import { noteOwnAction } from '../../../shared/live/own-actions.ts';
import type { PendingMessage } from '../conversation/pending-message.tsx';
import { ticketQuery } from '../ticket.queries.ts';
import type { DraftKind } from './draft-store.ts';
import type { DraftHandle } from './use-draft.ts';

export type AfterReply = 'keep' | 'close' | 'wait';

/** Why what was written did not leave; the text is still there. */
export interface SendProblem {
  kind: 'stale' | 'sent_before' | 'other';
  text: string;
}

/** Sends what the draft holds: at once on screen, once at the server, and back into the draft if it fails. */
export function useSend(detail: TicketDetail, drafts: DraftHandle) {
  const { t } = useTranslation('ticket');
  const queryClient = useQueryClient();
  const [pending, setPending] = useState<PendingMessage | null>(null);
  const [problem, setProblem] = useState<(SendProblem & { of: DraftKind }) | null>(null);
  const [done, setDone] = useState('');
  // State changes a render later than a double click.
  const isSending = useRef(false);
  const { ticket } = detail;
  const { kind } = drafts.draft;
  const part = drafts.draft[kind];
  const { queryKey } = ticketQuery(ticket.id);
  const lastMessageId = detail.messages.at(-1)?.id;

  const request = (then: AfterReply, seenMessageId: string | undefined) => {
    const params = { path: { ticketId: ticket.id }, header: { 'Idempotency-Key': part.key } };
    const written = { text: part.text, uploadIds: part.uploads.map(({ id }) => id) };
    return kind === 'note'
      ? dataOf(api.POST('/api/v1/tickets/{ticketId}/notes', { params, body: written }))
      : dataOf(
          api.POST('/api/v1/tickets/{ticketId}/reply', {
            params,
            body: {
              ...written,
              andThen: then,
              cc: part.cc,
              // Whoever has no signature signs nothing.
              withSignature: true,
              ...(seenMessageId ? { seenMessageId } : {}),
            },
          }),
        );
  };

  const fail = (error: unknown) => {
    if (isProblem(error, 'tickets.stale_version')) {
      setProblem({ of: kind, kind: 'stale', text: t('composer.staleText') });
    } else if (isProblem(error, 'http.idempotency_key_reused')) {
      // What was sent with this key before did arrive, though its answer was lost; this is another text.
      drafts.change(kind, { key: newIdempotencyKey() });
      setProblem({ of: kind, kind: 'sent_before', text: t('composer.sentBefore') });
    } else if (isProblem(error, 'tickets.upload_not_found')) {
      drafts.change(kind, { uploads: [], uploadedAt: null });
      setProblem({ of: kind, kind: 'other', text: problemText(error) });
    } else if (isProblem(error, 'network.offline')) {
      setProblem({ of: kind, kind: 'other', text: t('composer.noAnswer') });
    } else setProblem({ of: kind, kind: 'other', text: problemText(error) });
  };

  const send = async (then: AfterReply = 'keep', options: { seenMessageId?: string } = {}) => {
    if (isSending.current) return;
    isSending.current = true;
    setProblem(null);
    setDone('');
    setPending({ kind, text: part.text.trim(), fileNames: part.uploads.map(({ fileName }) => fileName) });
    noteOwnAction(ticket.id);
    try {
      const answer = await request(then, options.seenMessageId ?? part.seenMessageId ?? lastMessageId);
      queryClient.setQueryData(queryKey, (known) => known && withMessage(known, answer));
      drafts.clear(kind);
      if (then !== 'keep') setDone(t(`done.sentAnd.${then}`, { number: ticketNumber(ticket.number) }));
    } catch (error) {
      fail(error);
    } finally {
      isSending.current = false;
      setPending(null);
      void queryClient.invalidateQueries({ queryKey });
      void queryClient.invalidateQueries({ queryKey: ['ticket-neighbours'] });
    }
  };
  return {
    send,
    pending,
    /** What was done last, for listeners. */
    done,
    problem: problem?.of === kind ? problem : null,
    dismissProblem: () => setProblem(null),
  };
}

function withMessage(
  detail: TicketDetail,
  answer: { ticket: TicketDetail['ticket']; message: TicketMessage },
): TicketDetail {
  const isThere = detail.messages.some(({ id }) => id === answer.message.id);
  return {
    ...detail,
    ticket: answer.ticket,
    messages: isThere ? detail.messages : [...detail.messages, answer.message],
  };
}
