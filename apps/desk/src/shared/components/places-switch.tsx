import { Link } from '@tanstack/react-router';
import { Columns3, List, ListOrdered, UsersRound } from 'lucide-react';
import { useTranslation } from '../i18n/use-translation.ts';
import { useHolds } from '../session/session.ts';
import classes from './places-switch.module.css';
import segment from './segment.module.css';

const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** The ways to look at tickets, with only what exists. */
export function PlacesSwitch() {
  const { t } = useTranslation('list');
  const looksAfter = useHolds('team:manage');
  return (
    <nav className={segment.segment} aria-label={t('places.label')}>
      <Link
        className={classes.place}
        to="/"
        activeOptions={{ exact: true }}
        activeProps={{ 'aria-current': 'page' }}
      >
        <Columns3 {...icon} />
        <span>{t('places.board')}</span>
      </Link>
      <Link
        className={classes.place}
        to="/list"
        activeOptions={{ includeSearch: false }}
        activeProps={{ 'aria-current': 'page' }}
      >
        <List {...icon} />
        <span>{t('places.list')}</span>
      </Link>
      <Link
        className={classes.place}
        to="/triage"
        activeOptions={{ includeSearch: false }}
        activeProps={{ 'aria-current': 'page' }}
      >
        <ListOrdered {...icon} />
        <span>{t('places.triage')}</span>
      </Link>
      {looksAfter ? (
        <Link className={classes.place} to="/team" activeProps={{ 'aria-current': 'page' }}>
          <UsersRound {...icon} />
          <span>{t('places.team')}</span>
        </Link>
      ) : null}
    </nav>
  );
}
