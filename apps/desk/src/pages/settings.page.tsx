import { useMediaQuery } from '@mantine/hooks';
import { Link, Navigate, Outlet, useParams } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { SearchButton } from '../features/search/search-button.tsx';
import { FailingChip } from '../features/settings/mailboxes/health/failing-mark.tsx';
import { settingsSections } from '../features/settings/sections.ts';
import { SettingsLayout, type SettingsLink } from '../features/settings/settings-layout.tsx';
import { NoPermission } from '../features/settings/shared/no-permission.tsx';
import { PageTop } from '../shared/components/page-top.tsx';
import { useTranslation } from '../shared/i18n/use-translation.ts';
import { Bell } from '../shared/notices/bell.tsx';
import { useMe } from '../shared/session/session.ts';
import classes from './settings.page.module.css';

/** The settings: an index of what the person may manage, and one section. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  const { permissions } = useMe();
  const { section } = useParams({ strict: false });
  // The index is a page of its own where there is room for one thing only.
  const isPhone = useMediaQuery('(max-width: 760px)', undefined, { getInitialValueInEffect: false });
  const allowed = settingsSections.filter(({ permission }) => permissions.includes(permission));
  const [first] = allowed;
  const open = settingsSections.find(({ key }) => key === section);
  const crumb = (
    <span className={classes.crumb}>
      <Link to="/settings">{t('title')}</Link>
      <ChevronRight size={14} strokeWidth={1.75} aria-hidden />
    </span>
  );
  return (
    <>
      <PageTop title={open ? t(`sections.${open.phrase}`) : t('title')} before={open ? crumb : undefined}>
        <FailingChip />
        <SearchButton />
        <Bell />
      </PageTop>
      {first || section ? (
        <SettingsLayout sections={allowed} renderLink={renderLink} isOpen={section !== undefined}>
          {section ? <Outlet /> : null}
          {!section && !isPhone && first ? (
            <Navigate to="/settings/$section" params={{ section: first.key }} replace />
          ) : null}
        </SettingsLayout>
      ) : (
        <NoPermission />
      )}
    </>
  );
}

function renderLink({ place, setting, className, children }: SettingsLink) {
  const hash = setting ? { hash: setting } : {};
  if (place === 'profile') {
    return (
      <Link to="/profile" {...hash} className={className}>
        {children}
      </Link>
    );
  }
  return (
    <Link
      to="/settings/$section"
      params={{ section: place }}
      {...hash}
      className={className}
      // A single setting is never «the present page»: several of one page would be it at once.
      activeProps={setting ? {} : { 'aria-current': 'page' }}
    >
      {children}
    </Link>
  );
}
