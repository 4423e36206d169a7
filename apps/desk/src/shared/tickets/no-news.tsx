import { MessageCircleOff } from 'lucide-react';
import { useTranslation } from '../i18n/use-translation.ts';
import classes from './clock-mark.module.css';

/** The customer was told nothing for longer than is promised; in short an icon that says so. */
export function NoNews({ isShort }: { isShort?: boolean }) {
  const { t } = useTranslation('desk');
  return (
    <span className={classes.noNews} title={t('clock.noNewsTitle')}>
      <MessageCircleOff size={12} strokeWidth={2} aria-hidden />
      <span className={isShort ? classes.hidden : undefined}>{t('clock.noNews')}</span>
    </span>
  );
}
