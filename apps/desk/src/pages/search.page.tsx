import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SearchResults } from '../features/search/search-results.tsx';
import { PageTop } from '../shared/components/page-top.tsx';

const route = getRouteApi('/frame/search');

/** Results with their own address, to go back to. */
export function SearchPage() {
  const { t } = useTranslation();
  const { q = '' } = route.useSearch();
  const navigate = useNavigate();
  return (
    <>
      <PageTop title={t('search.title')} />
      <SearchResults
        text={q}
        onText={(text) => void navigate({ to: '/search', search: text ? { q: text } : {}, replace: true })}
      />
    </>
  );
}
