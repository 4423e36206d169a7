import { useQuery } from '@tanstack/react-query';
import type { Named } from '@ventanilla/contracts/named.rules';
import { useClassification } from '../../../shared/classification/classification.ts';
import { departmentsQuery } from '../../../shared/departments/departments.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';

/** A field that a condition may ask about, with the values that it may have. */
export interface ConditionField {
  field: string;
  label: string;
  choices: { value: string; label: string }[];
}

interface Definition extends Named {
  key: string;
  active: boolean;
}

/** The fields that the form offers; a policy may ask about others, which are shown as they are written. */
export function useConditionFields(): ConditionField[] {
  const { t } = useTranslation('sla');
  const { data: departments = [] } = useQuery(departmentsQuery);
  const { definitions, nameOf } = useClassification();
  // What is retired is still named where a rule asks about it, and so it stays among the choices.
  const choicesOf = (all: readonly Definition[]) =>
    all.map((definition) => {
      const name = nameOf(definition);
      return { value: definition.key, label: definition.active ? name : t('retired', { name }) };
    });
  return [
    { field: 'priority', label: t('fields.priority'), choices: choicesOf(definitions.priorities) },
    { field: 'type', label: t('fields.type'), choices: choicesOf(definitions.types) },
    {
      field: 'department',
      label: t('fields.department'),
      choices: departments.map(({ id, name }) => ({ value: id, label: name })),
    },
    { field: 'subject', label: t('fields.subject'), choices: choicesOf(definitions.subjects) },
    {
      field: 'channel',
      label: t('fields.channel'),
      choices: (['email', 'phone', 'internal'] as const).map((value) => ({
        value,
        label: t(`channels.${value}`),
      })),
    },
  ];
}
