import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../shared/api/api.ts';
import { problemText } from '../../shared/api/problem-text.ts';
import { Banner } from '../../shared/components/banner.tsx';
import classes from './auth-layout.module.css';
import { AuthLayout } from './auth-layout.tsx';
import { signIn } from './session.commands.ts';
import { useWait } from './use-wait.ts';

interface SignInFormProps {
  /** The session ended by itself: said above the form. */
  ended: boolean;
  onSignedIn(): Promise<void>;
}

export function SignInForm({ ended, onSignedIn }: SignInFormProps) {
  const { t } = useTranslation('session');
  const queryClient = useQueryClient();
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const wait = useWait();
  const setup = useQuery({
    queryKey: ['setup'],
    queryFn: () => dataOf(api.GET('/api/v1/setup')),
    retry: false,
  });
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validateInputOnBlur: ['email'],
    validate: {
      email: (value) =>
        value.trim() === ''
          ? t('signIn.emailMissing')
          : /^\S+@\S+\.\S+$/.test(value.trim())
            ? null
            : t('signIn.emailWrong'),
      password: (value) => (value === '' ? t('signIn.passwordMissing') : null),
    },
  });

  const submit = form.onSubmit(async ({ email, password }) => {
    setProblem(null);
    setWorking(true);
    try {
      await signIn(queryClient, { email: email.trim(), password });
      await onSignedIn();
    } catch (error) {
      setProblem(error);
      if (!wait.startFrom(error)) form.getInputNode('password')?.focus();
    } finally {
      setWorking(false);
    }
  });

  return (
    <AuthLayout title={t('signIn.title')} subtitle={t('signIn.subtitle')}>
      <form className={classes.fields} onSubmit={submit} noValidate>
        {setup.data?.needed ? <Banner tone="azul">{t('signIn.setupNeeded')}</Banner> : null}
        {ended && problem === null ? <Banner tone="ambar">{t('signIn.ended')}</Banner> : null}
        {problem === null ? null : (
          <Banner tone="rojo" role="alert">
            {wait.seconds > 0 ? t('signIn.waitSeconds', { seconds: wait.seconds }) : problemText(problem)}
          </Banner>
        )}
        <TextInput
          {...form.getInputProps('email')}
          key={form.key('email')}
          label={t('signIn.email')}
          type="email"
          size="lg"
          autoComplete="username"
          autoFocus
        />
        <PasswordInput
          {...form.getInputProps('password')}
          key={form.key('password')}
          label={t('signIn.password')}
          size="lg"
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        />
        <Button type="submit" size="lg" fullWidth loading={working} disabled={wait.seconds > 0}>
          {t('signIn.submit')}
        </Button>
        <p className={classes.foot}>{t('signIn.forgot')}</p>
      </form>
    </AuthLayout>
  );
}
