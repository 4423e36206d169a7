import { SearchButton } from '../features/search/search-button.tsx';
import { SpamView } from '../features/spam/spam-view.tsx';
import { PageTop } from '../shared/components/page-top.tsx';
import { useTranslation } from '../shared/i18n/use-translation.ts';
import { Bell } from '../shared/notices/bell.tsx';

/** What nobody asked for, where anybody can look. */
export function SpamPage() {
  const { t } = useTranslation('machines');
  return (
    <>
      <PageTop title={t('spam.title')}>
        <SearchButton />
        <Bell />
      </PageTop>
      <SpamView />
    </>
  );
}
