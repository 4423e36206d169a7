import { Select } from '@mantine/core';
import type { Classification, FieldForm } from '@ventanilla/web';
import { useClassification } from '../../../../shared/classification/classification.ts';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { DefinitionDialog, type Edited, type Named, writtenNames } from '../editor/definition-dialog.tsx';
import { useDefinitions } from '../editor/use-definitions.ts';
import { FormEditor } from './form-editor.tsx';
import { SubjectPreview } from './subject-preview.tsx';
import { templateToEdit, templateToSave } from './template.rules.ts';
import { TemplateField } from './template-field.tsx';

interface SubjectValues extends Named {
  /** Empty: none in particular. */
  typeKey: string;
  /** With names of fields in its braces. */
  template: string;
  lines: FieldForm['fields'];
  /** Of the form, as whoever edits it saw it. */
  formVersion: number;
}

interface SubjectDialogProps {
  all: Classification;
  edited: Edited<'subjects'>;
  onClose(): void;
}

/** The fields that the form of a subject asks for. */
export function linesOf(subjectKey: string, forms: readonly FieldForm[]): FieldForm['fields'] {
  return forms.find(({ place, placeKey }) => place === 'subject' && placeKey === subjectKey)?.fields ?? [];
}

/** A subject of the catalogue with its form and the message that it writes (W4, W10). */
export function SubjectDialog({ all, edited, onClose }: SubjectDialogProps) {
  const { t } = useTranslation('classification');
  const { nameOf } = useClassification();
  const { formOf, setForm } = useDefinitions();
  const formOfSubject = (key: string) => formOf({ place: 'subject', placeKey: key });
  // Those in use first: a retired field may have the name of another.
  const fields = all.fields.toSorted((one, other) => Number(other.active) - Number(one.active));
  const named = fields.map((field) => ({ key: field.key, name: nameOf(field) }));
  return (
    <DefinitionDialog
      kind="subjects"
      edited={edited}
      onClose={onClose}
      titleNew={t('subjects.new')}
      read={(subject): SubjectValues => ({
        name: subject?.name ?? '',
        nameEn: subject?.nameEn ?? '',
        typeKey: subject?.typeKey ?? '',
        template: templateToEdit(subject?.template ?? '', named),
        lines: subject ? formOfSubject(subject.key).fields : [],
        formVersion: subject ? formOfSubject(subject.key).version : 0,
      })}
      write={({ typeKey, template, ...names }) => ({
        ...writtenNames(names),
        typeKey: typeKey === '' ? null : typeKey,
        template: templateToSave(template, named),
      })}
      alsoSave={async ({ key }, { lines, formVersion }, { isKept }) => {
        const before = formOfSubject(key);
        if (JSON.stringify(before.fields) === JSON.stringify(lines)) return;
        await setForm({ ...before, fields: lines, version: isKept ? before.version : formVersion });
      }}
      preview={({ lines, template }) => (
        <SubjectPreview fields={all.fields} lines={lines} template={templateToSave(template, named)} />
      )}
    >
      {(form) => (
        <>
          <Select
            {...form.getInputProps('typeKey')}
            label={t('subjects.type')}
            data={[
              { value: '', label: t('subjects.noType') },
              ...all.types
                .filter(({ key, active }) => active || key === form.values.typeKey)
                .map((type) => ({ value: type.key, label: nameOf(type) })),
            ]}
            allowDeselect={false}
          />
          <FormEditor
            fields={all.fields}
            lines={form.values.lines}
            onChange={(lines) => form.setFieldValue('lines', lines)}
          />
          <TemplateField
            value={form.values.template}
            onChange={(template) => form.setFieldValue('template', template)}
            fields={named.filter(({ key }) => form.values.lines.some(({ fieldKey }) => fieldKey === key))}
          />
        </>
      )}
    </DefinitionDialog>
  );
}
