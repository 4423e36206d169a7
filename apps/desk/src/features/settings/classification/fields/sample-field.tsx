import { Checkbox, MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import type { FieldKind, FieldValue } from '@ventanilla/web';
import { Building2, Link, UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** What of a field its picture shows. */
export interface SampledField {
  key: string;
  name: string;
  help: string;
  kind: FieldKind;
  /** Those that can be chosen. */
  options: readonly { key: string; name: string }[];
  isRequired: boolean;
}

interface SampleFieldProps {
  field: SampledField;
  value: FieldValue | null;
  onChange(value: FieldValue | null): void;
}

const currency = 'MXN';

/** A field as whoever fills it in sees it, to be tried; nothing of it is saved. */
export function SampleField({ field, value, onChange }: SampleFieldProps) {
  const { t } = useTranslation('classification');
  const { name, help, kind, options, isRequired } = field;
  const common = { label: name, description: help || undefined, required: isRequired };
  const data = options.map((option) => ({ value: option.key, label: option.name }));
  const text = typeof value === 'string' ? value : '';
  const onText = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value || null);
  switch (kind) {
    case 'long_text':
      return <Textarea {...common} value={text} onChange={onText} autosize minRows={2} />;
    case 'number':
      return (
        <NumberInput
          {...common}
          value={typeof value === 'number' ? value : ''}
          onChange={(number) => onChange(number === '' ? null : Number(number))}
        />
      );
    case 'money':
      return (
        <NumberInput
          {...common}
          decimalScale={2}
          thousandSeparator=","
          rightSection={<small>{currency}</small>}
          rightSectionWidth={48}
          hideControls
          value={isMoney(value) ? value.amount : ''}
          onChange={(amount) => onChange(amount === '' ? null : { amount: Number(amount), currency })}
        />
      );
    case 'date':
      return <TextInput {...common} type="date" value={text} onChange={onText} />;
    case 'choice':
      return (
        <Select
          {...common}
          data={data}
          value={text || null}
          onChange={onChange}
          placeholder={t('fields.choose')}
          clearable
        />
      );
    case 'multiple':
      return (
        <MultiSelect
          {...common}
          data={data}
          value={Array.isArray(value) ? value : []}
          onChange={(keys) => onChange(keys.length > 0 ? keys : null)}
          placeholder={t('fields.choose')}
        />
      );
    case 'checkbox':
      return (
        <Checkbox
          label={name}
          description={help || undefined}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked || null)}
        />
      );
    default:
      return <SampleText {...common} kind={kind} value={text} onChange={onText} />;
  }
}

const icons = { person: UserRound, organization: Building2, url: Link };

function SampleText({
  kind,
  ...props
}: {
  kind: 'text' | 'person' | 'organization' | 'url';
  label: string;
  description: string | undefined;
  required: boolean;
  value: string;
  onChange(event: { currentTarget: { value: string } }): void;
}) {
  const { t } = useTranslation('classification');
  const Icon = kind === 'text' ? null : icons[kind];
  const placeholder =
    kind === 'person'
      ? t('fields.searchPerson')
      : kind === 'organization'
        ? t('fields.searchOrganization')
        : undefined;
  return (
    <TextInput
      {...props}
      type={kind === 'url' ? 'url' : 'text'}
      placeholder={placeholder}
      leftSection={Icon ? <Icon size={15} strokeWidth={1.75} aria-hidden /> : undefined}
    />
  );
}

function isMoney(value: FieldValue | null): value is { amount: number; currency: string } {
  return typeof value === 'object' && value !== null && 'amount' in value;
}
