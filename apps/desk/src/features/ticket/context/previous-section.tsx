import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type PreviousTicket, shortDate, ticketNumber } from '@ventanilla/web';
import { CircleCheck, CircleDot, CircleSlash } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '../../../shared/components/chip.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useStatuses } from '../status-labels.ts';
import classes from './context.module.css';

/** Tickets shown before asking for the rest. */
const shownAtFirst = 5;

const icons = { closed: CircleCheck, ignored: CircleSlash } as const;

/** The other tickets of the same person, with how each ended. */
export function PreviousSection({ previous }: { previous: PreviousTicket[] }) {
  const { t } = useTranslation(['ticket', 'desk']);
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? previous : previous.slice(0, shownAtFirst);
  return (
    <div className={classes.section}>
      <div className={classes.heading}>
        <h2>{t('context.previous')}</h2>
        {previous.length > 0 ? <span className={classes.aside}>{previous.length}</span> : null}
      </div>
      {previous.length === 0 ? <p className={classes.empty}>{t('context.noPrevious')}</p> : null}
      <ul className={classes.lines}>
        {shown.map((ticket) => (
          <PreviousLine key={ticket.id} ticket={ticket} />
        ))}
      </ul>
      {previous.length > shown.length ? (
        <Button mt={8} size="xs" variant="subtle" onClick={() => setIsWhole(true)}>
          {t('desk:actions.loadMore')}
        </Button>
      ) : null}
    </div>
  );
}

function PreviousLine({ ticket }: { ticket: PreviousTicket }) {
  const { t } = useTranslation(['ticket', 'desk']);
  const format = useFormat();
  const { labelOf } = useStatuses();
  const { category } = ticket.status;
  const Icon = category === 'closed' || category === 'ignored' ? icons[category] : CircleDot;
  return (
    <li>
      <Icon size={14} strokeWidth={1.75} aria-hidden />
      <span>
        <Link to="/tickets/$ticketId" params={{ ticketId: ticket.id }}>
          {ticket.subject || t('header.noSubject')}
        </Link>
        <span className={classes.previousMeta}>
          {ticketNumber(ticket.number)} · {labelOf(ticket.status.key)}{' '}
          {ticket.continued ? <Chip tone="accent">{t('context.continued')}</Chip> : null}
        </span>
      </span>
      <time dateTime={ticket.createdAt}>{shortDate(ticket.closedAt ?? ticket.createdAt, format)}</time>
    </li>
  );
}
