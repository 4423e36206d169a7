import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import { ActionIcon, Button, MultiSelect, Select } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import type { ConditionDraft } from './policy.form.ts';
import classes from './sla.module.css';
import { useConditionFields } from './use-condition-fields.ts';

interface ConditionsFieldProps {
  /** Null: the filter says more than can be shown here. */
  conditions: ConditionDraft[] | null;
  onChange(conditions: ConditionDraft[]): void;
}

/** Which tickets: all of these conditions hold; none is every ticket. */
export function ConditionsField({ conditions, onChange }: ConditionsFieldProps) {
  const { t } = useTranslation('sla');
  const fields = useConditionFields();
  if (conditions === null) return <p className={classes.hint}>{t('conditions.advanced')}</p>;
  const change = (index: number, part: Partial<ConditionDraft>) =>
    onChange(conditions.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const unused = fields.find(({ field }) => conditions.every((one) => one.field !== field)) ?? fields[0];
  return (
    <>
      {conditions.length === 0 ? <p className={classes.hint}>{t('conditions.none')}</p> : null}
      <ul className={classes.conditions}>
        {conditions.map((condition, index) => {
          const known = fields.find(({ field }) => field === condition.field);
          const choices = known?.choices ?? condition.values.map((value) => ({ value, label: value }));
          const number = index + 1;
          return (
            // A condition has no name of its own: its place is what it is.
            // biome-ignore lint/suspicious/noArrayIndexKey: conditions are told apart by their place alone
            <li key={index}>
              <Select
                aria-label={t('conditions.field', { number })}
                allowDeselect={false}
                data={(known ? fields : [...fields, { field: condition.field, label: condition.field }]).map(
                  ({ field, label }) => ({ value: field, label }),
                )}
                value={condition.field}
                onChange={(field) => field && change(index, { field, values: [] })}
              />
              <Select
                aria-label={t('conditions.op', { number })}
                allowDeselect={false}
                data={(['any_of', 'none_of'] as const).map((op) => ({
                  value: op,
                  label: t(`conditions.${op}`),
                }))}
                value={condition.op}
                onChange={(op) => op && change(index, { op: op as ConditionDraft['op'] })}
              />
              <MultiSelect
                aria-label={t('conditions.values', { number })}
                placeholder={condition.values.length === 0 ? t('conditions.choose') : ''}
                data={choices}
                value={condition.values}
                onChange={(values) => change(index, { values })}
                searchable
                hidePickedOptions
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('conditions.remove', { number })}
                onClick={() => onChange(conditions.filter((_, at) => at !== index))}
              >
                <X size={15} aria-hidden />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
      <Button
        className={classes.add}
        variant="subtle"
        size="xs"
        leftSection={<Plus size={14} aria-hidden />}
        onClick={() => unused && onChange([...conditions, { field: unused.field, op: 'any_of', values: [] }])}
      >
        {t('conditions.add')}
      </Button>
    </>
  );
}
