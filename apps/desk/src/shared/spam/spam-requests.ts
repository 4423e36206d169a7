import type { QueryClient } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../api/api.ts';
import { noteOwnAction } from '../live/own-actions.ts';

/** What is to become of later mail of the sender of a spam ticket. */
export type SpamBlock = 'none' | 'address' | 'domain';

export function markSpam(ticketId: string, block: SpamBlock) {
  noteOwnAction(ticketId);
  const params = { path: { ticketId } };
  return dataOf(api.POST('/api/v1/tickets/{ticketId}/spam', { params, body: { block } }));
}

/** @param remember false takes a mark back, with whatever it blocked; true says that the sender is welcome. */
export function markNotSpam(ticketId: string, remember: boolean) {
  noteOwnAction(ticketId);
  const params = { path: { ticketId } };
  return dataOf(api.POST('/api/v1/tickets/{ticketId}/not-spam', { params, body: { remember } }));
}

/** Lists that show the ticket or no longer do. */
export function refreshSpam(queryClient: QueryClient, ticketId: string): void {
  for (const queryKey of [['spam'], ['ticket', ticketId], ['ticket-neighbours'], ['mail-senders']])
    void queryClient.invalidateQueries({ queryKey });
}
