import { NumberInput, Select } from '@mantine/core';
import type { ClockMetric } from '@ventanilla/web';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { type TargetDraft, type TargetKind, targetKinds } from './policy.form.ts';
import classes from './sla.module.css';

interface TargetRowProps {
  metric: ClockMetric;
  target: TargetDraft;
  isWrong: boolean;
  onChange(target: TargetDraft): void;
}

const fractions = ['0.5', '0.75', '0.9'] as const;
/** A warning that a person chose elsewhere, and that stays as long as nobody chooses another. */
const other = 'other';

/** What is promised of one metric: how much, of which time, and when to warn. */
export function TargetRow({ metric, target, isWrong, onChange }: TargetRowProps) {
  const { t } = useTranslation(['sla', 'desk']);
  const label = t(`desk:clock.metric.${metric}`);
  const { kind, amount, warn } = target;
  const warning = warn === null ? 'none' : 'fraction' in warn ? String(warn.fraction) : other;
  const isKnown = warning === 'none' || (fractions as readonly string[]).includes(warning);
  const warnings = [
    { value: 'none', label: t('warn.none') },
    ...fractions.map((value) => ({ value, label: t('warn.at', { percent: Number(value) * 100 }) })),
    ...(isKnown ? [] : [{ value: warning, label: t('warn.other') }]),
  ];
  const hasAmount = kind !== 'none' && kind !== 'due_date';
  return (
    <li className={classes.target}>
      <span>
        <b>{label}</b>
        <span className={classes.sub}>{t(`metricHints.${metric}`)}</span>
      </span>
      <span className={classes.targetFields}>
        <Select
          aria-label={t('target.kind', { metric: label })}
          allowDeselect={false}
          data={targetKinds
            // What is promised of silence is counted from what was said last: a date of the ticket says nothing of it.
            .filter((one) => metric !== 'no_news' || one !== 'due_date')
            .map((value) => ({ value, label: t(`kinds.${value}`) }))}
          value={kind}
          onChange={(next) =>
            next &&
            onChange({ ...target, kind: next as TargetKind, amount: usual(next as TargetKind, target) })
          }
        />
        {hasAmount ? (
          <NumberInput
            aria-label={t('target.amount', { metric: label })}
            suffix={` ${t(kind === 'business_days' ? 'units.days' : kind === 'end_of_day' ? 'units.cutOff' : 'units.hours')}`}
            min={0}
            step={kind === 'business_days' ? 1 : 0.5}
            decimalScale={2}
            value={amount}
            error={isWrong ? t('target.wrong') : null}
            onChange={(next) => onChange({ ...target, amount: next })}
          />
        ) : null}
        {kind === 'none' ? null : (
          <Select
            aria-label={t('target.warn', { metric: label })}
            allowDeselect={false}
            data={warnings}
            value={warning}
            onChange={(next) => {
              if (next && next !== other)
                onChange({ ...target, warn: next === 'none' ? null : { fraction: Number(next) } });
            }}
          />
        )}
      </span>
    </li>
  );
}

/** What is offered when the kind changes and the number before would mean something else. */
function usual(kind: TargetKind, { kind: before, amount }: TargetDraft): number | string {
  if (kind === 'business_days') return 1;
  if (kind === 'end_of_day') return 2;
  return before === 'business' || before === 'calendar' ? amount : 8;
}
