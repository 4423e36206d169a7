import { Input, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FieldValue } from '@ventanilla/web';
import { useState } from 'react';
import { organizationQuery } from '../brand/organization.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { useClassification } from './classification.ts';
import type { Field } from './fields-of-ticket.ts';
import { ReferenceInput } from './reference-input.tsx';
import { TagsValue } from './tags-value.tsx';

interface FieldInputProps {
  field: Field;
  value: FieldValue | undefined;
  /** Names of the people and organisations that values refer to. */
  names: Record<string, string>;
  onChange: (value: FieldValue | null) => void;
  /** In a form: with its name above, and told at each letter instead of when one leaves it. */
  inForm?: { isRequired: boolean; error: string | null };
}

/** How a field is named: above it in a form, else by what stands beside it. */
function namedBy(label: string, inForm: FieldInputProps['inForm']) {
  if (!inForm) return { size: 'xs', w: '100%', 'aria-label': label } as const;
  return { label, withAsterisk: inForm.isRequired, error: inForm.error } as const;
}

/** A field of one's own to write in, by its kind; saved when one leaves it or presses Enter. */
export function FieldInput(props: FieldInputProps) {
  const { field, value, onChange, inForm } = props;
  const { t } = useTranslation('classify');
  const { nameOf } = useClassification();
  const label = nameOf(field);
  const common = namedBy(label, inForm);
  switch (field.kind) {
    case 'choice':
      return (
        <Select
          {...common}
          placeholder={t('none')}
          clearable
          searchable={field.options.length > 8}
          clearButtonProps={{ 'aria-label': t('clear', { what: label }) }}
          data={field.options
            .filter(({ key, active }) => active || key === value)
            .map((option) => ({ value: option.key, label: nameOf(option) }))}
          value={typeof value === 'string' ? value : null}
          onChange={(key) => onChange(key)}
        />
      );
    case 'multiple': {
      const held = Array.isArray(value) ? value : [];
      const chosen = (
        <TagsValue
          facet={label}
          canChange
          choices={field.options
            .filter(({ key, active }) => active || held.includes(key))
            .map((option) => ({
              key: option.key,
              name: nameOf(option),
              tone: 'line' as const,
              isHeld: held.includes(option.key),
            }))}
          onAdd={({ key }) => onChange([...held, key])}
          onRemove={({ key }) => onChange(held.filter((one) => one !== key))}
        />
      );
      return inForm ? <Input.Wrapper {...common}>{chosen}</Input.Wrapper> : chosen;
    }
    case 'checkbox':
      return (
        <Input.Wrapper {...(inForm ? common : {})}>
          <input
            type="checkbox"
            style={{ display: 'block', width: 16, height: 16, accentColor: 'var(--accent)' }}
            aria-label={label}
            checked={value === true}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
        </Input.Wrapper>
      );
    case 'person':
    case 'organization':
      return <ReferenceInput {...props} kind={field.kind} named={common} label={label} />;
    default:
      return <TypedInput {...props} label={label} />;
  }
}

/** As somebody types it; null where it says nothing, `undefined` where it cannot be read. */
function readTyped(kind: Field['kind'], text: string, currency: string): FieldValue | null | undefined {
  const written = text.trim();
  if (written === '') return null;
  if (kind !== 'number' && kind !== 'money') return written;
  const amount = Number(written.replace(',', '.'));
  if (Number.isNaN(amount)) return undefined;
  return kind === 'money' ? { amount, currency } : amount;
}

/** How long the house’s currency is taken for current, in ms. */
const seldomMs = 5 * 60_000;

function TypedInput({ field, value, onChange, label, inForm }: FieldInputProps & { label: string }) {
  const { kind } = field;
  const money = typeof value === 'object' && !Array.isArray(value) ? value : null;
  const plain = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const held = money ? String(money.amount) : plain;
  const { data: house } = useQuery({ ...organizationQuery, enabled: kind === 'money', staleTime: seldomMs });
  const currency = money?.currency ?? house?.currency ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const [isWrong, setIsWrong] = useState(false);
  const commit = () => {
    // Until it is known what is counted in, what is typed waits.
    if (kind === 'money' && currency === '') return;
    const next = typed === null || typed === held ? undefined : readTyped(kind, typed, currency);
    const isUnread = typed !== null && typed !== held && next === undefined;
    setIsWrong(isUnread);
    if (isUnread) return;
    setTyped(null);
    if (next !== undefined && !inForm) onChange(next);
  };
  const type = (text: string) => {
    setTyped(text);
    const next =
      inForm && (kind !== 'money' || currency !== '') ? readTyped(kind, text, currency) : undefined;
    if (next !== undefined) onChange(next);
  };
  const common = {
    ...namedBy(label, inForm),
    ...(isWrong ? { error: true } : {}),
    value: typed ?? held,
    onBlur: commit,
    maxLength: kind === 'long_text' ? 10_000 : 2000,
  } as const;
  if (kind === 'long_text')
    return (
      <Textarea
        {...common}
        autosize
        minRows={2}
        maxRows={8}
        onChange={(event) => type(event.currentTarget.value)}
      />
    );
  return (
    <TextInput
      {...common}
      type={kind === 'date' ? 'date' : kind === 'url' ? 'url' : 'text'}
      inputMode={kind === 'number' || kind === 'money' ? 'decimal' : undefined}
      rightSection={kind === 'money' ? <small>{currency}</small> : undefined}
      rightSectionWidth={44}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !inForm) event.currentTarget.blur();
        // Leaving the ticket is not what is meant here.
        if (event.key === 'Escape' && !inForm) {
          event.stopPropagation();
          setTyped(null);
          setIsWrong(false);
        }
      }}
    />
  );
}
