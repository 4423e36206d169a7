import { Button, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { EmptyState } from '../shared/components/empty-state.tsx';
import { useTranslation } from '../shared/i18n/use-translation.ts';

/** An address that leads nowhere; stands alone, outside the frame. */
export function NotFoundPage() {
  return (
    <main>
      <NotFound />
    </main>
  );
}

/** The same within a page that has its own `main`. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <>
      <VisuallyHidden component="h1">{t('states.notFoundTitle')}</VisuallyHidden>
      <EmptyState icon={<SearchX />} title={t('states.notFoundTitle')} text={t('states.notFoundText')}>
        <Button variant="default" size="xs" renderRoot={(props) => <Link to="/" {...props} />}>
          {t('states.toBoard')}
        </Button>
      </EmptyState>
    </>
  );
}
