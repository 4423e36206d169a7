import { Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { isProblem } from '@ventanilla/web';
import { passwordLengthMin } from '../../../shared/account/password.ts';
import { api } from '../../../shared/api/api.ts';
import { problemText } from '../../../shared/api/problem-text.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone } from '../../../shared/notify.tsx';
import { useMe } from '../../../shared/session/session.ts';
import panel from '../shared/panel.module.css';
import { useSubmit } from '../shared/use-submit.ts';
import { Card } from './card.tsx';
import { sessionsQuery } from './profile.queries.ts';

/** A new password, for whoever knows the present one. */
export function PasswordCard() {
  const { t } = useTranslation(['profile', 'session']);
  const me = useMe();
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '' },
    validateInputOnBlur: ['newPassword'],
    validate: {
      currentPassword: (value) => (value === '' ? t('twoFactor.passwordMissing') : null),
      newPassword: (value) =>
        value.length < passwordLengthMin
          ? t('session:setup.passwordShort', { min: passwordLengthMin })
          : null,
    },
  });
  const submit = useSubmit(form.setErrors);
  const onSubmit = form.onSubmit((body) =>
    submit.run(async () => {
      try {
        await api.POST('/api/v1/session/password', { body });
      } catch (error) {
        if (isProblem(error, 'auth.wrong_password')) form.setFieldValue('currentPassword', '');
        throw error;
      }
      form.reset();
      notifyDone(t('password.done'));
      await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    }),
  );
  const eye = { visibilityToggleButtonProps: { 'aria-label': t('session:showPassword') } };
  return (
    <Card setting="password" title={t('password.title')} lead={t('password.lead')}>
      <form className={panel.fields} onSubmit={onSubmit} noValidate>
        {submit.problem === null ? null : (
          <Banner tone="rojo" role="alert">
            {problemText(submit.problem)}
          </Banner>
        )}
        {/* For the browser's own list of passwords: which account this one belongs to. */}
        <input type="hidden" name="username" autoComplete="username" value={me.agent.email} readOnly />
        <div className={panel.grid}>
          <PasswordInput
            {...form.getInputProps('currentPassword')}
            {...eye}
            label={t('password.current')}
            autoComplete="current-password"
          />
          <PasswordInput
            {...form.getInputProps('newPassword')}
            {...eye}
            label={t('password.next')}
            description={t('session:setup.passwordHint', { min: passwordLengthMin })}
            autoComplete="new-password"
          />
        </div>
        <div className={panel.foot}>
          <Button type="submit" variant="default" loading={submit.working}>
            {t('password.submit')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
