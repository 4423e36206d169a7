import { Select, TextInput } from '@mantine/core';
import { momentUnits, namedPeriods } from '@ventanilla/contracts/filter-moments';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import classes from './builder.module.css';
import {
  type MomentForm,
  type MomentKind,
  momentForm,
  momentKinds,
  momentText,
  type PeriodForm,
  type PeriodKind,
  periodForm,
  periodText,
} from './moment.rules.ts';

interface MomentInputProps {
  label: string;
  text: string;
  onChange(text: string): void;
}

/** A moment in words: «hace 3 días hábiles», «hoy a las 18:00», «el 2 de marzo». */
export function MomentInput({ label, text, onChange }: MomentInputProps) {
  const { t } = useTranslation('filters');
  const [form, setForm] = useState(() => momentForm(text));
  const change = (part: Partial<MomentForm>) => {
    const next = { ...form, ...part };
    setForm(next);
    onChange(momentText(next));
  };
  const isDistance = form.kind === 'ago' || form.kind === 'ahead';
  return (
    <span className={classes.several}>
      <Select
        size="xs"
        w={110}
        aria-label={label}
        data={momentKinds.map((kind) => ({ value: kind, label: t(`moments.${kind}`) }))}
        value={form.kind}
        onChange={(kind) => kind && change({ kind: kind as MomentKind })}
      />
      {isDistance ? (
        <>
          <TextInput
            size="xs"
            w={52}
            inputMode="numeric"
            aria-label={t('moments.count')}
            value={form.count}
            maxLength={4}
            onChange={({ currentTarget }) => change({ count: currentTarget.value.replace(/\D/g, '') })}
          />
          <Select
            size="xs"
            w={124}
            aria-label={t('moments.unit')}
            data={momentUnits.map((unit) => ({ value: unit, label: t(`moments.units.${unit}`) }))}
            value={form.unit}
            onChange={(unit) => unit && change({ unit: unit as MomentForm['unit'] })}
          />
        </>
      ) : null}
      {form.kind === 'date' ? (
        <TextInput
          size="xs"
          type="date"
          aria-label={t('moments.day')}
          value={form.day}
          onChange={({ currentTarget }) => change({ day: currentTarget.value })}
        />
      ) : null}
      {isDistance || form.kind === 'now' ? null : (
        <TextInput
          size="xs"
          type="time"
          aria-label={t('moments.time')}
          value={form.time}
          onChange={({ currentTarget }) => change({ time: currentTarget.value })}
        />
      )}
    </span>
  );
}

/** A stretch of days by its name, or from one day to another. */
export function PeriodInput({ label, text, onChange }: MomentInputProps) {
  const { t } = useTranslation('filters');
  const [form, setForm] = useState(() => periodForm(text));
  const change = (part: Partial<PeriodForm>) => {
    const next = { ...form, ...part };
    setForm(next);
    onChange(periodText(next));
  };
  const kinds: PeriodKind[] = [...namedPeriods, 'days'];
  return (
    <span className={classes.several}>
      <Select
        size="xs"
        w={160}
        aria-label={label}
        data={kinds.map((kind) => ({ value: kind, label: t(`periods.${kind}`) }))}
        value={text === '' && form.kind !== 'days' ? null : form.kind}
        onChange={(kind) => kind && change({ kind: kind as PeriodKind })}
      />
      {form.kind === 'days'
        ? (['from', 'to'] as const).map((end) => (
            <TextInput
              key={end}
              size="xs"
              type="date"
              aria-label={t(`periods.${end}`)}
              value={form[end]}
              onChange={({ currentTarget }) => change({ [end]: currentTarget.value })}
            />
          ))
        : null}
    </span>
  );
}
