import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { isProblem } from '@ventanilla/web';
import { useState } from 'react';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import classes from './auth-layout.module.css';
import { AuthLayout } from './auth-layout.tsx';
import { AuthProblem } from './auth-problem.tsx';
import { completeSignIn } from './session.commands.ts';
import { useAuthSubmit } from './use-auth-submit.ts';

interface SecondStepFormProps {
  /** Stands for the password that was right a moment ago. */
  challenge: string;
  /** The session is to outlive the browser's window. */
  remember: boolean;
  onSignedIn(): Promise<void>;
  /** Begin again with the password; `problem` says why where it was not the person's wish. */
  onBack(problem?: unknown): void;
}

/** The second step of signing in: a code of the app, or one of the backup codes. */
export function SecondStepForm({ challenge, remember, onSignedIn, onBack }: SecondStepFormProps) {
  const { t } = useTranslation('session');
  const queryClient = useQueryClient();
  const [isBackup, setBackup] = useState(false);
  const submit = useAuthSubmit();
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: (value) => (value.trim() === '' ? t('secondStep.codeMissing') : null) },
  });

  const onSubmit = form.onSubmit(({ code }) =>
    submit.run(
      async () => {
        await completeSignIn(queryClient, { challenge, code: code.trim(), remember });
        await onSignedIn();
      },
      (error) => {
        if (isProblem(error, 'auth.challenge_over')) return onBack(error);
        form.setFieldValue('code', '');
        form.getInputNode('code')?.focus();
      },
    ),
  );
  const change = (toBackup: boolean) => {
    setBackup(toBackup);
    submit.forget();
    form.reset();
  };

  return (
    <AuthLayout
      title={isBackup ? t('secondStep.backupTitle') : t('secondStep.title')}
      subtitle={isBackup ? t('secondStep.backupSubtitle') : t('secondStep.subtitle')}
    >
      <form className={classes.fields} onSubmit={onSubmit} noValidate>
        <AuthProblem problem={submit.problem} waitSeconds={submit.waitSeconds} />
        <TextInput
          {...form.getInputProps('code')}
          // Another field, so that the focus comes to it and browsers offer what belongs there.
          key={isBackup ? 'backup' : 'app'}
          data-path="code"
          classNames={{ input: classes.code }}
          label={isBackup ? t('secondStep.backupCode') : t('secondStep.code')}
          size="lg"
          inputMode={isBackup ? 'text' : 'numeric'}
          autoComplete={isBackup ? 'off' : 'one-time-code'}
          autoCapitalize="off"
          spellCheck={false}
          maxLength={40}
          autoFocus
        />
        <Button type="submit" size="lg" fullWidth loading={submit.working} disabled={submit.waitSeconds > 0}>
          {t('secondStep.submit')}
        </Button>
        <div className={classes.ways}>
          <Button variant="subtle" size="xs" onClick={() => change(!isBackup)}>
            {isBackup ? t('secondStep.useApp') : t('secondStep.useBackup')}
          </Button>
          <Button variant="subtle" size="xs" onClick={() => onBack()}>
            {t('secondStep.back')}
          </Button>
        </div>
        {isBackup ? <p className={classes.foot}>{t('secondStep.lost')}</p> : null}
      </form>
    </AuthLayout>
  );
}
