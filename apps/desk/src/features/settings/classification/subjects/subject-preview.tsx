import type { Classification, FieldForm, FieldValue } from '@ventanilla/web';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClassification } from '../../../../shared/classification/classification.ts';
import classes from '../classification.module.css';
import { SampleField } from '../fields/sample-field.tsx';
import { answerText, fillTemplate } from './template.rules.ts';

interface SubjectPreviewProps {
  fields: Classification['fields'];
  lines: FieldForm['fields'];
  /** With names of fields in its braces. */
  template: string;
}

/** The form of a subject as it will be filled in, and the message that it writes meanwhile. */
export function SubjectPreview({ fields, lines, template }: SubjectPreviewProps) {
  const { t, i18n } = useTranslation('classification');
  const { nameOf } = useClassification();
  const [answers, setAnswers] = useState<Record<string, FieldValue | null>>({});
  const shown = lines.flatMap(({ fieldKey, required }) => {
    const field = fields.find(({ key, active }) => key === fieldKey && active);
    return field ? [{ field, demand: required ?? field.required }] : [];
  });
  const words = { language: i18n.language, yes: t('yes'), no: t('no') };
  const said = new Map(
    shown.map(({ field }) => {
      const text = answerText(field, answers[field.key] ?? null, words);
      // Until somebody answers, its place is seen.
      return [nameOf(field), text === '' && answers[field.key] === undefined ? `{${nameOf(field)}}` : text];
    }),
  );
  return (
    <>
      <h3>{t('subjects.previewForm')}</h3>
      {shown.length === 0 ? <p className={classes.quiet}>{t('subjects.noFields')}</p> : null}
      {shown.map(({ field, demand }) => (
        <SampleField
          key={field.key}
          field={{
            key: field.key,
            name: nameOf(field),
            help: field.help,
            kind: field.kind,
            options: field.options
              .filter(({ active }) => active)
              .map((option) => ({ key: option.key, name: nameOf(option) })),
            isRequired: demand !== 'no',
          }}
          value={answers[field.key] ?? null}
          onChange={(value) => setAnswers({ ...answers, [field.key]: value })}
        />
      ))}
      <h3>{t('subjects.previewMessage')}</h3>
      {template.trim() === '' ? (
        <p className={classes.quiet}>{t('subjects.noTemplate')}</p>
      ) : (
        <output className={classes.message}>{fillTemplate(template, said)}</output>
      )}
    </>
  );
}
