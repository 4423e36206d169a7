import { useQueryClient } from '@tanstack/react-query';
import type { ServerDraft, TicketDetail } from '@ventanilla/web';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { readNow } from '../../../shared/hooks/use-now.ts';
import { type OutgoingResult, outgoing } from '../../../shared/outgoing/outgoing.ts';
import { useMe } from '../../../shared/session/session.ts';
import { ticketQuery } from '../ticket.queries.ts';
import { type DraftKind, isBlank } from './draft-store.ts';
import { useDraft } from './use-draft.ts';
import { useSend } from './use-send.ts';
import { useStopped } from './use-stopped.ts';
import type { FieldHandle } from './writing-field.tsx';

/** Everything about writing in a ticket: the drafts, their sending, and the field itself. */
export function useWriting(detail: TicketDetail) {
  const drafts = useDraft(detail.ticket.id);
  const sending = useSend(detail, drafts);
  const stopped = useStopped(detail);
  const field = useRef<FieldHandle | null>(null);
  const { reply, kind } = drafts.draft;
  const seenMessageId = isBlank(reply) ? null : reply.seenMessageId;
  const [isOpen, setIsOpen] = useState(false);
  const write = (to: DraftKind) => {
    setIsOpen(true);
    drafts.box.setKind(to);
    requestAnimationFrame(() => field.current?.focus());
  };
  const answer = (messageId: string) => {
    drafts.box.change('reply', { answersMessageId: messageId });
    write('reply');
  };
  useUndone(detail.ticket.id, (draft) => {
    drafts.box.adopt(draft);
    write(draft.kind);
    requestAnimationFrame(() => requestAnimationFrame(() => field.current?.focus('end')));
  });
  useOwnWaiting(detail);
  return {
    drafts,
    sending,
    stopped,
    field,
    write,
    /** Begins an answer to one message. */
    answer,
    /** On phones it takes one line until somebody writes. */
    isOpen,
    setIsOpen,
    /** The last message that was there when the answer was begun; later ones are new to its writer. */
    seenMessageId,
    hasArrived: kind === 'reply' && hasNewerOfCustomer(detail.messages, seenMessageId),
    /** There while something of one's own is being sent. */
    sentMark: sending.flying,
  };
}

export type WritingHandle = ReturnType<typeof useWriting>;

/** Whether the customer wrote after the message that was last read; automatic mail is no reason to stop. */
function hasNewerOfCustomer(messages: TicketDetail['messages'], seenMessageId: string | null): boolean {
  const seen = seenMessageId ? messages.findIndex(({ id }) => id === seenMessageId) : -1;
  return (
    seen >= 0 && messages.slice(seen + 1).some(({ author, isAuto }) => author.kind === 'customer' && !isAuto)
  );
}

/** An answer of this ticket was stopped, here or from another page: its words come back, and it waits no more. */
function useUndone(ticketId: string, adopt: (draft: ServerDraft) => void) {
  const queryClient = useQueryClient();
  const refresh = useEffectEvent((result: OutgoingResult) => {
    if (result.ticketId !== ticketId) return;
    const { queryKey } = ticketQuery(ticketId);
    queryClient.setQueryData(
      queryKey,
      (known) =>
        known && { ...known, scheduledReplies: known.scheduledReplies.filter(({ id }) => id !== result.id) },
    );
    void queryClient.invalidateQueries({ queryKey });
  });
  const adoptUndone = useEffectEvent(() => {
    const draft = outgoing.takeUndone(ticketId);
    if (draft) adopt(draft);
  });
  useEffect(() => {
    adoptUndone();
    return outgoing.listen((result) => {
      if (result.kind !== 'failed') refresh(result);
      adoptUndone();
    });
  }, []);
}

/** After a reload one's own answers still wait: their count is shown again. */
function useOwnWaiting(detail: TicketDetail) {
  const { id: agentId } = useMe().agent;
  const { ticket, contact, scheduledReplies } = detail;
  useEffect(() => {
    for (const { id, agent, state, later, createdAt, dueAt } of scheduledReplies) {
      const leftMs = Date.parse(dueAt) - readNow().getTime();
      if (agent.id !== agentId || state !== 'pending' || later || leftMs <= 0) continue;
      const delayMs = Date.parse(dueAt) - Date.parse(createdAt);
      const dueMs = performance.now() + Math.min(leftMs, delayMs);
      outgoing.add({ id, ticketId: ticket.id, to: contact.name, dueMs, delayMs });
    }
  }, [scheduledReplies, agentId, ticket.id, contact.name]);
}
