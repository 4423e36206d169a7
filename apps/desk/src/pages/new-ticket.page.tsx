import { useNavigate } from '@tanstack/react-router';
import { type TicketCard, ticketNumber } from '@ventanilla/web';
import { NewTicketForm } from '../features/new-ticket/new-ticket-form.tsx';
import { useTranslation } from '../shared/i18n/use-translation.ts';
import { notifyDone } from '../shared/notify.tsx';

/** Opening tickets by hand: one is shown, several are left to the board, as is one that is somebody else's to see. */
export function NewTicketPage() {
  const { t, language } = useTranslation('newTicket');
  const navigate = useNavigate();
  const onCreated = (tickets: TicketCard[]) => {
    const numbers = tickets.map(({ number }) => ticketNumber(number));
    const [first, ...others] = tickets;
    const number = numbers[0] ?? '';
    if (first && others.length === 0)
      notifyDone(t(first.can.length > 0 ? 'created' : 'createdUnseen', { number }));
    else
      notifyDone(
        t('createdSeveral', {
          count: tickets.length,
          numbers: new Intl.ListFormat(language, { type: 'conjunction' }).format(numbers),
        }),
      );
    if (first && others.length === 0 && first.can.length > 0)
      void navigate({ to: '/tickets/$ticketId', params: { ticketId: first.id } });
    else void navigate({ to: '/' });
  };
  return <NewTicketForm onCreated={onCreated} />;
}
