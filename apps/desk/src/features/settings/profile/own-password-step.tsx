import { Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { problemText } from '../../../shared/api/problem-text.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import panel from '../shared/panel.module.css';
import { useSubmit } from '../shared/use-submit.ts';

interface OwnPasswordStepProps {
  /** What happens next, where it needs saying. */
  text: string | undefined;
  /** The verb of the button. */
  verb: string;
  isDestructive: boolean;
  onCancel(): void;
  onPassword(password: string): Promise<void>;
}

/** Asks for one's own password before the account changes. */
export function OwnPasswordStep({ text, verb, isDestructive, onCancel, onPassword }: OwnPasswordStepProps) {
  const { t } = useTranslation(['profile', 'session', 'desk']);
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value === '' ? t('twoFactor.passwordMissing') : null) },
  });
  const submit = useSubmit(form.setErrors);
  const onSubmit = form.onSubmit(({ password }) => submit.run(() => onPassword(password)));
  return (
    <form className={panel.fields} onSubmit={onSubmit} noValidate>
      {submit.problem === null ? null : (
        <Banner tone="rojo" role="alert">
          {problemText(submit.problem)}
        </Banner>
      )}
      {text ? <p>{text}</p> : null}
      <PasswordInput
        {...form.getInputProps('password')}
        label={t('twoFactor.password')}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t('session:showPassword') }}
        data-autofocus
      />
      <div className={panel.foot}>
        <Button variant="subtle" onClick={onCancel}>
          {t('desk:actions.cancel')}
        </Button>
        <Button
          type="submit"
          loading={submit.working}
          {...(isDestructive ? { variant: 'light', color: 'rojo' } : {})}
        >
          {verb}
        </Button>
      </div>
    </form>
  );
}
