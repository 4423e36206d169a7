import '@mantine/core/styles/Radio.css';
import { Radio } from '@mantine/core';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Chip } from './chip.tsx';
import classes from './choice-card.module.css';

/** Cards of which one is chosen. */
export function ChoiceCards({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.cards} role="radiogroup" aria-label={label}>
      {children}
    </div>
  );
}

interface ChoiceCardProps {
  /** The same for all cards of a group. */
  name: string;
  title: string;
  text: string;
  tags: readonly string[];
  art: ReactNode;
  checked: boolean;
  disabled?: boolean;
  onChoose(): void;
}

/** A way to go on, with its picture. */
export function ChoiceCard({
  name,
  title,
  text,
  tags,
  art,
  checked,
  disabled = false,
  onChoose,
}: ChoiceCardProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the radio inside is its control.
    <label className={clsx(classes.card, checked && classes.on, disabled && classes.off)}>
      <span className={classes.art}>{art}</span>
      <span className={classes.text}>
        <span className={classes.head}>
          <b>{title}</b>
          <Radio
            name={name}
            aria-label={title}
            color="accent"
            checked={checked}
            disabled={disabled}
            onChange={onChoose}
          />
        </span>
        <span className={classes.lead}>{text}</span>
        <span className={classes.tags}>
          {tags.map((tag) => (
            <Chip key={tag}>{tag}</Chip>
          ))}
        </span>
      </span>
    </label>
  );
}
