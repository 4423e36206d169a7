import { Button } from '@mantine/core';
import type { BoardHead } from '@ventanilla/contracts/boards';
import { FilterX } from 'lucide-react';
import { editBoard } from '../../../shared/boards/board-edit.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { EmptyState } from '../../../shared/components/empty-state.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import type { ColumnAbout } from '../board.rules.ts';
import classes from './column-problem.module.css';

/** What is wrong with a column, in its own place, with the way to mend it. */
export function ColumnProblem({ about, head }: { about: ColumnAbout; head: BoardHead }) {
  const { t } = useTranslation('boards');
  const { problem, id } = about;
  if (!problem) return null;
  const fix = head.can.includes('change') ? (
    <Button size="xs" variant="default" onClick={() => editBoard({ kind: 'column', columnId: id })}>
      {t('problem.fix')}
    </Button>
  ) : null;
  // What still fits is shown below.
  if (problem.code === 'boards.value_gone') {
    return (
      <div className={classes.part}>
        <Banner tone="ambar" icon={<FilterX size={16} strokeWidth={1.75} aria-hidden />} action={fix}>
          {problem.detail}
        </Banner>
      </div>
    );
  }
  return (
    <EmptyState tone="ambar" icon={<FilterX />} title={t('problem.title')} text={problem.detail}>
      {fix}
    </EmptyState>
  );
}
