import type { Classification, FieldForm, FieldValue } from '@ventanilla/web';
import { useState } from 'react';
import { useClassification } from '../../../../shared/classification/classification.ts';
import { readableValue } from '../../../../shared/classification/readable-value.ts';
import { writeFromTemplate } from '../../../../shared/classification/write-from-template.ts';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import classes from '../classification.module.css';
import { SampleField } from '../fields/sample-field.tsx';

interface SubjectPreviewProps {
  fields: Classification['fields'];
  lines: FieldForm['fields'];
  /** As it is saved. */
  template: string;
}

/** The form of a subject as it will be filled in, and the message that it writes meanwhile. */
export function SubjectPreview({ fields, lines, template }: SubjectPreviewProps) {
  const { t } = useTranslation(['classification', 'classify']);
  const { nameOf } = useClassification();
  const [answers, setAnswers] = useState<Record<string, FieldValue | null>>({});
  const shown = lines.flatMap(({ fieldKey, required }) => {
    const field = fields.find(({ key, active }) => key === fieldKey && active);
    return field ? [{ field, demand: required ?? field.required }] : [];
  });
  const read = (key: string) => {
    const field = fields.find((one) => one.key === key);
    const value = answers[key] ?? null;
    return field && value !== null
      ? readableValue(value, { field, names: {}, nameOf, yes: t('classify:yes') })
      : '';
  };
  return (
    <>
      <h3>{t('subjects.previewForm')}</h3>
      {shown.length === 0 ? <p className={classes.quiet}>{t('subjects.noFields')}</p> : null}
      {shown.map(({ field, demand }) => (
        <SampleField
          key={field.key}
          field={field}
          isRequired={demand === 'create'}
          value={answers[field.key] ?? undefined}
          onChange={(value) => setAnswers({ ...answers, [field.key]: value })}
        />
      ))}
      <h3>{t('subjects.previewMessage')}</h3>
      {template.trim() === '' ? (
        <p className={classes.quiet}>{t('subjects.noTemplate')}</p>
      ) : (
        <output className={classes.message}>{writeFromTemplate(template, read)}</output>
      )}
    </>
  );
}
