import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import { dataOf } from '@ventanilla/web';
import { useState } from 'react';
import { isEmail } from '../../shared/account/is-email.ts';
import { api } from '../../shared/api/api.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import classes from './auth-layout.module.css';
import { AuthLayout } from './auth-layout.tsx';
import { AuthProblem } from './auth-problem.tsx';
import { useAuthSubmit } from './use-auth-submit.ts';

/**
 * Asks for the link to a new password; what is said afterwards is the same for every address. `typedEmail` is what
 * already stood in the form of signing in.
 */
export function ForgotPasswordForm({ typedEmail }: { typedEmail: string }) {
  const { t } = useTranslation('session');
  const [sentTo, setSentTo] = useState<string | null>(null);
  const submit = useAuthSubmit();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: typedEmail },
    validateInputOnBlur: true,
    validate: { email: (value) => (isEmail(value) ? null : t('signIn.emailWrong')) },
  });
  const onSubmit = form.onSubmit(({ email }) =>
    submit.run(async () => {
      await dataOf(api.POST('/api/v1/password-resets', { body: { email: email.trim() } }));
      setSentTo(email.trim());
    }),
  );

  if (sentTo !== null) {
    return (
      <AuthLayout title={t('forgot.sentTitle')} subtitle={t('forgot.sentText', { email: sentTo })} announce>
        <div className={classes.fields}>
          <Button component={Link} to="/sign-in" size="lg" fullWidth>
            {t('forgot.toSignIn')}
          </Button>
          <Button variant="subtle" onClick={() => setSentTo(null)}>
            {t('forgot.another')}
          </Button>
          <p className={classes.foot}>{t('forgot.sentHint')}</p>
        </div>
      </AuthLayout>
    );
  }
  return (
    <AuthLayout title={t('forgot.title')} subtitle={t('forgot.subtitle')}>
      <form className={classes.fields} onSubmit={onSubmit} noValidate>
        <AuthProblem problem={submit.problem} waitSeconds={submit.waitSeconds} />
        <TextInput
          {...form.getInputProps('email')}
          key={form.key('email')}
          label={t('signIn.email')}
          type="email"
          size="lg"
          autoComplete="username"
          autoFocus
        />
        <Button type="submit" size="lg" fullWidth loading={submit.working} disabled={submit.waitSeconds > 0}>
          {t('forgot.submit')}
        </Button>
        <Button component={Link} to="/sign-in" variant="subtle">
          {t('forgot.toSignIn')}
        </Button>
      </form>
    </AuthLayout>
  );
}
