import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { SearchView } from '../features/search/search-view.tsx';
import { PageTop } from '../shared/components/page-top.tsx';
import { useTranslation } from '../shared/i18n/use-translation.ts';
import { Bell } from '../shared/notices/bell.tsx';

const search = getRouteApi('/frame/search');
const mine = getRouteApi('/frame/mine');

/** Results with their own address, to go back to. */
export function SearchPage() {
  const { t } = useTranslation('search');
  const { q = '', ...rest } = search.useSearch();
  const navigate = useNavigate();
  return (
    <>
      <PageTop title={t('title')}>
        <Bell />
      </PageTop>
      <SearchView
        sought={{ text: q, ...rest }}
        onChange={({ text, owner: _everybody, ...next }) =>
          void navigate({ to: '/search', search: { ...next, q: text || undefined }, replace: true })
        }
      />
    </>
  );
}

/** The tickets of whoever is signed in, to look through and to search in. */
export function MinePage() {
  const { t } = useTranslation('search');
  const { q = '', state } = mine.useSearch();
  const navigate = useNavigate();
  return (
    <>
      <PageTop title={t('mine')}>
        <Bell />
      </PageTop>
      <SearchView
        sought={{ text: q, state, owner: 'me' }}
        onChange={({ text, state: next }) =>
          void navigate({ to: '/mine', search: { q: text || undefined, state: next }, replace: true })
        }
      />
    </>
  );
}
