import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import { Select, TagsInput, TextInput } from '@mantine/core';
import { isOwnField, own } from '@ventanilla/contracts/filter-fields';
import { useClassification } from '../../classification/classification.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { DraftCondition } from '../draft.rules.ts';
import { shapeOfField } from '../filter.fields.ts';
import { ChoiceValues, DirectoryValues, OneChoice } from './choice-values.tsx';
import { MomentInput, PeriodInput } from './moment-input.tsx';
import { directoryOf, useChoices } from './use-choices.ts';

interface ValueInputProps {
  draft: DraftCondition;
  label: string;
  names: Record<string, string>;
  onChange(change: Partial<DraftCondition>): void;
}

/** What a condition asks for, by what its operation takes. */
export function ValueInput({ draft, label, names, onChange }: ValueInputProps) {
  const { t } = useTranslation('filters');
  const { definitions } = useClassification();
  const choices = useChoices(draft.field);
  const { field, op, text, values } = draft;
  const changeText = (next: string) => onChange({ text: next });
  const changeValues = (next: string[]) => onChange({ values: next });
  const shared = { label, values, names, onChange: changeValues };
  switch (op) {
    case 'empty':
    case 'present':
      return <span />;
    case 'before':
    case 'after':
      return <MomentInput label={label} text={text} onChange={changeText} />;
    case 'within':
      return <PeriodInput label={label} text={text} onChange={changeText} />;
    case 'is':
      return (
        <Select
          size="xs"
          aria-label={label}
          data={[
            { value: 'yes', label: t('builder.yes') },
            { value: 'no', label: t('builder.no') },
          ]}
          value={draft.is ? 'yes' : 'no'}
          onChange={(value) => onChange({ is: value === 'yes' })}
        />
      );
    case 'at_least':
    case 'at_most':
      return <OneChoice {...shared} choices={choices} />;
    case 'min':
    case 'max':
    case 'equals':
    case 'contains': {
      const isNumber = op !== 'contains';
      return (
        <TextInput
          size="xs"
          aria-label={label}
          placeholder={isNumber ? t('builder.number') : t('builder.words')}
          inputMode={isNumber ? 'decimal' : undefined}
          maxLength={isNumber ? 16 : 200}
          value={text}
          onChange={({ currentTarget }) =>
            changeText(isNumber ? currentTarget.value.replace(/[^\d.-]/g, '') : currentTarget.value)
          }
        />
      );
    }
    default: {
      const kind = directoryOf(field, definitions.fields);
      if (kind) {
        const always = field === 'organization' ? [{ value: own, label: t('builder.mine') }] : [];
        return <DirectoryValues {...shared} kind={kind} always={always} />;
      }
      if (isOwnField(field) && shapeOfField(field, definitions.fields) === 'text')
        return (
          <TagsInput
            size="xs"
            aria-label={label}
            placeholder={values.length === 0 ? t('builder.freeValue') : undefined}
            value={values}
            onChange={changeValues}
          />
        );
      return <ChoiceValues {...shared} choices={choices} />;
    }
  }
}
