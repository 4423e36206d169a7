import { ActionIcon, Button } from '@mantine/core';
import { cappedCount } from '@ventanilla/web';
import { Copy, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import classes from './list-view.module.css';
import { type Selection, selectedCount } from './selection.rules.ts';

interface SelectionBarProps {
  selection: Selection;
  count: { value: number; capped: boolean } | null;
  onWhole(): void;
  onClear(): void;
  /** Null: not all of them have been fetched. */
  onCopy: (() => void) | null;
}

/** How many are selected, and what can be done with them. */
export function SelectionBar({ selection, count, onWhole, onClear, onCopy }: SelectionBarProps) {
  const { t } = useTranslation('list');
  const selected = selectedCount(selection, count);
  if (selected === 0) return null;
  const total = count ? cappedCount(count) : null;
  return (
    <div className={classes.bar} role="group" aria-label={t('select.bar')}>
      <span className={classes.barCount}>
        <b>{selected ?? total}</b> {total ? t('select.count', { total }) : t('select.countOnly')}
      </span>
      {selection.whole ? null : (
        <Button size="xs" variant="subtle" color="accent" onClick={onWhole}>
          {total ? t('select.whole', { total }) : t('select.wholeShort')}
        </Button>
      )}
      {onCopy ? (
        <Button
          size="xs"
          variant="subtle"
          leftSection={<Copy size={14} strokeWidth={1.75} aria-hidden />}
          onClick={onCopy}
        >
          {t('select.copy')}
        </Button>
      ) : null}
      <ActionIcon aria-label={t('select.clear')} title={t('select.clear')} onClick={onClear}>
        <X size={15} strokeWidth={1.75} aria-hidden />
      </ActionIcon>
    </div>
  );
}
