import { Textarea } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import classes from '../classification.module.css';
import { unknownNames } from './template.rules.ts';

interface TemplateFieldProps {
  value: string;
  onChange(text: string): void;
  /** Fields of the form, which can be put into it. */
  fields: readonly { key: string; name: string }[];
}

/** The message of a subject, with a button for each answer that can go into it. */
export function TemplateField({ value, onChange, fields }: TemplateFieldProps) {
  const { t, language } = useTranslation('classification');
  const area = useRef<HTMLTextAreaElement>(null);
  const unknown = unknownNames(value, fields);
  const insert = (name: string) => {
    const field = area.current;
    if (!field) return;
    field.focus();
    field.setRangeText(`{${name}}`, field.selectionStart, field.selectionEnd, 'end');
    onChange(field.value);
  };
  return (
    <div>
      <Textarea
        ref={area}
        label={t('subjects.template')}
        description={t('subjects.templateHint')}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={
          unknown.length > 0
            ? t('subjects.unknown', { names: new Intl.ListFormat(language).format(unknown) })
            : undefined
        }
        maxLength={4000}
        autosize
        minRows={3}
        maxRows={12}
      />
      {fields.length > 0 ? (
        <div className={classes.insert}>
          <span>{t('subjects.insert')}</span>
          {fields.map(({ key, name }) => (
            <button
              key={key}
              type="button"
              className={classes.token}
              aria-label={t('subjects.insertOf', { name })}
              onClick={() => insert(name)}
            >
              {name}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
