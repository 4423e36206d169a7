import { ActionIcon, Select } from '@mantine/core';
import type { Classification, FieldForm } from '@ventanilla/web';
import { X } from 'lucide-react';
import { useClassification } from '../../../../shared/classification/classification.ts';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { inOrder } from '../../shared/ordering/order.rules.ts';
import { SortableRows } from '../../shared/ordering/sortable-rows.tsx';
import panel from '../../shared/panel.module.css';
import classes from '../classification.module.css';
import { DemandSelect } from '../fields/demand-select.tsx';

type FormLine = FieldForm['fields'][number];

interface FormEditorProps {
  /** Every field that there is. */
  fields: Classification['fields'];
  lines: readonly FormLine[];
  onChange(lines: FormLine[]): void;
}

/** Which fields a form asks for, in which order, and when each must be answered (W10). */
export function FormEditor({ fields, lines, onChange }: FormEditorProps) {
  const { t } = useTranslation('classification');
  const { nameOf } = useClassification();
  const items = lines.flatMap((line) => {
    const field = fields.find(({ key }) => key === line.fieldKey);
    return field ? [{ line, field, key: field.key, name: nameOf(field) }] : [];
  });
  const left = fields.filter(({ key, active }) => active && !items.some((item) => item.key === key));
  return (
    <fieldset className={classes.options}>
      <legend>{t('subjects.form')}</legend>
      {items.length > 0 ? (
        <SortableRows
          label={t('subjects.form')}
          items={items}
          onOrder={(keys) => onChange(inOrder(items, keys).map(({ line }) => line))}
          main={({ name, field }) => (
            <>
              <b>{name}</b>
              <span className={panel.sub}>{t(`fields.kinds.${field.kind}`)}</span>
            </>
          )}
          actions={({ line, field, name }) => (
            <>
              <DemandSelect
                label={t('subjects.demandOf', { name })}
                value={line.required}
                own={field.required}
                onChange={(required) =>
                  onChange(lines.map((one) => (one === line ? { ...one, required } : one)))
                }
              />
              <ActionIcon
                variant="subtle"
                aria-label={t('subjects.remove', { name })}
                onClick={() => onChange(lines.filter((one) => one !== line))}
              >
                <X size={16} aria-hidden />
              </ActionIcon>
            </>
          )}
        />
      ) : (
        <p className={classes.quiet}>{t('subjects.noFields')}</p>
      )}
      <Select
        aria-label={t('subjects.add')}
        placeholder={left.length > 0 ? t('subjects.add') : t('subjects.nothingToAdd')}
        description={t('subjects.addHint')}
        data={left.map((field) => ({ value: field.key, label: nameOf(field) }))}
        value={null}
        searchable
        disabled={left.length === 0}
        onChange={(fieldKey) => fieldKey && onChange([...lines, { fieldKey, required: null }])}
      />
    </fieldset>
  );
}
