import { useNavigate } from '@tanstack/react-router';
import { ticketNumber } from '@ventanilla/web';
import { useTranslation } from 'react-i18next';
import { NewTicketForm } from '../features/new-ticket/new-ticket-form.tsx';
import { notifyDone } from '../shared/notify.tsx';

/** Opening a ticket by hand. */
export function NewTicketPage() {
  const { t } = useTranslation('newTicket');
  const navigate = useNavigate();
  return (
    <NewTicketForm
      onCreated={({ id, number }) => {
        notifyDone(t('created', { number: ticketNumber(number) }));
        void navigate({ to: '/tickets/$ticketId', params: { ticketId: id } });
      }}
    />
  );
}
