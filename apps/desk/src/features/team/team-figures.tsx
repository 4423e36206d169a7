import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import classes from './team.module.css';
import { teamQuery, unassigned } from './team.queries.ts';
import { useToList } from './use-to-list.ts';

/** The team in four numbers: beside the title, or above the rows where that has no room. */
export function TeamFigures({ place }: { place: 'top' | 'rows' }) {
  const { t } = useTranslation('team');
  const { data } = useQuery(teamQuery);
  const toList = useToList();
  if (!data) return null;
  const sum = (of: 'open' | 'overdue') => data.items.reduce((total, member) => total + member[of], 0);
  const here = data.items.filter((member) => member.here).length;
  const overdue = sum('overdue');
  return (
    <ul className={classes.figures} data-place={place} aria-label={t('figures.label')}>
      <li>
        <b>{here}</b> {t('figures.here', { count: here })}
      </li>
      <li>
        <b>{sum('open')}</b> {t('figures.open', { count: sum('open') })}
      </li>
      {overdue > 0 ? (
        <li className={classes.late}>
          <b>{overdue}</b> {t('figures.overdue', { count: overdue })}
        </li>
      ) : null}
      {data.unassigned > 0 ? (
        <li>
          <UnstyledButton className={classes.figureLink} onClick={() => toList(unassigned)}>
            <b>{data.unassigned}</b> {t('figures.unassigned')}
          </UnstyledButton>
        </li>
      ) : null}
    </ul>
  );
}
