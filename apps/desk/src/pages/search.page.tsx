import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SearchView } from '../features/search/search-view.tsx';
import { PageTop } from '../shared/components/page-top.tsx';

const route = getRouteApi('/frame/search');

/** Results with their own address, to go back to. */
export function SearchPage() {
  const { t } = useTranslation('search');
  const { q = '', state } = route.useSearch();
  const navigate = useNavigate();
  return (
    <>
      <PageTop title={t('title')} />
      <SearchView
        text={q}
        state={state}
        onChange={(next) =>
          void navigate({
            to: '/search',
            search: { ...(next.text ? { q: next.text } : {}), ...(next.state ? { state: next.state } : {}) },
            replace: true,
          })
        }
      />
    </>
  );
}
