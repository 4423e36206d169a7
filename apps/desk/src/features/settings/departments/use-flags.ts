import { queryOptions, useQuery } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { useTranslation } from 'react-i18next';
import { api } from '../../../shared/api/api.ts';

const classificationQuery = queryOptions({
  queryKey: ['classification'],
  queryFn: async () => dataOf(api.GET('/api/v1/classification')),
});

/** The flags in use, in their order and the reader's language; none until they are here. */
export function useFlags(): { key: string; name: string }[] {
  const { i18n } = useTranslation();
  const { data } = useQuery(classificationQuery);
  const isEnglish = i18n.language === 'en';
  return (data?.flags ?? [])
    .filter(({ active }) => active)
    .map(({ key, name, nameEn }) => ({ key, name: isEnglish ? (nameEn ?? name) : name }));
}
