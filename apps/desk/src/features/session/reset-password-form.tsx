import { Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { isProblem } from '@ventanilla/web';
import { useState } from 'react';
import { passwordLengthMin } from '../../shared/account/password.ts';
import { problemFields } from '../../shared/api/problem-text.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import classes from './auth-layout.module.css';
import { AuthLayout } from './auth-layout.tsx';
import { AuthProblem } from './auth-problem.tsx';
import { resetPassword } from './session.commands.ts';
import { useAuthSubmit } from './use-auth-submit.ts';

/** Sets a new password with the link of a mail; `token` is undefined where the address has none. */
export function ResetPasswordForm({ token }: { token: string | undefined }) {
  const { t } = useTranslation('session');
  const queryClient = useQueryClient();
  const [state, setState] = useState<'open' | 'done' | 'invalid'>(token ? 'open' : 'invalid');
  const submit = useAuthSubmit();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validateInputOnBlur: true,
    validate: {
      password: (value) =>
        value.length < passwordLengthMin ? t('setup.passwordShort', { min: passwordLengthMin }) : null,
    },
  });
  const onSubmit = form.onSubmit(({ password }) =>
    submit.run(
      async () => {
        await resetPassword(queryClient, { token: token ?? '', password });
        setState('done');
      },
      (error) => {
        if (isProblem(error, 'auth.reset_link_invalid')) return setState('invalid');
        form.setErrors(problemFields(error));
        form.getInputNode('password')?.focus();
      },
    ),
  );

  if (state !== 'open') {
    const isDone = state === 'done';
    return (
      <AuthLayout
        title={isDone ? t('reset.doneTitle') : t('reset.invalidTitle')}
        subtitle={isDone ? t('reset.doneText') : t('reset.invalidText')}
        announce
      >
        <Button component={Link} to={isDone ? '/sign-in' : '/forgot-password'} size="lg" fullWidth>
          {isDone ? t('setup.toSignIn') : t('reset.askAnother')}
        </Button>
      </AuthLayout>
    );
  }
  return (
    <AuthLayout title={t('reset.title')} subtitle={t('reset.subtitle')}>
      <form className={classes.fields} onSubmit={onSubmit} noValidate>
        <AuthProblem problem={submit.problem} waitSeconds={submit.waitSeconds} />
        <PasswordInput
          {...form.getInputProps('password')}
          key={form.key('password')}
          label={t('reset.password')}
          description={t('setup.passwordHint', { min: passwordLengthMin })}
          size="lg"
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          autoFocus
        />
        <Button type="submit" size="lg" fullWidth loading={submit.working} disabled={submit.waitSeconds > 0}>
          {t('reset.submit')}
        </Button>
      </form>
    </AuthLayout>
  );
}
