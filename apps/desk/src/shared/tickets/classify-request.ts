import { type Classifying, dataOf, type TicketCard } from '@ventanilla/web';
import { api } from '../api/api.ts';

/** Sets what a ticket is; what is left out stays. Answers its card as it now is. */
export async function requestClassify(ticketId: string, body: Partial<Classifying>): Promise<TicketCard> {
  const params = { path: { ticketId } };
  const { ticket } = await dataOf(api.PATCH('/api/v1/tickets/{ticketId}/classification', { params, body }));
  return ticket;
}
