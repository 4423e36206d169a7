import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/NumberInput.css';
import { Button, Checkbox, NumberInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './time.module.css';
import { minutesText, type NewTime } from './use-time.ts';

const usual = [5, 10, 15, 30, 60] as const;
const minutesMax = 1440;

interface TimeFormProps {
  submitLabel: string;
  onSubmit(time: NewTime): Promise<void>;
  onCancel(): void;
}

/** So many minutes, chosen or written, and whether the customer pays for them. */
export function TimeForm({ submitLabel, onSubmit, onCancel }: TimeFormProps) {
  const { t } = useTranslation('time');
  const [minutes, setMinutes] = useState<number | ''>('');
  const [billable, setBillable] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // Of a dialog within a form: only this one is sent.
    event.stopPropagation();
    if (minutes === '' || minutes < 1 || minutes > minutesMax) return setError(t('missing'));
    setSaving(true);
    await onSubmit({ minutes, billable });
    setSaving(false);
  };
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
      <div className={classes.quick} role="group" aria-label={t('quick')}>
        {usual.map((one) => (
          <Button
            key={one}
            size="xs"
            variant={minutes === one ? 'filled' : 'default'}
            aria-pressed={minutes === one}
            onClick={() => setMinutes(one)}
          >
            {minutesText(one)}
          </Button>
        ))}
      </div>
      <NumberInput
        label={t('minutes')}
        value={minutes}
        onChange={(value) => {
          setMinutes(typeof value === 'number' ? value : '');
          setError(null);
        }}
        min={1}
        max={minutesMax}
        allowDecimal={false}
        allowNegative={false}
        error={error}
        data-autofocus
      />
      <Checkbox
        label={t('billable')}
        checked={billable}
        onChange={({ currentTarget }) => setBillable(currentTarget.checked)}
      />
      <div className={classes.buttons}>
        <Button variant="subtle" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={isSaving}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}
