export const ticketTabs = ['conversation', 'notes', 'history', 'time'] as const;
export type TicketTab = (typeof ticketTabs)[number];

/** What of a ticket is on screen; it stands in the address, so that it can be sent to somebody. */
export interface TicketPlace {
  tab: TicketTab;
  /** The message or note to go to. */
  messageId: string | null;
}

/** The address of a ticket, or of one of its messages or notes, for anybody of the team. */
export function ticketAddress(ticketId: string, messageId?: string): string {
  const url = new URL(`/tickets/${ticketId}`, window.location.origin);
  if (messageId) url.searchParams.set('message', messageId);
  return url.href;
}
