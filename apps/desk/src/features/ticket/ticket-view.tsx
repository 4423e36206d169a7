import { PageTop } from '../../shared/components/page-top.tsx';

/** One ticket whole: conversation, notes, answer, data and history. */
export function TicketView({ ticketId }: { ticketId: string }) {
  return <PageTop title={ticketId} />;
}
