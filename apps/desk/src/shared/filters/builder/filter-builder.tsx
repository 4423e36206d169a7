import { Button } from '@mantine/core';
import { Copy, Link2 } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { EditedFilter } from '../use-filter.ts';
import classes from './builder.module.css';
import { BuilderRows } from './builder-rows.tsx';

interface FilterBuilderProps {
  filter: EditedFilter;
  onCopyText(): void;
  onCopyLink(): void;
  /** Closes it: what it built is in the text already. */
  onApply(): void;
  onClose(): void;
  /** What else can be done with the filter, beside «Aplicar». */
  children?: ReactNode;
}

const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** A filter as rows of words to choose from, with what it finds as it is made. */
export function FilterBuilder(props: FilterBuilderProps) {
  const { filter, onCopyText, onCopyLink, onApply, onClose, children } = props;
  const { t } = useTranslation('filters');
  const dialog = useRef<HTMLDivElement>(null);
  useEffect(() => {
    dialog.current?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    // A list that is open within closes first.
    if (dialog.current?.querySelector('[aria-expanded="true"]')) return;
    event.stopPropagation();
    onClose();
  };
  return (
    <div
      ref={dialog}
      className={classes.builder}
      role="dialog"
      aria-label={t('builder.label')}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <BuilderRows filter={filter} />
      <div className={classes.foot}>
        <Button size="xs" variant="subtle" leftSection={<Copy {...icon} />} onClick={onCopyText}>
          {t('box.copyText')}
        </Button>
        <Button size="xs" variant="subtle" leftSection={<Link2 {...icon} />} onClick={onCopyLink}>
          {t('box.copyLink')}
        </Button>
        <span className={classes.grow} />
        {children}
        <Button size="xs" onClick={onApply}>
          {t('builder.apply')}
        </Button>
      </div>
    </div>
  );
}
