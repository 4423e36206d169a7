import { Button, UnstyledButton } from '@mantine/core';
import { type PreviousTicket, shortDate, ticketNumber } from '@ventanilla/web';
import { CircleCheck, CircleDot, CircleSlash } from 'lucide-react';
import { Suspense, useRef, useState } from 'react';
import { Chip } from '../../../shared/components/chip.tsx';
import { lazyPart } from '../../../shared/components/lazy-part.ts';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useStatuses } from '../../../shared/tickets/status-labels.ts';
import classes from './context.module.css';

const PreviousDrawer = lazyPart(async () => ({
  default: (await import('./previous-drawer.tsx')).PreviousDrawer,
}));

/** Tickets shown before asking for the rest. */
const shownAtFirst = 5;

const icons = { closed: CircleCheck, ignored: CircleSlash } as const;

/** The other tickets of the same person, with how each ended; one opens beside the present one. */
export function PreviousSection({ previous }: { previous: PreviousTicket[] }) {
  const { t } = useTranslation(['ticket', 'desk']);
  const [isWhole, setIsWhole] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
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
          <PreviousLine
            key={ticket.id}
            ticket={ticket}
            onOpen={(button) => {
              opener.current = button;
              setOpenId(ticket.id);
            }}
          />
        ))}
      </ul>
      {previous.length > shown.length ? (
        <Button mt={8} size="xs" variant="subtle" onClick={() => setIsWhole(true)}>
          {t('desk:actions.loadMore')}
        </Button>
      ) : null}
      {openId ? (
        <Suspense>
          <PreviousDrawer
            ticketId={openId}
            onClose={() => {
              setOpenId(null);
              requestAnimationFrame(() => opener.current?.focus());
            }}
          />
        </Suspense>
      ) : null}
    </div>
  );
}

function PreviousLine(props: { ticket: PreviousTicket; onOpen: (button: HTMLButtonElement) => void }) {
  const { t } = useTranslation('ticket');
  const format = useFormat();
  const { labelOf } = useStatuses();
  const { ticket } = props;
  const { category } = ticket.status;
  const isFinished = category === 'closed' || category === 'ignored';
  const Icon = isFinished ? icons[category] : CircleDot;
  return (
    <li>
      <Icon size={14} strokeWidth={1.75} aria-hidden />
      <span>
        <UnstyledButton className={classes.previous} onClick={(event) => props.onOpen(event.currentTarget)}>
          {ticket.subject || t('header.noSubject')}
        </UnstyledButton>
        <span className={classes.previousMeta}>
          {ticketNumber(ticket.number)} · {labelOf(ticket.status.key)} ·{' '}
          {ticket.answered ? t('context.answered') : t('context.unanswered')}{' '}
          {ticket.continued ? <Chip tone="accent">{t('context.continued')}</Chip> : null}
        </span>
      </span>
      <time dateTime={ticket.closedAt ?? ticket.createdAt}>
        {shortDate(ticket.closedAt ?? ticket.createdAt, format)}
      </time>
    </li>
  );
}
