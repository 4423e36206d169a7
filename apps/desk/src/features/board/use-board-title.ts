import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { boardQuery, useBoardRef } from './board.queries.ts';
import { yourTurnCount } from './board.rules.ts';

/** The tab says how many wait for an answer, for whoever works in another one. */
export function useBoardTitle(): void {
  const { t } = useTranslation(['board', 'desk']);
  const { data } = useQuery(boardQuery(useBoardRef()));
  const waiting = data ? yourTurnCount(data) : 0;
  const title = `${t('title')} · ${t('desk:productName')}`;
  const shown = waiting > 0 ? t('tabTitle', { count: waiting, title }) : title;
  useEffect(() => {
    document.title = shown;
  }, [shown]);
}
