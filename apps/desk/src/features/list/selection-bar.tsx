import { ActionIcon, Button } from '@mantine/core';
import { cappedCount } from '@ventanilla/web';
import { X } from 'lucide-react';
import { Suspense } from 'react';
import { lazyPart } from '../../shared/components/lazy-part.ts';
import { useFocusBack } from '../../shared/hooks/use-focus-back.ts';
import { loadPhrases } from '../../shared/i18n/page-phrases.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import type { BulkKind } from './bulk/bulk-kinds.ts';
import classes from './list-view.module.css';
import { bulkSelectionOf, type Selection, selectedCount } from './selection.rules.ts';

const BulkActions = lazyPart(async () => {
  const [{ BulkActions: Actions }] = await Promise.all([
    import('./bulk/bulk-actions.tsx'),
    loadPhrases('bulk'),
  ]);
  return { default: Actions };
});

interface SelectionBarProps {
  selection: Selection;
  /** The filter of the list, as JSON. */
  filter: string;
  count: { value: number; capped: boolean } | null;
  onWhole(): void;
  onClear(): void;
  /** Null: not all of them have been fetched. */
  onCopy: (() => void) | null;
  /** What a key asks to be done with them. */
  asked: BulkKind | null;
  onAsked(): void;
}

/** How many are selected, and what can be done with them. */
export function SelectionBar(props: SelectionBarProps) {
  const selected = selectedCount(props.selection, props.count);
  return selected === 0 ? null : <Bar {...props} selected={selected} />;
}

function Bar(props: SelectionBarProps & { selected: number | null }) {
  const { selection, selected, filter, count, onWhole, onClear, onCopy, asked, onAsked } = props;
  const { t } = useTranslation('list');
  useFocusBack();
  const total = count ? cappedCount(count) : null;
  return (
    <div className={classes.bar} data-selection role="group" aria-label={t('select.bar')}>
      <span className={classes.barCount}>
        <b>{selected ?? total}</b> {total ? t('select.count', { total }) : t('select.countOnly')}
      </span>
      {selection.whole ? null : (
        <Button size="xs" variant="subtle" color="accent" onClick={onWhole}>
          {total ? t('select.whole', { total }) : t('select.wholeShort')}
        </Button>
      )}
      <Suspense>
        <BulkActions
          selection={bulkSelectionOf(selection, filter)}
          asked={asked}
          onAsked={onAsked}
          onStarted={onClear}
          onCopy={onCopy}
        />
      </Suspense>
      <ActionIcon aria-label={t('select.clear')} title={t('select.clear')} onClick={onClear}>
        <X size={15} strokeWidth={1.75} aria-hidden />
      </ActionIcon>
    </div>
  );
}
