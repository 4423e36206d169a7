import { Select, Textarea } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { fieldDemands, fieldKinds } from '@ventanilla/contracts/classification-kinds';
import type { Classification, FieldDemand, FieldKind, FieldValue } from '@ventanilla/web';
import { useState } from 'react';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import panel from '../../shared/panel.module.css';
import { DefinitionDialog, type Edited, type Named, writtenNames } from '../editor/definition-dialog.tsx';
import { useDefinitions } from '../editor/use-definitions.ts';
import { draftOptions, type OptionDraft, optionsProblem, writtenOptions } from './options.rules.ts';
import { OptionsEditor } from './options-editor.tsx';
import { type FieldPlace, formsToSave, placesOf } from './places.rules.ts';
import { PlacesEditor } from './places-editor.tsx';
import { SampleField } from './sample-field.tsx';

interface FieldValues extends Named {
  kind: FieldKind;
  help: string;
  options: OptionDraft[];
  visibility: 'internal' | 'customer';
  required: FieldDemand;
  places: FieldPlace[];
}

const hasOptions = (kind: FieldKind) => kind === 'choice' || kind === 'multiple';

interface FieldDialogProps {
  all: Classification;
  edited: Edited<'fields'>;
  onClose(): void;
}

/** A field of one's own: its kind, its options, who sees it, where it appears, and how it looks (W19). */
export function FieldDialog({ all, edited, onClose }: FieldDialogProps) {
  const { t } = useTranslation('classification');
  const { refresh, setForm } = useDefinitions();
  return (
    <DefinitionDialog
      kind="fields"
      edited={edited}
      onClose={onClose}
      titleNew={t('fields.new')}
      read={(field): FieldValues => ({
        name: field?.name ?? '',
        nameEn: field?.nameEn ?? '',
        kind: field?.kind ?? 'text',
        help: field?.help ?? '',
        options: draftOptions(field?.options ?? []),
        visibility: field?.visibility ?? 'internal',
        required: field?.required ?? 'no',
        places: field ? placesOf(field.key, all.forms) : [],
      })}
      check={({ kind, options }) => {
        const problem = hasOptions(kind) ? optionsProblem(options) : null;
        return { options: problem && t(`fields.${problem}`) };
      }}
      write={({ name, nameEn, kind, help, options, visibility, required }) => ({
        ...writtenNames({ name, nameEn }),
        help,
        options: hasOptions(kind) ? writtenOptions(options) : [],
        visibility,
        required,
      })}
      made={({ kind }) => ({ kind })}
      alsoSave={async ({ key }, { places }) => {
        const { forms } = await refresh();
        for (const form of formsToSave({ fieldKey: key, places }, forms)) await setForm(form);
      }}
      preview={(values) => <FieldPreview values={values} />}
    >
      {(form) => <Fields form={form} all={all} isNew={edited === 'new'} />}
    </DefinitionDialog>
  );
}

interface FieldsProps {
  form: UseFormReturnType<FieldValues>;
  all: Classification;
  isNew: boolean;
}

function Fields({ form, all, isNew }: FieldsProps) {
  const { t } = useTranslation('classification');
  const { kind, options, required, places } = form.values;
  return (
    <>
      <Select
        {...form.getInputProps('kind')}
        label={t('fields.kind')}
        description={t('fields.kindHint')}
        data={fieldKinds.map((one) => ({ value: one, label: t(`fields.kinds.${one}`) }))}
        allowDeselect={false}
        disabled={!isNew}
      />
      {hasOptions(kind) ? (
        <OptionsEditor
          options={options}
          onChange={(next) => form.setFieldValue('options', next)}
          problem={(form.errors['options'] as string | undefined) ?? null}
        />
      ) : null}
      <Textarea
        {...form.getInputProps('help')}
        label={t('fields.help')}
        description={t('fields.helpHint')}
        maxLength={400}
        autosize
        minRows={1}
      />
      <div className={panel.grid}>
        <Select
          {...form.getInputProps('visibility')}
          label={t('fields.visibility')}
          data={(['internal', 'customer'] as const).map((one) => ({ value: one, label: t(`fields.${one}`) }))}
          allowDeselect={false}
        />
        <Select
          {...form.getInputProps('required')}
          label={t('fields.required')}
          description={t('fields.requiredHint')}
          data={fieldDemands.map((demand) => ({ value: demand, label: t(`demand.${demand}`) }))}
          allowDeselect={false}
        />
      </div>
      <PlacesEditor
        all={all}
        places={places}
        own={required}
        onChange={(next) => form.setFieldValue('places', next)}
      />
    </>
  );
}

function FieldPreview({ values }: { values: FieldValues }) {
  const { t } = useTranslation('classification');
  const [value, setValue] = useState<FieldValue | null>(null);
  const { name, nameEn, help, kind, options, visibility, required } = values;
  const field = {
    ...writtenNames({ name: name.trim() || t(`fields.kinds.${kind}`), nameEn }),
    key: 'sample',
    help: help.trim(),
    kind,
    options: options
      .filter((option) => option.name.trim() !== '')
      .map((option) => ({ ...writtenNames(option), key: option.id, active: option.active })),
    visibility,
    required,
    position: 1,
    active: true,
    version: 1,
  };
  return (
    <>
      <h3>{t('preview')}</h3>
      <SampleField
        // What was tried as one kind of value is none of another.
        key={kind}
        field={field}
        isRequired={required !== 'no'}
        value={value ?? undefined}
        onChange={setValue}
      />
    </>
  );
}
