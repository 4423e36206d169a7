import { CloseButton, Input } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import type { AddressLabel } from './new-ticket.form.ts';
import classes from './reach-field.module.css';

const labels = ['official', 'personal'] as const;

interface Reach {
  value: string;
  /** Left out: it has none. */
  label?: AddressLabel;
}

interface ReachFieldProps {
  label: string;
  type: 'email' | 'tel';
  withAsterisk?: boolean;
  error: ReactNode;
  /** What was typed before, each to be told apart and taken away. */
  held: readonly Reach[];
  typed: string;
  /** Whether what is typed is one by now. */
  isWhole(typed: string): boolean;
  onType(typed: string): void;
  onAdd(value: string): void;
  onLabel?(value: string, label: AddressLabel): void;
  onRemove(value: string): void;
  onBlur(): void;
}

/** Several addresses, or numbers, of one person: each becomes a chip once it is whole and left. */
export function ReachField(props: ReachFieldProps) {
  const { label, type, withAsterisk, error, held, typed, isWhole, onType, onAdd, onLabel, onRemove } = props;
  const { t } = useTranslation('newTicket');
  const id = useId();
  const add = () => {
    if (isWhole(typed)) onAdd(typed.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const separates = event.key === 'Enter' || event.key === ',' || event.key === ';';
    if (!separates || event.ctrlKey || event.metaKey || typed.trim() === '') return;
    // The form is not sent by it: another one follows.
    event.preventDefault();
    add();
  };
  return (
    <Input.Wrapper id={id} label={label} withAsterisk={withAsterisk ?? false} error={error}>
      <div className={classes.reach} data-error={error ? true : undefined}>
        {held.map(({ value, label: own }) => (
          <span key={value} className={classes.reached}>
            <b>{value}</b>
            {onLabel ? (
              <select
                aria-label={t('labelOf', { value })}
                className={classes.label}
                value={own ?? ''}
                onChange={(event) => onLabel(value, (event.currentTarget.value || null) as AddressLabel)}
              >
                {own ? null : <option value="">{t('labels.none')}</option>}
                {labels.map((one) => (
                  <option key={one} value={one}>
                    {t(`labels.${one}`)}
                  </option>
                ))}
              </select>
            ) : null}
            <CloseButton size="xs" aria-label={t('remove', { value })} onClick={() => onRemove(value)} />
          </span>
        ))}
        <input
          id={id}
          type={type}
          className={classes.typed}
          value={typed}
          autoComplete="off"
          maxLength={type === 'tel' ? 40 : 254}
          placeholder={held.length > 0 ? t('addHint') : ''}
          aria-invalid={error ? true : undefined}
          onChange={(event) => onType(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={() => {
            props.onBlur();
            add();
          }}
        />
      </div>
    </Input.Wrapper>
  );
}
