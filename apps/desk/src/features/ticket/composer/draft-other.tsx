import { Button } from '@mantine/core';
import { relativeTime } from '@ventanilla/web';
import { History } from 'lucide-react';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './draft.module.css';
import type { OtherVersion } from './draft-merge.ts';

interface DraftOtherProps {
  other: OtherVersion;
  onRestore: () => void;
  onDismiss: () => void;
}

/** A version that gave way to the one shown: it is offered, never dropped in silence. */
export function DraftOther({ other, onRestore, onDismiss }: DraftOtherProps) {
  const { t } = useTranslation(['ticket', 'desk']);
  const format = useFormat();
  return (
    <div className={classes.other} role="status">
      <History size={14} strokeWidth={1.75} aria-hidden />
      <span>
        {other.at ? t('draft.otherSince', { when: relativeTime(other.at, format) }) : t('draft.other')}
      </span>
      <Button size="compact-xs" variant="subtle" onClick={onDismiss}>
        {t('desk:actions.dismiss')}
      </Button>
      <Button size="compact-xs" variant="default" onClick={onRestore}>
        {t('draft.recover')}
      </Button>
    </div>
  );
}
