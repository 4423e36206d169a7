import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../shared/components/empty-state.tsx';

/** An address that leads nowhere. */
export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <EmptyState icon={<SearchX />} title={t('states.notFoundTitle')} text={t('states.notFoundText')}>
      <Button variant="default" size="xs" component={Link} to="/">
        {t('states.toBoard')}
      </Button>
    </EmptyState>
  );
}
