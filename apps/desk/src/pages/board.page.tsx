import { useTranslation } from 'react-i18next';
import { PageTop } from '../shared/components/page-top.tsx';

export function BoardPage() {
  const { t } = useTranslation('board');
  return <PageTop title={t('title')} />;
}
