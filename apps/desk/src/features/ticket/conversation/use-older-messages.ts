import { dataOf, isProblem, type TicketDetail, type TicketMessage } from '@ventanilla/web';
import { useRef, useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { notifyProblem } from '../../../shared/notify.tsx';

interface OlderMessages {
  items: TicketMessage[];
  cursor: string | null;
}

/** Whether a message could be brought: `there` it is now, or the ticket has no such message. */
export type BringResult = 'there' | 'missing' | 'failed';

/** Messages before those that came with the ticket: a page at a time when asked for, or back to a certain one. */
export function useOlderMessages(detail: TicketDetail) {
  const ticketId = detail.ticket.id;
  const [older, setOlder] = useState<OlderMessages | null>(null);
  const [isLoading, setIsLoading] = useState(false);
  // State changes a render later than a second press.
  const isFetching = useRef(false);
  const cursor = older ? older.cursor : detail.olderMessagesCursor;

  const fetchPage = async (from: string, until?: string): Promise<string | null> => {
    const params = { path: { ticketId }, query: { cursor: from, ...(until ? { until } : {}) } };
    const page = await dataOf(api.GET('/api/v1/tickets/{ticketId}/messages', { params }));
    setOlder((known) => ({
      items: [...page.items].reverse().concat(known?.items ?? []),
      cursor: page.nextCursor,
    }));
    return page.items.some(({ id }) => id === until) ? null : page.nextCursor;
  };
  const during = async (run: () => Promise<BringResult>): Promise<BringResult> => {
    if (isFetching.current) return 'failed';
    isFetching.current = true;
    setIsLoading(true);
    try {
      return await run();
    } catch (error) {
      if (isProblem(error, 'messages.not_found') || isProblem(error, 'http.invalid_request'))
        return 'missing';
      notifyProblem(error);
      return 'failed';
    } finally {
      isFetching.current = false;
      setIsLoading(false);
    }
  };

  // The ticket's own page moves on as messages arrive: what both hold is shown once.
  const held = new Set(detail.messages.map(({ id }) => id));
  const messages = [...(older?.items ?? []).filter(({ id }) => !held.has(id)), ...detail.messages];
  return {
    messages,
    hasOlder: cursor !== null,
    isLoading,
    load: () =>
      during(async () => {
        if (cursor) await fetchPage(cursor);
        return 'there';
      }),
    /** Fetches back to one message, however far; what lies between comes along, so that nothing is missing. */
    bring: (messageId: string) =>
      during(async () => {
        if (messages.some(({ id }) => id === messageId)) return 'there';
        for (let from = cursor; from !== null; ) from = await fetchPage(from, messageId);
        return cursor === null ? 'missing' : 'there';
      }),
  };
}
