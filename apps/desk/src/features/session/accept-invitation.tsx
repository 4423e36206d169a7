import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { dataOf, isProblem } from '@ventanilla/web';
import { useState } from 'react';
import { passwordLengthMin } from '../../shared/account/password.ts';
import { api } from '../../shared/api/api.ts';
import { problemFields, problemText } from '../../shared/api/problem-text.ts';
import { currentLanguage } from '../../shared/i18n/i18n.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import classes from './auth-layout.module.css';
import { AuthLayout } from './auth-layout.tsx';
import { AuthProblem } from './auth-problem.tsx';
import { acceptInvitation } from './session.commands.ts';
import { useAuthSubmit } from './use-auth-submit.ts';

interface AcceptInvitationProps {
  /** The secret of the link; undefined where the address has none. */
  token: string | undefined;
  onDone(): Promise<void>;
}

interface Invited {
  name: string;
  email: string;
  organizationName: string;
}

/** Somebody invited by mail chooses a password and is in. */
export function AcceptInvitation({ token = '', onDone }: AcceptInvitationProps) {
  const { t } = useTranslation(['session', 'desk']);
  const [isUsed, setUsed] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => dataOf(api.POST('/api/v1/invitations/open', { body: { token } })),
    enabled: token !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (token === '' || isUsed || isProblem(error, 'invitations.link_invalid')) {
    return (
      <AuthLayout title={t('invitation.invalidTitle')} subtitle={t('invitation.invalidText')} announce>
        <Button component={Link} to="/sign-in" size="lg" fullWidth>
          {t('invitation.toSignIn')}
        </Button>
      </AuthLayout>
    );
  }
  if (error) {
    return (
      <AuthLayout title={t('desk:states.failedTitle')} subtitle={problemText(error)} announce>
        <Button size="lg" fullWidth onClick={() => void refetch()}>
          {t('desk:actions.retry')}
        </Button>
      </AuthLayout>
    );
  }
  if (!data) return null;
  return <Fields token={token} invited={data} onDone={onDone} onUsed={() => setUsed(true)} />;
}

interface FieldsProps {
  token: string;
  invited: Invited;
  onDone(): Promise<void>;
  /** The link ended meanwhile. */
  onUsed(): void;
}

function Fields({ token, invited, onDone, onUsed }: FieldsProps) {
  const { t } = useTranslation('session');
  const queryClient = useQueryClient();
  const submit = useAuthSubmit();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: invited.name, password: '' },
    validateInputOnBlur: true,
    validate: {
      name: (value) => (value.trim() === '' ? t('setup.missing') : null),
      password: (value) =>
        value.length < passwordLengthMin ? t('setup.passwordShort', { min: passwordLengthMin }) : null,
    },
  });
  const onSubmit = form.onSubmit((values) =>
    submit.run(
      async () => {
        await acceptInvitation(queryClient, { ...values, token, language: currentLanguage() });
        await onDone();
      },
      (error) => {
        if (isProblem(error, 'invitations.link_invalid')) return onUsed();
        form.setErrors(problemFields(error));
      },
    ),
  );
  return (
    <AuthLayout
      title={t('invitation.title', { organization: invited.organizationName })}
      subtitle={t('invitation.subtitle', { email: invited.email })}
    >
      <form className={classes.fields} onSubmit={onSubmit} noValidate>
        <AuthProblem problem={submit.problem} waitSeconds={submit.waitSeconds} />
        {/* For the browser's own list of passwords: which account this one belongs to. */}
        <input type="hidden" name="username" autoComplete="username" value={invited.email} readOnly />
        <TextInput
          {...form.getInputProps('name')}
          key={form.key('name')}
          label={t('invitation.name')}
          size="lg"
          autoComplete="name"
          maxLength={120}
        />
        <PasswordInput
          {...form.getInputProps('password')}
          key={form.key('password')}
          label={t('invitation.password')}
          description={t('setup.passwordHint', { min: passwordLengthMin })}
          size="lg"
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          autoFocus
        />
        <Button type="submit" size="lg" fullWidth loading={submit.working} disabled={submit.waitSeconds > 0}>
          {t('invitation.submit')}
        </Button>
      </form>
    </AuthLayout>
  );
}
