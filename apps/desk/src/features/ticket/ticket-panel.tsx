import type { TicketDetail } from '@ventanilla/web';
import type { ReactNode } from 'react';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { HistorySection } from './context/history-section.tsx';
import { TimePanel } from './context/time-panel.tsx';
import { tabId, tabPanelId } from './header/ticket-tabs.tsx';
import type { TicketTab } from './ticket-place.ts';
import classes from './view.module.css';

interface TicketPanelProps {
  detail: TicketDetail;
  tab: TicketTab;
  /** The messages, all or only the notes; they stay while something else is looked at. */
  children: ReactNode;
}

/** What the tabs change: messages, history or time. */
export function TicketPanel({ detail, tab, children }: TicketPanelProps) {
  const { t } = useTranslation('ticket');
  const isConversation = tab === 'conversation' || tab === 'notes';
  return (
    <div
      id={tabPanelId}
      role="tabpanel"
      aria-labelledby={tabId(tab)}
      className={classes.panel}
      data-tab={tab}
    >
      <div className={classes.panelPart} hidden={!isConversation}>
        {children}
      </div>
      {isConversation ? null : (
        <section className={classes.sheet} aria-label={t(`tabs.${tab}`)} tabIndex={0}>
          {tab === 'history' ? (
            <HistorySection history={detail.history} ticketId={detail.ticket.id} isWide />
          ) : (
            <TimePanel intervals={detail.intervals} />
          )}
        </section>
      )}
    </div>
  );
}
