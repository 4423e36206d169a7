import { Button, UnstyledButton } from '@mantine/core';
import type { HistoryEntry } from '@ventanilla/web';
import { useState } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './context.module.css';
import { HistoryLine } from './history-line.tsx';
import { filterHistory, type HistoryFilter, historyFilters } from './history-sentence.ts';

/** Lines shown before asking for the rest. */
const shownAtFirst = 8;

interface HistorySectionProps {
  history: HistoryEntry[];
  ticketId: string;
  /** Full width and everything at once, where it is what one came to see. */
  isWide?: boolean;
}

/** What happened: who, what, from → to, when; newest first. */
export function HistorySection({ history, ticketId, isWide = false }: HistorySectionProps) {
  const { t } = useTranslation(['ticket', 'desk']);
  const [filter, setFilter] = useState<HistoryFilter>('all');
  const [isWhole, setIsWhole] = useState(isWide);
  const matching = filterHistory(history, filter);
  const shown = isWhole ? matching : matching.slice(0, shownAtFirst);
  // Beside the conversation there is room for three.
  const filters = isWide ? historyFilters : historyFilters.filter((name) => name !== 'messages');
  return (
    <div className={isWide ? classes.wide : classes.section}>
      <div className={classes.heading}>
        {isWide ? null : <h2>{t('context.history')}</h2>}
        <div className={classes.filters} role="group" aria-label={t('context.filterHistory')}>
          {filters.map((name) => (
            <UnstyledButton key={name} aria-pressed={name === filter} onClick={() => setFilter(name)}>
              {t(`context.filters.${name}`)}
            </UnstyledButton>
          ))}
        </div>
      </div>
      {matching.length === 0 ? <p className={classes.empty}>{t('context.noHistory')}</p> : null}
      <ul className={classes.lines}>
        {shown.map((entry) => (
          <HistoryLine key={entry.id} entry={entry} ticketId={ticketId} />
        ))}
      </ul>
      {matching.length > shown.length ? (
        <Button mt={8} size="xs" variant="subtle" onClick={() => setIsWhole(true)}>
          {t('desk:actions.loadMore')}
        </Button>
      ) : null}
    </div>
  );
}
