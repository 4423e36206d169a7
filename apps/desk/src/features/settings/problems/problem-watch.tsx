import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyNews } from '../../../shared/notify.tsx';
import { newProblems, type ProblemCounts } from './problem-news.rules.ts';
import { problemCountQuery } from './problems.queries.ts';

/** Says when a problem is new; how many there are stands in the navigation. */
export function ProblemWatch({ onShow }: { onShow(): void }) {
  const { t } = useTranslation('machines');
  const { data } = useQuery(problemCountQuery);
  const before = useRef<ProblemCounts>(null);
  const tell = useEffectEvent((more: number) =>
    notifyNews(t('trouble.news', { count: more }), { label: t('trouble.show'), run: onShow }),
  );
  const open = data?.all.value;
  const known = data?.known;
  useEffect(() => {
    if (open === undefined || known === undefined) return;
    const more = newProblems(before.current, { open, known });
    if (more > 0) tell(more);
    before.current = { open, known };
  }, [open, known]);
  return null;
}
