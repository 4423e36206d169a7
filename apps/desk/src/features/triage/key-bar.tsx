import { UnstyledButton } from '@mantine/core';
import type { TriageItem } from '@ventanilla/contracts/triage';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { useClassification } from '../../shared/classification/classification.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { useMe } from '../../shared/session/session.ts';
import classes from './key-bar.module.css';
import type { Advice, Priority } from './use-advice.ts';

/** Priorities that have a key of their own. */
export const priorityKeysMax = 4;

interface KeyBarProps {
  item: TriageItem;
  advice: Advice;
  /** Its place in the whole round; null: it is the last. */
  nextPlace: number | null;
  onPriority(priority: Priority): void;
  onAssign(): void;
  onSkip(): void;
  onAnswer(): void;
}

/** What is done with the ticket in focus, each with its key. */
export function KeyBar({ item, advice, nextPlace, ...on }: KeyBarProps) {
  const { t } = useTranslation('triage');
  const { nameOf } = useClassification();
  const me = useMe().agent;
  const { can, owner, priority: present } = item.card;
  const targetOf = ({ target }: Priority) =>
    target.kind === 'end_of_day' ? t('keys.end_of_day') : t(`keys.${target.kind}`, { count: target.hours });
  const nameFor = (person: { id: string; name: string }) =>
    person.id === me.id ? t('keys.assignMe') : t('keys.assignTo', { name: person.name });
  return (
    <div className={classes.keys} role="group" aria-label={t('keys.label')}>
      {advice.priorities.slice(0, priorityKeysMax).map((priority, at) => {
        const isNow = priority.key === present?.key;
        const isSuggested = priority.key === advice.priority?.key;
        return (
          <Key
            key={priority.key}
            name={String(at + 1)}
            hint={isNow ? t('keys.now') : isSuggested ? t('keys.suggested') : targetOf(priority)}
            isOn={isNow || isSuggested}
            isPressed={isNow}
            disabled={!can.includes('classify')}
            onPress={() => on.onPriority(priority)}
          >
            {nameOf(priority)}
          </Key>
        );
      })}
      <i aria-hidden />
      <Key
        name="A"
        menu="assign"
        className={classes.wide}
        hint={owner ? t('keys.assignedTo', { name: owner.name }) : advice.owner ? nameFor(advice.owner) : ''}
        disabled={!can.includes('assign')}
        onPress={on.onAssign}
      >
        {t('keys.assign')}
      </Key>
      <Key name="S" className={classes.wide} hint={t('keys.skipHint')} onPress={on.onSkip}>
        {t('keys.skip')}
      </Key>
      <Key
        name="R"
        className={classes.main}
        hint={nextPlace === null ? t('keys.answerLast') : t('keys.answerHint', { next: nextPlace })}
        disabled={!can.includes('reply')}
        onPress={on.onAnswer}
      >
        {t('keys.answer')}
      </Key>
    </div>
  );
}

interface KeyProps {
  name: string;
  hint: string;
  isOn?: boolean;
  isPressed?: boolean;
  disabled?: boolean;
  className?: string | undefined;
  /** What opens a menu is found by it. */
  menu?: string;
  onPress(): void;
  children: ReactNode;
}

function Key({
  name,
  hint,
  isOn,
  isPressed,
  disabled = false,
  className,
  menu,
  onPress,
  children,
}: KeyProps) {
  return (
    <UnstyledButton
      className={clsx(classes.key, isOn && classes.on, className)}
      aria-keyshortcuts={name}
      aria-pressed={isPressed}
      disabled={disabled}
      data-menu={menu}
      title={hint}
      onClick={onPress}
    >
      <kbd aria-hidden>{name}</kbd>
      <b>{children}</b>
      {hint ? <small>{hint}</small> : null}
    </UnstyledButton>
  );
}

/** What Enter, Z and the others do, below the buttons. */
export function KeyHints({ advice, onKeys }: { advice: Advice; onKeys(): void }) {
  const { t } = useTranslation('triage');
  const { nameOf } = useClassification();
  const priority = advice.priority ? nameOf(advice.priority) : null;
  const name = advice.owner?.name ?? null;
  const what = priority && name ? t('keys.both', { priority, name }) : (priority ?? name);
  return (
    <p className={classes.hints}>
      <span>
        <kbd>↵</kbd> {what ? t('keys.accept', { what }) : t('keys.acceptNothing')}
      </span>
      <span>
        <kbd>Z</kbd> {t('keys.undo')}
      </span>
      <span>
        <kbd>T</kbd> {t('keys.type')}
      </span>
      <button type="button" onClick={onKeys}>
        <kbd>?</kbd> {t('keys.all')}
      </button>
    </p>
  );
}
