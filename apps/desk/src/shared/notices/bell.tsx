import { ActionIcon } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { cappedCount } from '@ventanilla/web';
import { Bell as BellIcon } from 'lucide-react';
import { openLayer, useDeskLayer } from '../actions/desk-layer.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import classes from './bell.module.css';
import { unreadQuery } from './unread.queries.ts';

/** Opens the notices and says how many wait. */
export function Bell() {
  const { t } = useTranslation();
  const { data } = useQuery(unreadQuery);
  const isOpen = useDeskLayer() === 'notices';
  const count = data?.all.value ?? 0;
  const label = t('bell', { count });
  return (
    <ActionIcon
      className={classes.bell}
      aria-label={label}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      title={label}
      onClick={() => openLayer('notices')}
    >
      <BellIcon size={16} strokeWidth={1.75} aria-hidden />
      {data && count > 0 ? (
        <span className={classes.count} aria-hidden>
          {count > 99 ? '99+' : cappedCount(data.all)}
        </span>
      ) : null}
    </ActionIcon>
  );
}
