import { UnstyledButton } from '@mantine/core';
import { duration, type TicketDetail } from '@ventanilla/web';
import clsx from 'clsx';
import { type KeyboardEvent, useRef } from 'react';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { timeInStatuses } from '../context/time-in-status.ts';
import { type TicketTab, ticketTabs } from '../ticket-place.ts';
import classes from './tabs.module.css';

/** Id of the tab, which names its panel. */
export const tabId = (tab: TicketTab) => `ticket-tab-${tab}`;
/** Id of the panel that the tabs change. */
export const tabPanelId = 'ticket-panel';

interface TicketTabsProps {
  detail: TicketDetail;
  tab: TicketTab;
  onTab: (tab: TicketTab) => void;
}

/** What of the ticket is shown: all of it, its notes, its history, or its time. */
export function TicketTabs({ detail, tab, onTab }: TicketTabsProps) {
  const { t } = useTranslation('ticket');
  const { now } = useFormat();
  const list = useRef<HTMLDivElement>(null);
  const counts: Record<TicketTab, string | number> = {
    conversation: '',
    notes: detail.ticket.noteCount || '',
    history: detail.history.length || '',
    time: detail.intervals.length > 0 ? duration(timeInStatuses(detail.intervals, now).totalMs) : '',
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const index = ticketTabs.indexOf(tab);
    const last = ticketTabs.length - 1;
    const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = ticketTabs[(to + ticketTabs.length) % ticketTabs.length];
    if (!next) return;
    onTab(next);
    list.current?.querySelector<HTMLElement>(`#${tabId(next)}`)?.focus();
  };
  return (
    <div ref={list} className={classes.tabs} role="tablist" aria-label={t('tabs.label')}>
      {ticketTabs.map((name) => (
        <UnstyledButton
          key={name}
          id={tabId(name)}
          className={clsx(classes.tab, name === 'time' && classes.time)}
          role="tab"
          aria-selected={name === tab}
          aria-controls={tabPanelId}
          tabIndex={name === tab ? 0 : -1}
          onClick={() => onTab(name)}
          onKeyDown={onKeyDown}
        >
          {t(`tabs.${name}`)}
          {counts[name] === '' ? null : <span className={classes.count}>{counts[name]}</span>}
        </UnstyledButton>
      ))}
    </div>
  );
}
