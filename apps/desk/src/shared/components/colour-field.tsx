import { TextInput } from '@mantine/core';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { judgeColour } from '../colour.rules.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import classes from './colour-field.module.css';

interface ColourFieldProps {
  label: string;
  /** `#rrggbb`, or what is being typed. */
  value: string;
  onChange(colour: string): void;
  size?: 'sm' | 'lg';
}

/** The brand's colour by hand or from the system's palette, with the verdict on its contrast as it changes. */
export function ColourField({ label, value, onChange, size = 'sm' }: ColourFieldProps) {
  const { t } = useTranslation();
  const { state, ratio, min } = judgeColour(value);
  const isOk = state === 'ok';
  const Icon = isOk ? CircleCheck : TriangleAlert;
  const said = { ok: 'colour.ok', under_text: 'colour.underText', on_paper: 'colour.onPaper' } as const;
  return (
    <div className={classes.field}>
      <TextInput
        label={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value.trim())}
        size={size}
        maxLength={7}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={!isOk}
        classNames={{ input: classes.hex }}
        leftSection={
          <input
            type="color"
            className={classes.swatch}
            aria-label={t('colour.pick')}
            value={state === 'invalid' ? '#000000' : value}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        }
      />
      <div className={classes.verdict}>
        {isOk ? (
          <span className={classes.sample} style={{ background: value }} aria-hidden>
            {t('colour.sample')}
          </span>
        ) : null}
        <span className={isOk ? classes.ok : classes.bad} role="status">
          <Icon size={14} strokeWidth={2} aria-hidden />
          {state === 'invalid' ? t('colour.invalid') : t(said[state], { ratio, min })}
        </span>
      </div>
    </div>
  );
}
