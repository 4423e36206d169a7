import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { boardQuery } from './board.queries.ts';

/** The tab says how many wait for an answer, for whoever works in another one. */
export function useBoardTitle(): void {
  const { t } = useTranslation(['board', 'desk']);
  const { data } = useQuery(boardQuery);
  const waiting = data?.your_turn.count.value ?? 0;
  const title = `${t('title')} · ${t('desk:productName')}`;
  const shown = waiting > 0 ? t('tabTitle', { count: waiting, title }) : title;
  useEffect(() => {
    document.title = shown;
  }, [shown]);
}
