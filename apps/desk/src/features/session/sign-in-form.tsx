import '@mantine/core/styles/Checkbox.css';
import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { dataOf } from '@ventanilla/web';
import { useState } from 'react';
import { isEmail } from '../../shared/account/is-email.ts';
import { api } from '../../shared/api/api.ts';
import { Banner } from '../../shared/components/banner.tsx';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import classes from './auth-layout.module.css';
import { AuthLayout } from './auth-layout.tsx';
import { AuthProblem } from './auth-problem.tsx';
import { brandQuery } from './brand.queries.ts';
import { SecondStepForm } from './second-step-form.tsx';
import { signIn } from './session.commands.ts';
import { useAuthSubmit } from './use-auth-submit.ts';

/** What stands for the right password in the second step, with the wish that was made beside it. */
interface Challenge {
  challenge: string;
  remember: boolean;
}

interface SignInFormProps {
  /** The session ended by itself: said above the form. */
  ended: boolean;
  onSignedIn(): Promise<void>;
}

/** Signing in: e-mail and password, and a code where the account asks for one. */
export function SignInForm({ ended, onSignedIn }: SignInFormProps) {
  const [challenge, setChallenge] = useState<Challenge | null>(null);
  const [sentBack, setSentBack] = useState<unknown>(null);
  if (challenge === null) {
    return (
      <PasswordStep ended={ended} sentBack={sentBack} onSignedIn={onSignedIn} onChallenge={setChallenge} />
    );
  }
  return (
    <SecondStepForm
      {...challenge}
      onSignedIn={onSignedIn}
      onBack={(problem = null) => {
        setSentBack(problem);
        setChallenge(null);
      }}
    />
  );
}

interface PasswordStepProps extends SignInFormProps {
  /** Why the second step sent the person back here; null for nothing. */
  sentBack: unknown;
  onChallenge(challenge: Challenge): void;
}

function PasswordStep({ ended, sentBack, onSignedIn, onChallenge }: PasswordStepProps) {
  const { t } = useTranslation('session');
  const queryClient = useQueryClient();
  const submit = useAuthSubmit();
  const problem = submit.problem ?? sentBack;
  const setup = useQuery({
    queryKey: ['setup'],
    queryFn: () => dataOf(api.GET('/api/v1/setup')),
    retry: false,
  });
  const { data: brand } = useQuery(brandQuery);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '', remember: true },
    validateInputOnBlur: ['email'],
    validate: {
      email: (value) =>
        value.trim() === '' ? t('signIn.emailMissing') : isEmail(value) ? null : t('signIn.emailWrong'),
      password: (value) => (value === '' ? t('signIn.passwordMissing') : null),
    },
  });

  const onSubmit = form.onSubmit(({ email, password, remember }) =>
    submit.run(
      async () => {
        const challenge = await signIn(queryClient, { email: email.trim(), password, remember });
        if (challenge === null) await onSignedIn();
        else onChallenge({ challenge, remember });
      },
      () => form.getInputNode('password')?.focus(),
    ),
  );

  return (
    <AuthLayout
      title={t('signIn.title')}
      subtitle={
        brand?.name
          ? t('signIn.where', { organization: brand.name, host: window.location.host })
          : t('signIn.subtitle')
      }
    >
      <form className={classes.fields} onSubmit={onSubmit} noValidate>
        {setup.data?.needed ? <Banner tone="azul">{t('signIn.setupNeeded')}</Banner> : null}
        {ended && problem === null ? <Banner tone="ambar">{t('signIn.ended')}</Banner> : null}
        <AuthProblem problem={problem} waitSeconds={submit.waitSeconds} />
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
        <div className={classes.between}>
          <Checkbox
            {...form.getInputProps('remember', { type: 'checkbox' })}
            key={form.key('remember')}
            label={t('signIn.remember')}
          />
          <Link
            to="/forgot-password"
            state={() => ({ email: form.getValues().email.trim() })}
            className={classes.forgot}
          >
            {t('signIn.forgot')}
          </Link>
        </div>
        <Button type="submit" size="lg" fullWidth loading={submit.working} disabled={submit.waitSeconds > 0}>
          {t('signIn.submit')}
        </Button>
      </form>
    </AuthLayout>
  );
}
