import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { passwordLengthMin } from '../../shared/account/password.ts';
import { problemFields, problemText } from '../../shared/api/problem-text.ts';
import { Banner } from '../../shared/components/banner.tsx';
import classes from './auth-layout.module.css';
import { AuthLayout } from './auth-layout.tsx';
import { completeSetup } from './session.commands.ts';
import { useWait } from './use-wait.ts';

interface SetupFormProps {
  /** The one-time key of the link; undefined where the address has none. */
  token: string | undefined;
  onDone(): Promise<void>;
}

/** The first administrator creates their account by the link that the server printed. */
export function SetupForm({ token, onDone }: SetupFormProps) {
  const { t } = useTranslation('session');
  const queryClient = useQueryClient();
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const wait = useWait();
  const missing = (value: string) => (value.trim() === '' ? t('setup.missing') : null);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { organizationName: '', name: '', email: '', password: '' },
    validateInputOnBlur: true,
    validate: {
      organizationName: missing,
      name: missing,
      email: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : t('signIn.emailWrong')),
      password: (value) =>
        value.length < passwordLengthMin ? t('setup.passwordShort', { min: passwordLengthMin }) : null,
    },
  });

  const submit = form.onSubmit(async (values) => {
    setProblem(null);
    setWorking(true);
    try {
      await completeSetup(queryClient, { ...values, email: values.email.trim(), token: token ?? '' });
      await onDone();
    } catch (error) {
      setProblem(error);
      wait.startFrom(error);
      form.setErrors(problemFields(error));
    } finally {
      setWorking(false);
    }
  });

  return (
    <AuthLayout title={t('setup.title')} subtitle={t('setup.subtitle')}>
      <form className={classes.fields} onSubmit={submit} noValidate>
        {token ? null : <Banner tone="ambar">{t('setup.noToken')}</Banner>}
        {problem === null ? null : (
          <Banner tone="rojo" role="alert">
            {wait.seconds > 0 ? t('signIn.waitSeconds', { seconds: wait.seconds }) : problemText(problem)}
          </Banner>
        )}
        <TextInput
          {...form.getInputProps('organizationName')}
          key={form.key('organizationName')}
          label={t('setup.organization')}
          size="lg"
          autoComplete="organization"
          maxLength={120}
          autoFocus
        />
        <TextInput
          {...form.getInputProps('name')}
          key={form.key('name')}
          label={t('setup.name')}
          size="lg"
          autoComplete="name"
          maxLength={120}
        />
        <TextInput
          {...form.getInputProps('email')}
          key={form.key('email')}
          label={t('setup.email')}
          type="email"
          size="lg"
          autoComplete="username"
        />
        <PasswordInput
          {...form.getInputProps('password')}
          key={form.key('password')}
          label={t('setup.password')}
          description={t('setup.passwordHint', { min: passwordLengthMin })}
          size="lg"
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        />
        <Button type="submit" size="lg" fullWidth loading={working} disabled={!token || wait.seconds > 0}>
          {t('setup.submit')}
        </Button>
      </form>
    </AuthLayout>
  );
}
