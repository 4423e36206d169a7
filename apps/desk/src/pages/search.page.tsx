import { useTranslation } from 'react-i18next';
import { PageTop } from '../shared/components/page-top.tsx';

export function SearchPage() {
  const { t } = useTranslation();
  return <PageTop title={t('search.title')} />;
}
