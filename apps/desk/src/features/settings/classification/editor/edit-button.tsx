import { Button } from '@mantine/core';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';

/** Opens what is in a row, which its accessible name says. */
export function EditButton({ name, onClick }: { name: string; onClick(): void }) {
  const { t } = useTranslation('classification');
  return (
    <Button variant="default" aria-label={t('editOf', { name })} onClick={onClick}>
      {t('edit')}
    </Button>
  );
}
