import { type FilterField, isOwnField, ownFieldPrefix } from '@ventanilla/contracts/filter-fields';
import type { Filter } from '@ventanilla/contracts/filters';
import { useClassification } from '../../classification/classification.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { fieldGroups, type OpChoice } from '../filter.fields.ts';

const notOps = {
  under: 'notUnder',
  within: 'notWithin',
  contains: 'notContains',
  equals: 'notEquals',
} as const;

/** How fields and operations are called, and every field to choose from. */
export function useFilterWords() {
  const { t } = useTranslation('filters');
  const { definitions, nameOf } = useClassification();
  const fieldName = (field: FilterField): string => {
    if (!isOwnField(field)) return t(`fields.${field}`);
    const mine = definitions.fields.find(({ key }) => `${ownFieldPrefix}${key}` === field);
    return mine ? nameOf(mine) : `${field.slice(ownFieldPrefix.length)} ${t('builder.gone')}`;
  };
  const opName = (choice: OpChoice): string => {
    if (!choice.startsWith('not:')) return t(`ops.${choice as Exclude<OpChoice, `not:${string}`>}`);
    const op = choice.slice('not:'.length);
    return op in notOps ? t(`ops.${notOps[op as keyof typeof notOps]}`) : choice;
  };
  const own = definitions.fields.filter(({ active }) => active);
  const groups = [
    ...Object.entries(fieldGroups).map(([key, fields]) => ({
      group: t(`groups.${key as keyof typeof fieldGroups}`),
      items: fields.map((field) => ({ value: field as string, label: t(`fields.${field}`) })),
    })),
    ...(own.length === 0
      ? []
      : [
          {
            group: t('groups.own'),
            items: own.map((field) => ({ value: `${ownFieldPrefix}${field.key}`, label: nameOf(field) })),
          },
        ]),
  ];
  /** What one step of a filter is called beside its bar. */
  const stepName = (part: Filter): string => {
    const isWithout = 'not' in part || ('op' in part && part.op === 'none_of');
    const inner = 'not' in part ? part.not : part;
    const name = 'op' in inner ? fieldName(inner.field) : t('builder.stepGroup');
    return isWithout ? `− ${name}` : name;
  };
  return { fields: definitions.fields, groups, fieldName, opName, stepName };
}
