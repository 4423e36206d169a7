import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyNews } from '../../../shared/notify.tsx';
import { problemCountQuery } from './problems.queries.ts';

/** Says when there are more problems than a moment ago; how many there are stands in the navigation. */
export function ProblemWatch({ onShow }: { onShow(): void }) {
  const { t } = useTranslation('machines');
  const { data } = useQuery(problemCountQuery);
  const known = useRef<number>(null);
  const tell = useEffectEvent((more: number) =>
    notifyNews(t('trouble.news', { count: more }), { label: t('trouble.show'), run: onShow }),
  );
  const count = data?.all.value;
  useEffect(() => {
    if (count === undefined) return;
    if (known.current !== null && count > known.current) tell(count - known.current);
    known.current = count;
  }, [count]);
  return null;
}
