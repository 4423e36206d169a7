import { getRouteApi, Link } from '@tanstack/react-router';
import { ComplianceView } from '../features/routines/compliance-view.tsx';
import { DutiesProgress } from '../features/routines/duties-progress.tsx';
import classes from '../features/routines/routines.module.css';
import { RoutinesView } from '../features/routines/routines-view.tsx';
import { SearchButton } from '../features/search/search-button.tsx';
import { PageTop } from '../shared/components/page-top.tsx';
import { useTranslation } from '../shared/i18n/use-translation.ts';
import { Bell } from '../shared/notices/bell.tsx';
import { useHolds } from '../shared/session/session.ts';
import beside from './board-beside.module.css';

const route = getRouteApi('/frame/routines');

/** One's duties, and for whoever looks after others, how those keep theirs. */
export function RoutinesPage() {
  const { t } = useTranslation('routines');
  const { of } = route.useSearch();
  const looksAfter = useHolds('team:manage');
  const isTeam = looksAfter && of === 'team';
  return (
    <>
      <PageTop
        title={t('title')}
        beside={
          <div className={beside.beside}>
            {looksAfter ? <Whose /> : null}
            {isTeam ? null : <DutiesProgress />}
          </div>
        }
      >
        <SearchButton />
        <Bell />
      </PageTop>
      {isTeam ? <ComplianceView /> : <RoutinesView />}
    </>
  );
}

/** With what the address asks for: both are the same page. */
const exactly = {
  activeOptions: { exact: true, includeSearch: true },
  activeProps: { 'aria-current': 'page' },
} as const;

function Whose() {
  const { t } = useTranslation('routines');
  return (
    <nav className={classes.switch} aria-label={t('views.label')}>
      <Link to="/routines" search={{}} {...exactly}>
        {t('views.mine')}
      </Link>
      <Link to="/routines" search={{ of: 'team' }} {...exactly}>
        {t('views.team')}
      </Link>
    </nav>
  );
}
