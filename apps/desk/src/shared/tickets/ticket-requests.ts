import { ApiProblem, dataOf, ifMatch, type TicketCard } from '@ventanilla/web';
import { api } from '../api/api.ts';

/** The commands on one ticket besides writing; each answers with the card as it now is. */
export function ticketRequests(ticketId: string) {
  const params = { path: { ticketId } };
  return {
    take: () => dataOf(api.POST('/api/v1/tickets/{ticketId}/take', { params })),
    /** `anyway`: also where that is more than they handle at once, for whoever supervises. */
    assign: (agentId: string, anyway = false) =>
      dataOf(api.POST('/api/v1/tickets/{ticketId}/assign', { params, body: { agentId, anyway } })),
    release: () => dataOf(api.POST('/api/v1/tickets/{ticketId}/release', { params })),
    close: () => dataOf(api.POST('/api/v1/tickets/{ticketId}/close', { params })),
    ignore: () => dataOf(api.POST('/api/v1/tickets/{ticketId}/ignore', { params })),
    reopen: () => dataOf(api.POST('/api/v1/tickets/{ticketId}/reopen', { params })),
    update: (version: number, body: { statusKey?: string; subject?: string }) =>
      dataOf(
        api.PATCH('/api/v1/tickets/{ticketId}', { params: { ...params, header: ifMatch(version) }, body }),
      ),
  };
}

/** Tickets as the server has them now; those that are gone or hidden are left out. */
export async function readCards(ids: readonly string[], signal?: AbortSignal): Promise<TicketCard[]> {
  const params = { path: { boardId: 'default' as const }, query: { ids: ids.join(','), count: '' } };
  const { items } = await dataOf(
    api.GET('/api/v1/boards/{boardId}/cards', { params, ...(signal ? { signal } : {}) }),
  );
  return items.map(({ card }) => card);
}

/** The card as the server has it now. */
export async function readCard(ticketId: string): Promise<TicketCard | undefined> {
  const [card] = await readCards([ticketId]);
  return card;
}

/** What was done can no longer be taken back, because the ticket has changed since. */
export class ChangedSince extends Error {}

/**
 * Does the opposite: the owner and the status become what they were before. Throws ChangedSince when anything
 * happened in between: undoing would undo that as well.
 */
export async function takeBack(input: {
  before: TicketCard;
  after: TicketCard;
  meId: string;
}): Promise<TicketCard> {
  const { before, after } = input;
  const requests = ticketRequests(before.id);
  const present = await readCard(before.id);
  if (!present) throw new ApiProblem({ status: 404, code: 'tickets.not_found', detail: '' });
  if (present.version !== after.version) throw new ChangedSince();
  let card = present;
  if (card.closedAt && !before.closedAt) card = await requests.reopen();
  if (!card.closedAt && before.closedAt) {
    return before.status.category === 'ignored' ? requests.ignore() : requests.close();
  }
  if ((card.owner?.id ?? null) !== (before.owner?.id ?? null)) {
    if (!before.owner) card = await requests.release();
    else if (!card.owner && before.owner.id === input.meId) card = await requests.take();
    // They had it: that they have many since is no reason to keep it from them.
    else card = await requests.assign(before.owner.id, true);
  }
  if (card.status.key !== before.status.key) {
    card = await requests.update(card.version, { statusKey: before.status.key });
  }
  return card;
}
