import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import clsx from 'clsx';
import { Check, Moon, Sun } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Logo } from '../../shared/components/logo.tsx';
import classes from './setup-frame.module.css';

export const setupSteps = ['account', 'organization', 'mailbox', 'done'] as const;

interface SetupFrameProps {
  /** Its place in `setupSteps`. */
  step: number;
  /** The mailbox was left for later: its step is not called done. */
  isMailboxSkipped?: boolean;
  title: string;
  lead: string;
  children: ReactNode;
}

/** The set-up's frame: its steps at the left, one of them at the right. */
export function SetupFrame({ step, isMailboxSkipped = false, title, lead, children }: SetupFrameProps) {
  const { t } = useTranslation(['session', 'desk']);
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme() === 'dark';
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // A new step is told to listeners; the first one has its field focused instead.
    if (step > 0) heading.current?.focus();
  }, [step]);
  const isPast = (key: (typeof setupSteps)[number], index: number) =>
    index < step && !(key === 'mailbox' && isMailboxSkipped);
  const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true };
  return (
    <div className={classes.wizard}>
      <aside className={classes.side} aria-label={t('wizard.steps')}>
        <div className={classes.brand}>
          <Logo />
          {t('desk:productName')}
        </div>
        <ol className={classes.steps}>
          {setupSteps.map((key, index) => (
            <li
              key={key}
              className={clsx(index === step && classes.on, isPast(key, index) && classes.past)}
              aria-current={index === step ? 'step' : undefined}
            >
              <span className={classes.mark} aria-hidden>
                {isPast(key, index) ? <Check size={12} strokeWidth={2.5} /> : index + 1}
              </span>
              <span>
                {t(`wizard.${key}`)}
                <small>{isPast(key, index) ? t('wizard.stepDone') : t(`wizard.${key}Hint`)}</small>
              </span>
            </li>
          ))}
        </ol>
        <p className={classes.time}>{t('wizard.time')}</p>
      </aside>
      <main className={classes.main}>
        <div className={classes.content}>
          <header className={classes.head}>
            <div>
              <p className={classes.count}>
                {t('wizard.stepOf', { step: step + 1, count: setupSteps.length })}
              </p>
              <h1 ref={heading} tabIndex={-1}>
                {title}
              </h1>
              <p className={classes.lead}>{lead}</p>
            </div>
            <ActionIcon
              aria-label={t('theme')}
              title={t('theme')}
              onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
            >
              {isDark ? <Sun {...icon} /> : <Moon {...icon} />}
            </ActionIcon>
          </header>
          <div className={classes.body}>{children}</div>
        </div>
      </main>
    </div>
  );
}
