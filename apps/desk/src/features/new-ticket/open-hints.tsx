import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ticketNumber } from '@ventanilla/web';
import { TimeAgo } from '../../shared/components/time-ago.tsx';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { openTicketsQuery } from '../../shared/tickets/open-tickets.ts';
import classes from './new-ticket.module.css';
import personClasses from './person.module.css';

/** What is open of the person and of their organisation, so that nobody opens it twice. */
export function OpenHints({ contactId, organizationId }: { contactId?: string; organizationId?: string }) {
  const { t } = useTranslation('newTicket');
  const { data } = useQuery(openTicketsQuery({ contactId, organizationId }));
  if (!data) return null;
  return (
    <section className={classes.card} aria-labelledby="open-hints">
      <header className={classes.head}>
        <h2 id="open-hints">{t('already')}</h2>
        <span>{t('alreadyHint')}</span>
      </header>
      {data.length === 0 ? <p className={classes.muted}>{t('alreadyNone')}</p> : null}
      <ul className={personClasses.hints}>
        {data.map(({ id, number, subject, activityAt, ownerName }) => (
          <li key={id}>
            <Link to="/tickets/$ticketId" params={{ ticketId: id }}>
              <span className={personClasses.number}>{ticketNumber(number)}</span>
              <span className={personClasses.hintSubject}>{subject}</span>
            </Link>
            <span className={classes.muted}>
              <TimeAgo at={activityAt} />
              {ownerName ? ` · ${ownerName}` : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
