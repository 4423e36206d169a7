import { Button } from '@mantine/core';
import type { BoardHead } from '@ventanilla/contracts/boards';
import { Columns3 } from 'lucide-react';
import { EmptyState } from '../../../shared/components/empty-state.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { offerNewColumn, useBoardChanges } from './use-board-changes.ts';

/** A board from which every column was taken. */
export function NoColumns({ head }: { head: BoardHead }) {
  const { t } = useTranslation('boards');
  const { restoreDefaults } = useBoardChanges();
  return (
    <EmptyState icon={<Columns3 />} title={t('none.title')} text={t('none.text')}>
      {head.can.includes('change') ? (
        <>
          <Button size="xs" onClick={offerNewColumn}>
            {t('newColumn')}
          </Button>
          <Button size="xs" variant="default" onClick={restoreDefaults}>
            {t('restoreDefaults')}
          </Button>
        </>
      ) : null}
    </EmptyState>
  );
}
