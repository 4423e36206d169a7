import { type TicketCard, ticketNumber } from '@ventanilla/web';
import { TimeAgo } from '../../shared/components/time-ago.tsx';
import classes from './number-search.module.css';

/** One result: number, subject, who and when. */
export function ResultOption({ card, label }: { card: TicketCard; label: string }) {
  return (
    <span className={classes.result} title={label}>
      <span className={classes.number}>{ticketNumber(card.number)}</span>
      <span className={classes.subject}>{card.subject}</span>
      <span className={classes.time}>
        <TimeAgo at={card.activityAt} />
      </span>
      <span className={classes.who}>
        {card.requester.name}
        {card.requester.organizationName ? ` · ${card.requester.organizationName}` : ''}
      </span>
    </span>
  );
}
