import { Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { isEmail } from '../../../shared/account/is-email.ts';
import { api } from '../../../shared/api/api.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { LanguageSelect } from '../../../shared/components/language-select.tsx';
import { currentLanguage } from '../../../shared/i18n/i18n.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone } from '../../../shared/notify.tsx';
import { useMe } from '../../../shared/session/session.ts';
import { useRoleOptions } from '../roles/roles.queries.ts';
import { FormDialog } from '../shared/form-dialog.tsx';
import classes from '../shared/panel.module.css';
import { SubmitForm } from '../shared/submit-form.tsx';
import { useSubmit } from '../shared/use-submit.ts';
import { invitationsQuery } from './invitations.queries.ts';

/** Invites somebody by mail, who chooses their own password. */
export function InviteForm({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const { t } = useTranslation('settings');
  return (
    <FormDialog opened={opened} onClose={onClose} title={t('invitations.invite')}>
      <Fields onClose={onClose} />
    </FormDialog>
  );
}

function Fields({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['settings', 'desk']);
  const queryClient = useQueryClient();
  const { outgoingMailIsLocal } = useMe();
  const roles = useRoleOptions();
  const form = useForm({
    initialValues: { name: '', email: '', roleKey: 'agent', language: currentLanguage() },
    validateInputOnBlur: true,
    validate: {
      name: (value) => (value.trim() === '' ? t('missing') : null),
      email: (value) => (isEmail(value) ? null : t('wrongEmail')),
    },
  });
  const submit = useSubmit(form.setErrors);
  const onSubmit = form.onSubmit((values) =>
    submit.run(async () => {
      const body = { ...values, email: values.email.trim() };
      const { email } = await dataOf(api.POST('/api/v1/invitations', { body }));
      notifyDone(t('invitations.sent', { email }));
      await queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey });
      onClose();
    }),
  );
  return (
    <SubmitForm submit={submit} onSubmit={onSubmit} onCancel={onClose} label={t('invitations.submit')}>
      <p className={classes.sub}>{t('invitations.hint')}</p>
      {outgoingMailIsLocal ? <Banner tone="ambar">{t('invitations.local')}</Banner> : null}
      <TextInput {...form.getInputProps('name')} label={t('agents.name')} maxLength={120} data-autofocus />
      <TextInput {...form.getInputProps('email')} label={t('agents.email')} type="email" autoComplete="off" />
      <div className={classes.grid}>
        <Select
          {...form.getInputProps('roleKey')}
          label={t('agents.role')}
          allowDeselect={false}
          data={roles}
        />
        <LanguageSelect {...form.getInputProps('language')} label={t('agents.language')} />
      </div>
    </SubmitForm>
  );
}
