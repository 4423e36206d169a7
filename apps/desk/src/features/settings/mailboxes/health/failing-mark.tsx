import { useQuery } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { Chip } from '../../../../shared/components/chip.tsx';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { useHolds } from '../../../../shared/session/session.ts';
import classes from './health.module.css';
import { mailboxHealthQuery } from './mailbox-health.queries.ts';
import { needsSomebody } from './mailbox-pulse.tsx';

function useFailing(): number {
  const mayManage = useHolds('mailboxes:manage');
  const { data } = useQuery({ ...mailboxHealthQuery, enabled: mayManage });
  return data?.items.filter(needsSomebody).length ?? 0;
}

/** «1 buzón con error», in the bar at the top of the settings; nothing while all is well. */
export function FailingChip() {
  const { t } = useTranslation('arrival');
  const count = useFailing();
  return count === 0 ? null : (
    <span role="status">
      <Chip tone="rojo">{t('failing', { count })}</Chip>
    </span>
  );
}

/** The mark beside «Correo» in the index of the settings. */
export function FailingMark() {
  const { t } = useTranslation('arrival');
  const count = useFailing();
  return count === 0 ? null : (
    <span className={classes.mark} role="img" aria-label={t('failing', { count })}>
      <CircleAlert size={14} strokeWidth={2} aria-hidden />
    </span>
  );
}
