import { PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { isEmail } from '../../../shared/account/is-email.ts';
import { passwordLengthMin } from '../../../shared/account/password.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { AuthProblem } from '../auth-problem.tsx';
import classes from './setup-frame.module.css';
import { SetupFoot, SetupForm } from './setup-frame.tsx';

export interface AccountValues {
  name: string;
  email: string;
  password: string;
}

interface AccountStepProps {
  values: AccountValues;
  /** The link has its key. */
  hasToken: boolean;
  /** What the server said against these fields; null for nothing. */
  problem: unknown;
  errors: Record<string, string>;
  onNext(values: AccountValues): void;
}

/** Who administers: asked for once. */
export function AccountStep({ values, hasToken, problem, errors, onNext }: AccountStepProps) {
  const { t } = useTranslation(['session', 'wizard']);
  const form = useForm<AccountValues>({
    initialValues: values,
    initialErrors: errors,
    validateInputOnBlur: true,
    validate: {
      name: (value) => (value.trim() === '' ? t('setup.missing') : null),
      email: (value) => (isEmail(value) ? null : t('signIn.emailWrong')),
      password: (value) =>
        value.length < passwordLengthMin ? t('setup.passwordShort', { min: passwordLengthMin }) : null,
    },
  });
  const submit = () => {
    const { errors: wrong, hasErrors } = form.validate();
    if (!hasErrors) return onNext({ ...form.values, email: form.values.email.trim() });
    form.getInputNode(Object.keys(wrong)[0] ?? 'name')?.focus();
  };
  const isResumed = values.email !== '' && values.password === '';
  return (
    <SetupForm onSubmit={submit} foot={<SetupFoot disabled={!hasToken} />}>
      <div className={classes.fields}>
        {hasToken ? null : <Banner tone="ambar">{t('setup.noToken')}</Banner>}
        {isResumed ? <Banner tone="azul">{t('wizard:passwordAgain')}</Banner> : null}
        <AuthProblem problem={problem} waitSeconds={0} />
        <TextInput
          {...form.getInputProps('name')}
          label={t('setup.name')}
          size="lg"
          autoComplete="name"
          maxLength={120}
          autoFocus
        />
        <TextInput
          {...form.getInputProps('email')}
          label={t('setup.email')}
          type="email"
          size="lg"
          autoComplete="username"
        />
        <PasswordInput
          {...form.getInputProps('password')}
          label={t('setup.password')}
          description={t('setup.passwordHint', { min: passwordLengthMin })}
          size="lg"
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        />
      </div>
    </SetupForm>
  );
}

/** The administrator is there already: what they are called, and where the rest is changed. */
export function AccountMade({ name, email, onNext }: { name: string; email: string; onNext(): void }) {
  const { t } = useTranslation('wizard');
  return (
    <SetupForm onSubmit={onNext} foot={<SetupFoot />}>
      <div className={classes.facts}>
        <b>{name}</b>
        <span>{email}</span>
        <span>{t('accountMade')}</span>
      </div>
    </SetupForm>
  );
}
