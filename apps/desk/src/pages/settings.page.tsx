import { Link, Navigate, Outlet, useParams } from '@tanstack/react-router';
import { Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { SearchButton } from '../features/search/search-button.tsx';
import { settingsSections } from '../features/settings/sections.ts';
import { SettingsLayout } from '../features/settings/settings-layout.tsx';
import { EmptyState } from '../shared/components/empty-state.tsx';
import { PageTop } from '../shared/components/page-top.tsx';
import { useMe } from '../shared/session/session.ts';

/** The settings: an index of what the person may manage, and one section. */
export function SettingsPage() {
  const { t } = useTranslation(['settings', 'desk']);
  const { permissions } = useMe();
  const { section } = useParams({ strict: false });
  const allowed = settingsSections.filter(({ permission }) => permissions.includes(permission));
  const first = allowed[0];
  return (
    <>
      <PageTop title={t('title')}>
        <SearchButton />
      </PageTop>
      {first ? (
        <SettingsLayout
          sections={allowed}
          renderLink={({ key, className, children }) => (
            <Link
              to="/settings/$section"
              params={{ section: key }}
              className={className}
              activeProps={{ 'aria-current': 'page' }}
            >
              {children}
            </Link>
          )}
        >
          {section ? (
            <Outlet />
          ) : (
            <Navigate to="/settings/$section" params={{ section: first.key }} replace />
          )}
        </SettingsLayout>
      ) : (
        <EmptyState
          icon={<Lock />}
          tone="ambar"
          title={t('desk:states.noPermissionTitle')}
          text={t('desk:states.noPermissionText')}
        />
      )}
    </>
  );
}
