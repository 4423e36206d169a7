import { colours } from '@ventanilla/contracts/classification-kinds';
import type { Colour } from '@ventanilla/web';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip, toneOf } from './chip.tsx';
import classes from './colour-choice.module.css';

interface ColourChoiceProps {
  label: string;
  value: Colour | null;
  /** The name of having none, where that may be. */
  none?: string;
  onChange(colour: Colour | null): void;
}

/** One of the colours that things are told apart by, each with its name. */
export function ColourChoice({ label, value, none, onChange }: ColourChoiceProps) {
  const { t } = useTranslation('list');
  const name = useId();
  return (
    <fieldset className={classes.colours}>
      <legend>{label}</legend>
      {none ? (
        <label>
          <input type="radio" name={name} checked={value === null} onChange={() => onChange(null)} />
          <Chip tone="line">{none}</Chip>
        </label>
      ) : null}
      {colours.map((colour) => (
        <label key={colour}>
          <input type="radio" name={name} checked={value === colour} onChange={() => onChange(colour)} />
          <Chip tone={toneOf[colour]}>{t(`views.colours.${colour}`)}</Chip>
        </label>
      ))}
    </fieldset>
  );
}
