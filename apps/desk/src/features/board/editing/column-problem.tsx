import { Button } from '@mantine/core';
import type { BoardHead } from '@ventanilla/contracts/boards';
import { FilterX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { editBoard } from '../../../shared/boards/board-edit.ts';
import { EmptyState } from '../../../shared/components/empty-state.tsx';
import type { ColumnAbout } from '../board.rules.ts';

/** What is wrong with a column, in its own place, with the way to mend it. */
export function ColumnProblem({ about, head }: { about: ColumnAbout; head: BoardHead }) {
  const { t } = useTranslation('boards');
  const { problem, id } = about;
  if (!problem) return null;
  return (
    <EmptyState tone="ambar" icon={<FilterX />} title={t('problem.title')} text={problem.detail}>
      {head.can.includes('change') ? (
        <Button size="xs" variant="default" onClick={() => editBoard({ kind: 'column', columnId: id })}>
          {t('problem.fix')}
        </Button>
      ) : null}
    </EmptyState>
  );
}
