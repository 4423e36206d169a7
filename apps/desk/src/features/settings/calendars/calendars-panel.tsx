import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type CalendarSummary, dayAndTime } from '@ventanilla/web';
import { CalendarClock, CircleCheck, Moon, Plus } from 'lucide-react';
import { useState } from 'react';
import { Chip } from '../../../shared/components/chip.tsx';
import { EmptyState } from '../../../shared/components/empty-state.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useMe } from '../../../shared/session/session.ts';
import classes from '../shared/panel.module.css';
import { Loaded, Panel, Rows } from '../shared/panel.tsx';
import { newDefinition } from './calendar.form.ts';
import { CalendarEditor } from './calendar-editor.tsx';
import { calendarQuery, calendarsQuery } from './calendars.queries.ts';

/** The calendars of business hours: what each is doing now, and one of them to be edited. */
export function CalendarsPanel() {
  const { t } = useTranslation('calendars');
  const { timeZone } = useMe();
  const query = useQuery(calendarsQuery);
  /** Id of the one that is open; `new`: one that is being made. */
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Panel
      title={t('title')}
      lead={t('lead')}
      action={
        <Button
          variant="default"
          data-setting="calendars"
          leftSection={<Plus size={16} aria-hidden />}
          onClick={() => setOpen('new')}
        >
          {t('create')}
        </Button>
      }
    >
      <Loaded query={query}>
        {(calendars) => (
          <>
            {calendars.length === 0 ? (
              open === 'new' ? null : (
                <EmptyState
                  icon={<CalendarClock />}
                  tone="accent"
                  title={t('emptyTitle')}
                  text={t('emptyText')}
                />
              )
            ) : (
              <Rows label={t('title')}>
                {calendars.map((calendar) => (
                  <CalendarRow
                    key={calendar.id}
                    calendar={calendar}
                    isOpen={calendar.id === open}
                    onOpen={() => setOpen(calendar.id === open ? null : calendar.id)}
                  />
                ))}
              </Rows>
            )}
            {open === 'new' ? (
              <CalendarEditor
                calendar={null}
                definition={newDefinition(timeZone)}
                onSaved={setOpen}
                onClose={() => setOpen(null)}
              />
            ) : null}
            {open && open !== 'new' ? <OpenCalendar key={open} id={open} onOpen={setOpen} /> : null}
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function OpenCalendar({ id, onOpen }: { id: string; onOpen(id: string | null): void }) {
  const query = useQuery(calendarQuery(id));
  /** How often what somebody else saved was asked for: each time begins a new draft. */
  const [round, setRound] = useState(0);
  const reload = async () => {
    await query.refetch();
    setRound(round + 1);
  };
  return (
    <Loaded query={query}>
      {(calendar) => (
        <CalendarEditor
          key={round}
          calendar={calendar}
          definition={calendar.definition}
          onSaved={onOpen}
          onReload={() => void reload()}
          onClose={() => onOpen(null)}
        />
      )}
    </Loaded>
  );
}

function CalendarRow({
  calendar,
  isOpen,
  onOpen,
}: {
  calendar: CalendarSummary;
  isOpen: boolean;
  onOpen(): void;
}) {
  const { t } = useTranslation('calendars');
  const format = { ...useFormat(), timeZone: calendar.timeZone };
  const { nextOpening, nextClosing } = calendar;
  const next = calendar.isOpen
    ? nextClosing
      ? t('closes', { time: dayAndTime(nextClosing, format) })
      : t('neverCloses')
    : nextOpening
      ? t('opens', { time: dayAndTime(nextOpening, format) })
      : t('neverOpens');
  const Icon = calendar.isOpen ? CircleCheck : Moon;
  return (
    <li>
      <span className={classes.main}>
        <button type="button" className={classes.stretch} aria-expanded={isOpen} onClick={onOpen}>
          {calendar.name}
        </button>
        <span className={classes.sub}>
          {calendar.timeZone} · {next}
        </span>
      </span>
      <span className={classes.side}>
        {calendar.isDefault ? <Chip tone="accent">{t('default')}</Chip> : null}
        <Chip tone={calendar.isOpen ? 'verde' : 'gris'} icon={<Icon size={12} strokeWidth={2} aria-hidden />}>
          {t(calendar.isOpen ? 'open' : 'closed')}
        </Chip>
      </span>
    </li>
  );
}
