import { UnstyledButton } from '@mantine/core';
import type { FieldValue } from '@ventanilla/web';
import { useClassification } from '../../shared/classification/classification.ts';
import { FieldInput } from '../../shared/classification/field-input.tsx';
import { fieldsOf } from '../../shared/classification/fields-of-ticket.ts';
import { readableValue } from '../../shared/classification/readable-value.ts';
import { writeFromTemplate } from '../../shared/classification/write-from-template.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import classifyingClasses from './classifying.module.css';
import type { NewTicketValues } from './new-ticket.form.ts';
import classes from './new-ticket.module.css';
import type { NewTicketForm } from './use-new-ticket.ts';

/** The catalogue of subjects, the form of the chosen one, and the message that its answers write (W4, W10). */
export function SubjectForm({ form }: { form: NewTicketForm }) {
  const { t } = useTranslation('classify');
  const { definitions, nameOf } = useClassification();
  const { subjectKey, typeKey, fields } = form.values;
  const departmentId = form.values.departmentId || null;
  const subjects = definitions.subjects.filter(({ active }) => active);
  const asked = fieldsOf({ subjectKey, typeKey, departmentId }, definitions);
  const chosen = subjects.find(({ key }) => key === subjectKey);

  /** The message follows the answers until somebody writes in it. */
  const write = (now: NewTicketValues) => {
    const template = subjects.find(({ key }) => key === now.subjectKey)?.template ?? '';
    const isOurs = now.text.trim() === '' || now.text === now.madeText;
    if (!isOurs) return;
    const read = (key: string) => {
      const field = definitions.fields.find((one) => one.key === key);
      const value = now.fields[key];
      return field && value !== undefined
        ? readableValue(value, { field, names: {}, nameOf, yes: t('yes') })
        : '';
    };
    const text = template === '' ? '' : writeFromTemplate(template, read);
    form.setValues({ text, madeText: text });
  };
  const choose = (key: string | null) => {
    const before = nameOf(chosen);
    const next = subjects.find((one) => one.key === key);
    const isOurs = form.values.subject.trim() === '' || form.values.subject === before;
    const values = {
      ...form.values,
      subjectKey: key,
      subject: isOurs ? nameOf(next) : form.values.subject,
      typeKey: next?.typeKey ?? typeKey,
    };
    form.setValues(values);
    write(values);
  };
  const answer = (key: string, value: FieldValue | null) => {
    const { [key]: _, ...others } = fields;
    const values = { ...form.values, fields: value === null ? others : { ...others, [key]: value } };
    form.setFieldValue('fields', values.fields);
    form.clearFieldError('fields');
    write(values);
  };
  const isMissing = form.errors['fields'] !== undefined;
  return (
    <>
      {subjects.length > 0 ? (
        <div role="group" aria-label={t('subject')} className={classifyingClasses.subjects}>
          {subjects.map((subject) => (
            <UnstyledButton
              key={subject.key}
              className={classifyingClasses.choice}
              aria-pressed={subject.key === subjectKey}
              onClick={() => choose(subject.key === subjectKey ? null : subject.key)}
            >
              {nameOf(subject)}
            </UnstyledButton>
          ))}
        </div>
      ) : null}
      {asked.length > 0 ? (
        <div className={classifyingClasses.fields}>
          {asked.map(({ field, required }) => {
            const isRequired = required === 'create';
            const isEmpty = isRequired && fields[field.key] === undefined;
            return (
              <div
                key={field.key}
                className={field.kind === 'long_text' ? classifyingClasses.whole : undefined}
              >
                <FieldInput
                  field={field}
                  value={fields[field.key]}
                  names={{}}
                  onChange={(value) => answer(field.key, value)}
                  inForm={{ isRequired, error: isMissing && isEmpty ? t('missing') : null }}
                />
                {field.help ? <p className={classes.muted}>{field.help}</p> : null}
              </div>
            );
          })}
        </div>
      ) : null}
    </>
  );
}
