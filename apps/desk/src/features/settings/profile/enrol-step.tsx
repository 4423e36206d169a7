import { Button, CopyButton, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Copy, Smartphone } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { problemText } from '../../../shared/api/problem-text.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import panel from '../shared/panel.module.css';
import { useSubmit } from '../shared/use-submit.ts';
import classes from './profile.module.css';

// Its library is wanted here only, once in the life of an account.
const QrCode = lazy(() => import('./qr-code.tsx'));

interface EnrolStepProps {
  /** Base32. */
  secret: string;
  otpauthUrl: string;
  onCancel(): void;
  onCode(code: string): Promise<void>;
}

/** The secret in groups of four, as authenticator apps show it too. */
function grouped(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret;
}

/** The secret for the authenticator app, and the first code to prove that it arrived there. */
export function EnrolStep({ secret, otpauthUrl, onCancel, onCode }: EnrolStepProps) {
  const { t } = useTranslation(['profile', 'desk']);
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: (value) => (value.trim() === '' ? t('twoFactor.codeMissing') : null) },
  });
  const submit = useSubmit(form.setErrors);
  const onSubmit = form.onSubmit(({ code }) => submit.run(() => onCode(code)));
  return (
    <form className={panel.fields} onSubmit={onSubmit} noValidate>
      <p>{t('twoFactor.scanText')}</p>
      <div className={classes.scan}>
        <Suspense fallback={<span className={classes.qrPlace} />}>
          <QrCode text={otpauthUrl} label={t('twoFactor.qr')} />
        </Suspense>
        <div className={classes.byHand}>
          <p>{t('twoFactor.byHand')}</p>
          <code className={classes.secret} aria-label={t('twoFactor.secret')} role="group">
            {grouped(secret)}
          </code>
          <div className={classes.way}>
            <CopyButton value={secret}>
              {({ copied, copy }) => (
                <Button
                  variant="default"
                  size="xs"
                  leftSection={<Copy size={14} aria-hidden />}
                  onClick={copy}
                >
                  {copied ? t('desk:actions.copied') : t('desk:actions.copy')}
                </Button>
              )}
            </CopyButton>
            <Button
              component="a"
              href={otpauthUrl}
              variant="subtle"
              size="xs"
              leftSection={<Smartphone size={14} aria-hidden />}
            >
              {t('twoFactor.openApp')}
            </Button>
          </div>
        </div>
      </div>
      {submit.problem === null ? null : (
        <Banner tone="rojo" role="alert">
          {problemText(submit.problem)}
        </Banner>
      )}
      <TextInput
        {...form.getInputProps('code')}
        className={classes.code}
        label={t('twoFactor.code')}
        description={t('twoFactor.codeHint')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        autoFocus
      />
      <div className={panel.foot}>
        <Button variant="subtle" onClick={onCancel}>
          {t('desk:actions.cancel')}
        </Button>
        <Button type="submit" loading={submit.working}>
          {t('twoFactor.confirm')}
        </Button>
      </div>
    </form>
  );
}
