import { dataOf, type TicketDetail, type TicketMessage } from '@ventanilla/web';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { notifyProblem } from '../../../shared/notify.tsx';

/** Messages before those that came with the ticket, fetched a page at a time when asked for. */
export function useOlderMessages(detail: TicketDetail) {
  const ticketId = detail.ticket.id;
  const [older, setOlder] = useState<{ items: TicketMessage[]; cursor: string | null } | null>(null);
  const [isLoading, setIsLoading] = useState(false);
  const cursor = older ? older.cursor : detail.olderMessagesCursor;
  const load = async () => {
    if (!cursor || isLoading) return;
    setIsLoading(true);
    try {
      const params = { path: { ticketId }, query: { cursor } };
      const page = await dataOf(api.GET('/api/v1/tickets/{ticketId}/messages', { params }));
      setOlder((known) => ({
        items: [...page.items].reverse().concat(known?.items ?? []),
        cursor: page.nextCursor,
      }));
    } catch (error) {
      notifyProblem(error);
    } finally {
      setIsLoading(false);
    }
  };
  // The ticket's own page moves on as messages arrive: what both hold is shown once.
  const held = new Set(detail.messages.map(({ id }) => id));
  const messages = [...(older?.items ?? []).filter(({ id }) => !held.has(id)), ...detail.messages];
  return { messages, hasOlder: cursor !== null, isLoading, load };
}
