import { getRouteApi } from '@tanstack/react-router';
import { TicketView } from '../features/ticket/ticket-view.tsx';

const route = getRouteApi('/frame/tickets/$ticketId');

/** The page of one ticket; loaded when the first one is opened or a card is hovered. */
export function TicketPage() {
  const { ticketId } = route.useParams();
  return <TicketView key={ticketId} ticketId={ticketId} />;
}
