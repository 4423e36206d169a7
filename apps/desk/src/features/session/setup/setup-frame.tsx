import { ActionIcon, Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import clsx from 'clsx';
import { ArrowLeft, Check, Moon, Sun } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Logo } from '../../../shared/components/logo.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './setup-frame.module.css';
import { type SetupStep, setupSteps } from './setup-progress.ts';

/** Minutes that are left from each step on. */
const minutesLeft: Record<SetupStep, number> = {
  account: 4,
  organization: 3,
  language: 3,
  blueprint: 3,
  mailbox: 2,
  demo: 1,
  done: 0,
};

interface SetupFrameProps {
  step: SetupStep;
  /** What was answered in the steps behind, under their names; left out: «hecho». */
  answers: Partial<Record<SetupStep, string>>;
  /** Goes back to a step behind; left out while something is under way. */
  onStep?(step: SetupStep): void;
  title: string;
  lead: string;
  children: ReactNode;
}

/** The set-up's frame: its steps at the left, one of them at the right. */
export function SetupFrame({ step, answers, onStep, title, lead, children }: SetupFrameProps) {
  const { t } = useTranslation(['wizard', 'session', 'desk']);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  const at = setupSteps.indexOf(step);
  useEffect(() => {
    // A new step is told to listeners; the first one has its field focused instead.
    if (shown.current !== step) heading.current?.focus();
    shown.current = step;
  }, [step]);
  return (
    <div className={classes.wizard}>
      <aside className={classes.side} aria-label={t('steps')}>
        <div className={classes.brand}>
          <Logo />
          {t('desk:productName')}
        </div>
        <ol className={classes.steps}>
          {setupSteps.map((key, index) => (
            <li key={key} aria-current={key === step ? 'step' : undefined}>
              <StepMark
                step={key}
                state={index < at ? 'past' : index === at ? 'on' : 'ahead'}
                number={index + 1}
                answer={answers[key]}
                {...(onStep && index < at && step !== 'done' ? { onOpen: () => onStep(key) } : {})}
              />
            </li>
          ))}
        </ol>
        <p className={classes.time}>
          {step === 'done' ? t('timeDone') : t('time', { count: minutesLeft[step] })}
        </p>
      </aside>
      <main className={classes.main}>
        <header className={classes.head}>
          <div>
            <p className={classes.count}>{t('stepOf', { step: at + 1, count: setupSteps.length })}</p>
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            <p className={classes.lead}>{lead}</p>
          </div>
          <ThemeButton />
        </header>
        {children}
      </main>
    </div>
  );
}

interface StepMarkProps {
  step: SetupStep;
  state: 'past' | 'on' | 'ahead';
  number: number;
  answer: string | undefined;
  onOpen?(): void;
}

function StepMark({ step, state, number, answer, onOpen }: StepMarkProps) {
  const { t } = useTranslation('wizard');
  const isPast = state === 'past';
  const text = (
    <>
      <span className={classes.mark} aria-hidden>
        {isPast ? <Check size={12} strokeWidth={2.5} /> : number}
      </span>
      <span className={classes.stepText}>
        {t(`step.${step}`)}
        <small>{isPast ? (answer ?? t('stepDone')) : t(`hint.${step}`)}</small>
      </span>
    </>
  );
  const className = clsx(classes.step, isPast && classes.past, state === 'on' && classes.on);
  if (!onOpen) return <span className={className}>{text}</span>;
  return (
    <button type="button" className={className} onClick={onOpen}>
      {text}
    </button>
  );
}

function ThemeButton() {
  const { t } = useTranslation('session');
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme() === 'dark';
  const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true };
  return (
    <ActionIcon
      aria-label={t('theme')}
      title={t('theme')}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    >
      {isDark ? <Sun {...icon} /> : <Moon {...icon} />}
    </ActionIcon>
  );
}

export interface SetupFootProps {
  /** Left out on the first step. */
  onBack?: (() => void) | undefined;
  /** What the way on is called; «Seguir» where left out. */
  next?: string | undefined;
  working?: boolean;
  disabled?: boolean;
  /** Another way on, before the main one. */
  children?: ReactNode;
}

/** The way on, and back where there is one; the last thing in the form of a step. */
export function SetupFoot({ onBack, next, working = false, disabled = false, children }: SetupFootProps) {
  const { t } = useTranslation('wizard');
  return (
    <div className={classes.foot}>
      {onBack ? (
        <Button variant="subtle" size="lg" leftSection={<ArrowLeft size={16} aria-hidden />} onClick={onBack}>
          {t('back')}
        </Button>
      ) : null}
      <span className={classes.grow} />
      {children}
      <Button type="submit" size="lg" loading={working} disabled={disabled}>
        {next ?? t('next')}
      </Button>
    </div>
  );
}

interface SetupFormProps {
  onSubmit(): void;
  foot: ReactNode;
  children: ReactNode;
}

/** The form of a step: its fields, and its foot at the bottom of the page. */
export function SetupForm({ onSubmit, foot, children }: SetupFormProps) {
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
      noValidate
    >
      <div className={classes.body}>{children}</div>
      {foot}
    </form>
  );
}

/** What is to be known about the choice above. */
export function SetupNote({ children }: { children: ReactNode }) {
  return <div className={classes.note}>{children}</div>;
}
