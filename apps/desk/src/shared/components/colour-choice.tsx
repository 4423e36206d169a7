import { colours } from '@ventanilla/contracts/classification-kinds';
import type { Colour } from '@ventanilla/web';
import { useId } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { Chip, toneOf } from './chip.tsx';
import classes from './colour-choice.module.css';

interface ColourChoiceProps {
  label: string;
  /** Null: none of its own. */
  value: Colour | null;
  /** What no colour of its own is called; left out: it must have one. */
  none?: string;
  onChange(colour: Colour | null): void;
}

/** One of the colours that things are told apart by, by name and as it will look. */
export function ColourChoice({ label, value, none, onChange }: ColourChoiceProps) {
  const { t } = useTranslation('desk');
  const group = useId();
  const choices: (Colour | null)[] = none ? [null, ...colours] : [...colours];
  return (
    <fieldset className={classes.colours}>
      <legend>{label}</legend>
      {choices.map((colour) => (
        <label key={colour ?? ''}>
          <input type="radio" name={group} checked={colour === value} onChange={() => onChange(colour)} />
          {colour === null ? (
            <Chip tone="line">{none}</Chip>
          ) : (
            <Chip tone={toneOf[colour]}>{t(`colours.${colour}`)}</Chip>
          )}
        </label>
      ))}
    </fieldset>
  );
}
