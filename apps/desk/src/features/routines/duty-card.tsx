import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { RoutineRun } from '@ventanilla/contracts/routine-runs';
import { ticketNumber } from '@ventanilla/web';
import { Chip } from '../../shared/components/chip.tsx';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { settledCount } from './duties.rules.ts';
import { DutyItem, type ItemCommands } from './duty-item.tsx';
import classes from './routines.module.css';
import { useDueText } from './use-due-text.ts';

/** One duty with its items. */
export function DutyCard({ run, ...commands }: { run: RoutineRun } & ItemCommands) {
  const { t } = useTranslation('routines');
  const { id, name, note, ticket, items } = run;
  const open = items.filter(({ state }) => state === 'open');
  const { text, tone } = useDueText()(run);
  return (
    <li className={classes.duty} data-state={run.state}>
      <article aria-labelledby={`duty-${id}`}>
        <header className={classes.head}>
          <h3 id={`duty-${id}`}>{name}</h3>
          <Chip tone={tone}>{text}</Chip>
          <span className={classes.count}>{t('items', { done: settledCount(run), all: items.length })}</span>
        </header>
        {note ? <p className={classes.note}>{note}</p> : null}
        {ticket ? (
          <p className={classes.note}>
            <Link to="/tickets/$ticketId" params={{ ticketId: ticket.id }}>
              {t('ticket', { number: ticketNumber(ticket.number), subject: ticket.subject })}
            </Link>
          </p>
        ) : null}
        <ul className={classes.items}>
          {items.map((item) => (
            <DutyItem key={item.id} run={run} item={item} {...commands} />
          ))}
        </ul>
        {open.length > 1 && run.place !== 'past' ? (
          <Button
            className={classes.skipAll}
            size="compact-sm"
            variant="subtle"
            onClick={() => commands.skip(run, open)}
          >
            {t('buttons.skipAll')}
          </Button>
        ) : null}
      </article>
    </li>
  );
}
