import clsx from 'clsx';
import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import classes from './mailbox-guide.module.css';

export type GuideStage = 'address' | 'incoming' | 'outgoing';

/** The questions about a mailbox in a row, and which one is asked. */
export function GuideSteps({ stages, at }: { stages: readonly GuideStage[]; at: number }) {
  const { t } = useTranslation('settings');
  return (
    <ol className={classes.steps} aria-label={t('mailboxes.stages')}>
      {stages.map((stage, index) => (
        <li
          key={stage}
          className={clsx(index < at && classes.past, index === at && classes.on)}
          aria-current={index === at ? 'step' : undefined}
        >
          <span className={classes.mark} aria-hidden>
            {index < at ? <Check size={12} strokeWidth={2.5} /> : index + 1}
          </span>
          {t(`mailboxes.stage.${stage}`)}
        </li>
      ))}
    </ol>
  );
}
