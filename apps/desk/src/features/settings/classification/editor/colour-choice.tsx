import { colours } from '@ventanilla/contracts/classification-kinds';
import type { Colour } from '@ventanilla/web';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip, toneOf } from '../../../../shared/components/chip.tsx';
import classes from '../classification.module.css';

interface ColourChoiceProps {
  /** Null: none of its own. */
  value: Colour | null;
  onChange(colour: Colour | null): void;
  /** What no colour of its own is called; left out: it must have one. */
  none?: string;
}

/** A colour of the palette, by name and as it will look. */
export function ColourChoice({ value, onChange, none }: ColourChoiceProps) {
  const { t } = useTranslation('classification');
  const group = useId();
  const choices: (Colour | null)[] = none ? [null, ...colours] : [...colours];
  return (
    <fieldset className={classes.colours}>
      <legend>{t('color')}</legend>
      {choices.map((colour) => (
        <label key={colour ?? ''}>
          <input type="radio" name={group} checked={colour === value} onChange={() => onChange(colour)} />
          {colour === null ? (
            <Chip tone="line">{none}</Chip>
          ) : (
            <Chip tone={toneOf[colour]}>{t(`colors.${colour}`)}</Chip>
          )}
        </label>
      ))}
    </fieldset>
  );
}
