import { PasswordInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { dataOf, type Language } from '@ventanilla/web';
import { passwordLengthMin } from '../../../shared/account/password.ts';
import { api } from '../../../shared/api/api.ts';
import { currentLanguage } from '../../../shared/i18n/i18n.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone } from '../../../shared/notify.tsx';
import { useRoleOptions } from '../roles/roles.queries.ts';
import { FormDialog } from '../shared/form-dialog.tsx';
import classes from '../shared/panel.module.css';
import { SubmitForm } from '../shared/submit-form.tsx';
import { useSubmit } from '../shared/use-submit.ts';

/** A new agent with a first password, who can sign in at once. */
export function AgentForm({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const { t } = useTranslation('settings');
  return (
    <FormDialog opened={opened} onClose={onClose} title={t('agents.create')}>
      <Fields onClose={onClose} />
    </FormDialog>
  );
}

function Fields({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['settings', 'desk']);
  const queryClient = useQueryClient();
  const roles = useRoleOptions();
  const form = useForm({
    initialValues: {
      name: '',
      email: '',
      password: '',
      roleKey: 'agent',
      language: currentLanguage() as Language,
    },
    validateInputOnBlur: true,
    validate: {
      name: (value) => (value.trim() === '' ? t('missing') : null),
      email: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : t('wrongEmail')),
      password: (value) =>
        value.length < passwordLengthMin ? t('agents.passwordShort', { min: passwordLengthMin }) : null,
    },
  });
  const submit = useSubmit(form.setErrors);
  const onSubmit = form.onSubmit((values) =>
    submit.run(async () => {
      const agent = await dataOf(
        api.POST('/api/v1/agents', { body: { ...values, email: values.email.trim() } }),
      );
      notifyDone(t('agents.created', { name: agent.name }));
      await queryClient.invalidateQueries({ queryKey: ['agents'] });
      onClose();
    }),
  );
  return (
    <SubmitForm submit={submit} onSubmit={onSubmit} onCancel={onClose} label={t('agents.submit')}>
      <TextInput {...form.getInputProps('name')} label={t('agents.name')} maxLength={120} data-autofocus />
      <TextInput {...form.getInputProps('email')} label={t('agents.email')} type="email" autoComplete="off" />
      <PasswordInput
        {...form.getInputProps('password')}
        label={t('agents.password')}
        description={t('agents.passwordHint', { min: passwordLengthMin })}
        autoComplete="new-password"
      />
      <div className={classes.grid}>
        <Select
          {...form.getInputProps('roleKey')}
          label={t('agents.role')}
          allowDeselect={false}
          data={roles}
        />
        <Select
          {...form.getInputProps('language')}
          label={t('agents.language')}
          data={[
            { value: 'es', label: t('desk:userMenu.spanish') },
            { value: 'en', label: t('desk:userMenu.english') },
          ]}
        />
      </div>
    </SubmitForm>
  );
}
