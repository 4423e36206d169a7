import { Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactNode } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone } from '../../../shared/notify.tsx';
import { FormDialog } from '../shared/form-dialog.tsx';
import { SubmitForm } from '../shared/submit-form.tsx';
import { useSubmit } from '../shared/use-submit.ts';

interface NamedDialogProps {
  opened: boolean;
  onClose(): void;
  title: string;
  submitLabel: string;
  initial: { name: string; active: boolean };
  /** Left out for what is new: it is in use. */
  activeHint?: { label: string; hint: string } | undefined;
  /** Saves it; what it throws is told in the dialog. */
  onSave(values: { name: string; active: boolean }): Promise<void>;
  /** Fields besides the name. */
  children?: ReactNode;
}

/** The dialog of a team or a line: its name, whether it is in use, and what else it has. */
export function NamedDialog({ opened, onClose, title, ...form }: NamedDialogProps) {
  return (
    <FormDialog opened={opened} onClose={onClose} title={title}>
      <Fields {...form} onClose={onClose} />
    </FormDialog>
  );
}

function Fields(props: Omit<NamedDialogProps, 'opened' | 'title'>) {
  const { t } = useTranslation(['departments', 'settings']);
  const form = useForm({
    initialValues: props.initial,
    validateInputOnBlur: true,
    validate: { name: (value) => (value.trim() === '' ? t('settings:missing') : null) },
  });
  const submit = useSubmit(form.setErrors);
  const onSubmit = form.onSubmit((values) =>
    submit.run(async () => {
      await props.onSave(values);
      notifyDone(t('settings:saved'));
      props.onClose();
    }),
  );
  return (
    <SubmitForm submit={submit} onSubmit={onSubmit} onCancel={props.onClose} label={props.submitLabel}>
      <TextInput {...form.getInputProps('name')} label={t('name')} maxLength={80} data-autofocus />
      {props.children}
      {props.activeHint ? (
        <Switch
          {...form.getInputProps('active', { type: 'checkbox' })}
          label={props.activeHint.label}
          description={props.activeHint.hint}
        />
      ) : null}
    </SubmitForm>
  );
}
