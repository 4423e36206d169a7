import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import {
  dataOf,
  isProblem,
  newIdempotencyKey,
  type ScheduledReply,
  type TicketDetail,
  type TicketMessage,
  ticketNumber,
} from '@ventanilla/web';
import { useRef, useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { problemText } from '../../../shared/api/problem-text.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { noteOwnAction } from '../../../shared/live/own-actions.ts';
import { outgoing } from '../../../shared/outgoing/outgoing.ts';
import { useMe } from '../../../shared/session/session.ts';
import type { PendingMessage } from '../conversation/pending-message.tsx';
import { ticketQuery } from '../ticket.queries.ts';
import { type DraftKind, type DraftPart, uploadsInUse } from './draft-store.ts';
import type { DraftHandle } from './use-draft.ts';

export type AfterReply = 'keep' | 'close' | 'wait';

interface SendOptions {
  seenMessageId?: string;
  /** The hour at which it leaves by itself, as ISO 8601; left out: now. */
  sendAt?: string;
}

/** Why what was written did not leave; the text is still there. */
export interface SendProblem {
  kind: 'stale' | 'sent_before' | 'offline' | 'other';
  text: string;
  /** What was to be done with the ticket, for trying again. */
  andThen: AfterReply;
}

/** What the server answered: the message that is there, or the one that waits for its moment. */
type SendAnswer =
  | { scheduledReply: ScheduledReply }
  | { ticket: TicketDetail['ticket']; message: TicketMessage };

interface SendInput {
  ticketId: string;
  kind: DraftKind;
  part: DraftPart;
  andThen: AfterReply;
  seenMessageId: string | undefined;
  /** How long it can be undone, in ms; 0: it is sent at once. */
  delayMs: number;
  /** The hour at which it leaves instead, as ISO 8601. */
  sendAt: string | undefined;
}

/** One request, with the key of the draft: however often it is sent, it acts once. */
function requestSend(input: SendInput): Promise<SendAnswer> {
  const { ticketId, kind, part, andThen, seenMessageId, delayMs, sendAt } = input;
  const params = { path: { ticketId }, header: { 'Idempotency-Key': part.key } };
  const files = uploadsInUse(part).filter(({ inline }) => !inline);
  const written = {
    // The plain text comes from the HTML; without any the message is its files.
    text: '',
    ...(part.html === '' ? {} : { html: part.html }),
    uploadIds: files.map(({ id }) => id),
  };
  if (kind === 'note') return dataOf(api.POST('/api/v1/tickets/{ticketId}/notes', { params, body: written }));
  const body = {
    ...written,
    andThen,
    cc: part.cc,
    bcc: part.bcc,
    // Whoever has no signature signs nothing.
    withSignature: true,
    ...(seenMessageId ? { seenMessageId } : {}),
    ...(part.from ? { from: part.from } : {}),
    ...(part.answersMessageId ? { answersMessageId: part.answersMessageId } : {}),
  };
  if (!sendAt && delayMs === 0) return dataOf(api.POST('/api/v1/tickets/{ticketId}/reply', { params, body }));
  return dataOf(
    api.POST('/api/v1/tickets/{ticketId}/scheduled-replies', {
      params,
      body: { ...body, ...(sendAt ? { sendAt } : { delayMs }) },
    }),
  );
}

/** Sends what the draft holds: at once on screen, once at the server, and back into the draft if it fails. */
export function useSend(detail: TicketDetail, { box, draft }: DraftHandle) {
  const { t } = useTranslation(['ticket', 'sending']);
  const queryClient = useQueryClient();
  const { undoSendSeconds } = useMe().preferences;
  const [flying, setFlying] = useState<PendingMessage | null>(null);
  const [problem, setProblem] = useState<(SendProblem & { of: DraftKind }) | null>(null);
  const [done, setDone] = useState('');
  // State changes a render later than a double click.
  const isSending = useRef(false);
  const { ticket } = detail;
  const { kind } = draft;
  const fail = (andThen: AfterReply, what: SendProblem['kind'], text: string) =>
    setProblem({ of: kind, kind: what, text, andThen });

  const comeBack = (andThen: AfterReply, left: DraftPart, error: unknown) => {
    if (isProblem(error, 'tickets.stale_version')) {
      box.cameBack(kind, left);
      fail(andThen, 'stale', '');
    } else if (isProblem(error, 'http.idempotency_key_reused')) {
      // What was sent with this key before did arrive, though its answer was lost; this is another text.
      box.cameBack(kind, left, { key: newIdempotencyKey() });
      fail(andThen, 'sent_before', t('composer.sentBefore'));
    } else if (isProblem(error, 'tickets.upload_not_found')) {
      // The server forgets them after a day; pictures of the text are among them.
      const html = left.html.replace(/<img src="upload:[^>]*>/g, '');
      box.cameBack(kind, left, { html, uploads: [], uploadedAt: null, isSaved: false });
      fail(andThen, 'other', problemText(error));
    } else {
      box.cameBack(kind, left);
      const isCut = isProblem(error, 'network.offline');
      fail(andThen, isCut ? 'offline' : 'other', isCut ? t('composer.noAnswer') : problemText(error));
    }
  };

  const send = async (andThen: AfterReply = 'keep', options: SendOptions = {}): Promise<boolean> => {
    if (isSending.current) return false;
    isSending.current = true;
    setProblem(null);
    setDone('');
    noteOwnAction(ticket.id);
    setFlying(pendingOf(kind, draft[kind]));
    const left = await box.leave(kind);
    const seenMessageId = options.seenMessageId ?? left.seenMessageId ?? detail.messages.at(-1)?.id;
    const delayMs = kind === 'reply' ? undoSendSeconds * 1000 : 0;
    try {
      const answer = await requestSend({
        ticketId: ticket.id,
        kind,
        part: left,
        andThen,
        seenMessageId,
        delayMs,
        sendAt: options.sendAt,
      });
      box.arrived(kind);
      showAnswer(queryClient, { ticketId: ticket.id, answer, to: detail.contact.name, delayMs });
      if (options.sendAt) setDone(t('sending:later.done'));
      else if (andThen !== 'keep' && delayMs === 0) {
        setDone(t(`done.sentAnd.${andThen}`, { number: ticketNumber(ticket.number) }));
      }
      return true;
    } catch (error) {
      comeBack(andThen, left, error);
      return false;
    } finally {
      isSending.current = false;
      setFlying(null);
      void queryClient.invalidateQueries({ queryKey: ticketQuery(ticket.id).queryKey });
      void queryClient.invalidateQueries({ queryKey: ['ticket-neighbours'] });
    }
  };
  return {
    send,
    /** On its way to the server. */
    flying,
    /** What was done last, for listeners. */
    done,
    problem: problem?.of === kind ? problem : null,
    /** Says why it does not even try. */
    refuse: (andThen: AfterReply, text: string) => fail(andThen, 'offline', text),
    refuseStale: (andThen: AfterReply) => fail(andThen, 'stale', ''),
    dismissProblem: () => setProblem(null),
  };
}

export type SendHandle = ReturnType<typeof useSend>;

function pendingOf(kind: DraftKind, part: DraftPart): PendingMessage {
  const files = uploadsInUse(part).filter(({ inline }) => !inline);
  return { kind, text: part.text.trim(), fileNames: files.map(({ fileName }) => fileName) };
}

/** The message in its place; one that waits also with its count at the bottom of the screen. */
function showAnswer(
  queryClient: QueryClient,
  input: { ticketId: string; answer: SendAnswer; to: string; delayMs: number },
) {
  const { ticketId, answer, to, delayMs } = input;
  queryClient.setQueryData(ticketQuery(ticketId).queryKey, (known) => known && withAnswer(known, answer));
  if (!('scheduledReply' in answer) || answer.scheduledReply.later) return;
  const { id, createdAt, dueAt } = answer.scheduledReply;
  const waitMs = Date.parse(dueAt) - Date.parse(createdAt);
  outgoing.add({ id, ticketId, to, dueMs: performance.now() + waitMs, delayMs });
}

function withAnswer(detail: TicketDetail, answer: SendAnswer): TicketDetail {
  if ('scheduledReply' in answer) {
    const others = detail.scheduledReplies.filter(({ id }) => id !== answer.scheduledReply.id);
    return { ...detail, scheduledReplies: [...others, answer.scheduledReply] };
  }
  const isThere = detail.messages.some(({ id }) => id === answer.message.id);
  return {
    ...detail,
    ticket: answer.ticket,
    messages: isThere ? detail.messages : [...detail.messages, answer.message],
  };
}
