import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from '../settings-layout.module.css';
import { backupHealthQuery } from './backups.queries.ts';

/** Beside «Respaldos», while the last good copy is too old; nothing otherwise. */
export function LateBackupBadge() {
  const { t } = useTranslation('settings');
  const { data } = useQuery(backupHealthQuery);
  if (data?.health !== 'late') return null;
  return (
    <span className={classes.badge} role="img" aria-label={t('lateBackup')}>
      !
    </span>
  );
}
