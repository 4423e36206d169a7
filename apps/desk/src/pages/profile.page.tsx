import { useNavigate } from '@tanstack/react-router';
import { SearchButton } from '../features/search/search-button.tsx';
import { ProfileView } from '../features/settings/profile/profile-view.tsx';
import { PageTop } from '../shared/components/page-top.tsx';
import { useTranslation } from '../shared/i18n/use-translation.ts';
import { Bell } from '../shared/notices/bell.tsx';
import { useSettingFocus } from './use-setting-focus.ts';

/** One's own profile, from the menu of the account. */
export function ProfilePage() {
  const { t } = useTranslation('profile');
  const navigate = useNavigate();
  useSettingFocus();
  return (
    <>
      <PageTop title={t('title')}>
        <SearchButton />
        <Bell />
      </PageTop>
      <ProfileView onSignedOut={() => void navigate({ to: '/sign-in' })} />
    </>
  );
}
