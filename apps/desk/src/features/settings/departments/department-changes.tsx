import type { DepartmentChange } from '@ventanilla/web';
import type { TFunction } from 'i18next';
import { History } from 'lucide-react';
import { TimeAgo } from '../../../shared/components/time-ago.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './departments.module.css';

/** The last changes of a department, newest first. */
export function DepartmentChanges({ changes }: { changes: readonly DepartmentChange[] }) {
  const { t } = useTranslation('departments');
  if (changes.length === 0) return <p className={classes.quiet}>{t('aside.noChanges')}</p>;
  return (
    <ul className={classes.changes}>
      {changes.map((change) => (
        <li key={`${change.id} ${change.part} ${change.to}`}>
          <History size={14} strokeWidth={1.75} aria-hidden />
          <span>{sentenceOf(change, t)}</span>
          <TimeAgo at={change.at} />
        </li>
      ))}
    </ul>
  );
}

function sentenceOf(
  { by, part, added, removed, from, to }: DepartmentChange,
  t: TFunction<'departments'>,
): string {
  const said = { by: by?.split(' ')[0] ?? t('aside.somebody'), part: t(`aside.part.${part}`) };
  if (part === 'atMost')
    return t('aside.fromTo', { from: from ?? t('rules.atMostNone'), to: to ?? t('rules.atMostNone') });
  if (added.length > 0) return t('aside.added', { ...said, names: added.join(', ') });
  if (removed.length > 0) return t('aside.removed', { ...said, names: removed.join(', ') });
  return t('aside.changedPart', said);
}
