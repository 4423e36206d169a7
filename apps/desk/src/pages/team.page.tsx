import { SearchButton } from '../features/search/search-button.tsx';
import { TeamFigures } from '../features/team/team-figures.tsx';
import { TeamView } from '../features/team/team-view.tsx';
import { PageTop } from '../shared/components/page-top.tsx';
import { PlacesSwitch } from '../shared/components/places-switch.tsx';
import { useTranslation } from '../shared/i18n/use-translation.ts';
import { Bell } from '../shared/notices/bell.tsx';
import { useHolds } from '../shared/session/session.ts';
import classes from './board-beside.module.css';
import { NotFound } from './not-found.page.tsx';

/** The team, for whoever looks after it. */
export function TeamPage() {
  const { t } = useTranslation('team');
  if (!useHolds('team:manage')) return <NotFound />;
  return (
    <>
      <PageTop
        title={t('title')}
        beside={
          <div className={classes.beside}>
            <PlacesSwitch />
            <TeamFigures place="top" />
          </div>
        }
      >
        <SearchButton />
        <Bell />
      </PageTop>
      <TeamView />
    </>
  );
}
