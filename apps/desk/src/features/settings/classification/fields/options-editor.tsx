import { ActionIcon, TextInput } from '@mantine/core';
import { RotateCcw, X } from 'lucide-react';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { inOrder } from '../../shared/ordering/order.rules.ts';
import { SortableRows } from '../../shared/ordering/sortable-rows.tsx';
import panel from '../../shared/panel.module.css';
import classes from '../classification.module.css';
import { NewButton } from '../editor/new-button.tsx';
import { type OptionDraft, withNewOption, withoutOption } from './options.rules.ts';

interface OptionsEditorProps {
  options: readonly OptionDraft[];
  onChange(options: OptionDraft[]): void;
  problem: string | null;
}

/** The options of a field in their order, each with its names. */
export function OptionsEditor({ options, onChange, problem }: OptionsEditorProps) {
  const { t } = useTranslation('classification');
  const change = (id: string, next: Partial<OptionDraft>) =>
    onChange(options.map((option) => (option.id === id ? { ...option, ...next } : option)));
  const items = options.map((option, at) => ({
    option,
    key: option.id,
    label: t('fields.option', { position: at + 1 }),
    name: option.name.trim() || t('fields.option', { position: at + 1 }),
  }));
  return (
    <fieldset className={classes.options}>
      <legend>{t('fields.options')}</legend>
      {items.length > 0 ? (
        <SortableRows
          label={t('fields.options')}
          items={items}
          onOrder={(keys) => {
            const ordered = inOrder(
              options.map((option) => ({ ...option, key: option.id, own: option })),
              keys,
            );
            onChange(ordered.map(({ own }) => own));
          }}
          main={({ option, label }) => (
            <span className={classes.names}>
              <TextInput
                aria-label={label}
                value={option.name}
                maxLength={80}
                disabled={!option.active}
                // A new line is there to be written in.
                autoFocus={option.key === undefined && option.name === ''}
                onChange={(event) => change(option.id, { name: event.currentTarget.value })}
              />
              <TextInput
                aria-label={`${label}: ${t('statuses.inEnglish')}`}
                placeholder={t('statuses.inEnglish')}
                value={option.nameEn}
                maxLength={80}
                disabled={!option.active}
                onChange={(event) => change(option.id, { nameEn: event.currentTarget.value })}
              />
            </span>
          )}
          actions={({ option, name }) =>
            option.active ? (
              <ActionIcon
                variant="subtle"
                aria-label={t('fields.retireOption', { name })}
                onClick={() => onChange(withoutOption(options, option.id))}
              >
                <X size={16} aria-hidden />
              </ActionIcon>
            ) : (
              <ActionIcon
                variant="subtle"
                aria-label={t('fields.restoreOption', { name })}
                onClick={() => change(option.id, { active: true })}
              >
                <RotateCcw size={16} aria-hidden />
              </ActionIcon>
            )
          }
        />
      ) : null}
      {problem ? (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      ) : null}
      <div>
        <NewButton label={t('fields.newOption')} onClick={() => onChange(withNewOption(options))} />
      </div>
      <p className={panel.hint}>{t('fields.optionsHint')}</p>
    </fieldset>
  );
}
