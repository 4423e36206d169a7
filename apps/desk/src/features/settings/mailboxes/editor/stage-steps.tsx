import clsx from 'clsx';
import { Check } from 'lucide-react';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import classes from './editor.module.css';

export const stages = ['address', 'incoming', 'outgoing', 'domain'] as const;
export type Stage = (typeof stages)[number];

interface StageStepsProps {
  stages: readonly Stage[];
  at: Stage;
  /** Any of them may be opened, as with a mailbox that exists; otherwise one goes through them. */
  onPick?: ((stage: Stage) => void) | undefined;
}

/** The steps of a mailbox in a row, and which one is open. */
export function StageSteps({ stages: shown, at, onPick }: StageStepsProps) {
  const { t } = useTranslation('mailboxes');
  const present = shown.indexOf(at);
  return (
    <ol className={classes.steps} aria-label={t('stages')}>
      {shown.map((stage, index) => {
        const isPast = index < present;
        const content = (
          <>
            <span className={classes.mark} aria-hidden>
              {isPast ? <Check size={12} strokeWidth={2.5} /> : index + 1}
            </span>
            <span className={classes.stage}>{t(`stage.${stage}`)}</span>
          </>
        );
        const current = stage === at ? ('step' as const) : undefined;
        return (
          <li
            key={stage}
            className={clsx(isPast && classes.past, stage === at && classes.on)}
            aria-current={onPick ? undefined : current}
          >
            {onPick ? (
              <button type="button" aria-current={current} onClick={() => onPick(stage)}>
                {content}
              </button>
            ) : (
              content
            )}
          </li>
        );
      })}
    </ol>
  );
}
