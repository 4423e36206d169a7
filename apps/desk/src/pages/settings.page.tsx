import { Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageTop } from '../shared/components/page-top.tsx';

export function SettingsPage() {
  const { t } = useTranslation('settings');
  return (
    <>
      <PageTop title={t('title')} />
      <Outlet />
    </>
  );
}
