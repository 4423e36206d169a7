import { dataOf, parseTicketNumber, ticketNumber } from '@ventanilla/web';
import { api } from './api.ts';

/**
 * The id of the ticket that `V-123` or `123` stands for; null for anything else, and for a number that nobody has or
 * that cannot be asked for now: the page of the ticket says so.
 */
export async function ticketIdOfNumber(text: string): Promise<string | null> {
  const number = parseTicketNumber(text);
  if (number === null) return null;
  try {
    // What has this number stands first.
    const query = { q: ticketNumber(number), limit: 1 };
    const { items } = await dataOf(api.GET('/api/v1/tickets', { params: { query } }));
    return items.find((each) => each.number === number)?.id ?? null;
  } catch {
    return null;
  }
}
