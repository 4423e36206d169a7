import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerAddress } from '@ventanilla/contracts/answer-address';
import { dataOf, type TicketDetail, type TicketMessage } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';

const answeredQuery = (ticketId: string, messageId: string) =>
  queryOptions({
    queryKey: ['ticket-answered', ticketId, messageId],
    queryFn: async (): Promise<TicketMessage | null> => {
      const params = { path: { ticketId }, query: { until: messageId } };
      const page = await dataOf(api.GET('/api/v1/tickets/{ticketId}/messages', { params }));
      return page.items.find(({ id }) => id === messageId) ?? null;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The message that an answer is to, also one further back than what came with the ticket; null while it is not here. */
export function useAnswered(detail: TicketDetail, messageId: string | null): TicketMessage | null {
  const here = detail.messages.find(({ id }) => id === messageId);
  const { data } = useQuery({
    ...answeredQuery(detail.ticket.id, messageId ?? ''),
    enabled: messageId !== null && !here,
  });
  return here ?? data ?? null;
}

/** Keeps a message that is on screen, so that it need not be fetched to be answered. */
export function useKeepAnswered(ticketId: string): (message: TicketMessage) => void {
  const queryClient = useQueryClient();
  return (message) => queryClient.setQueryData(answeredQuery(ticketId, message.id).queryKey, message);
}

export interface ReplyTarget {
  address: string | null;
  name: string;
  /** False for somebody who is not the person the ticket is of. */
  isKnown: boolean;
}

/** Where the answer goes; the server decides by the same rule, the desk says so. */
export function replyTarget(
  { replyTo, contact }: Pick<TicketDetail, 'replyTo' | 'contact'>,
  answered: TicketMessage | null,
): ReplyTarget {
  const chosen = answered ? answerAddress(answered) : null;
  const onFile = contact.identities.filter(({ kind }) => kind === 'email').map(({ value }) => value);
  const address = chosen ?? replyTo?.address ?? null;
  const isKnown = address === null || onFile.some((each) => each.toLowerCase() === address.toLowerCase());
  const name = chosen ? (answered?.author.name ?? '') : (replyTo?.name ?? '');
  return { address, name: name || contact.name, isKnown };
}
