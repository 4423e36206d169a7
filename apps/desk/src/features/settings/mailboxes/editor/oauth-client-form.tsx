import { Button, CopyButton, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { dataOf, type MailOAuthProvider, type MailProvider } from '@ventanilla/web';
import { Copy } from 'lucide-react';
import { api } from '../../../../shared/api/api.ts';
import { problemText } from '../../../../shared/api/problem-text.ts';
import { Banner } from '../../../../shared/components/banner.tsx';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { notifyDone } from '../../../../shared/notify.tsx';
import classes from '../../shared/panel.module.css';
import { useSubmit } from '../../shared/use-submit.ts';
import { mailOAuthQuery } from '../mailboxes.queries.ts';
import { providerNames } from './providers.ts';

interface OAuthClientFormProps {
  provider: MailProvider;
  client: MailOAuthProvider['client'];
  redirectUrl: string;
  onSaved(): void;
}

/** The application that the company registers with the provider, once: where to make it and what to paste. */
export function OAuthClientForm({ provider, client, redirectUrl, onSaved }: OAuthClientFormProps) {
  const { t } = useTranslation(['mailboxes', 'settings']);
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: { clientId: client?.clientId ?? '', clientSecret: '', tenant: client?.tenant ?? '' },
    validate: {
      clientId: (value) => (value.trim() === '' ? t('settings:missing') : null),
      clientSecret: (value) => (value.trim() === '' && !client ? t('settings:missing') : null),
    },
  });
  const submit = useSubmit(form.setErrors);
  const save = () => {
    if (form.validate().hasErrors) return;
    const { clientId, clientSecret, tenant } = form.values;
    void submit.run(async () => {
      await dataOf(
        api.PUT('/api/v1/mail-oauth/{provider}', {
          params: { path: { provider } },
          body: {
            clientId,
            tenant: tenant.trim() === '' ? null : tenant.trim(),
            ...(clientSecret === '' ? {} : { clientSecret }),
          },
        }),
      );
      await queryClient.invalidateQueries({ queryKey: mailOAuthQuery.queryKey });
      notifyDone(t('consent.registered'));
      onSaved();
    });
  };
  return (
    <fieldset className={classes.fieldset}>
      <legend>{t('consent.register')}</legend>
      <div className={classes.fields}>
        <p className={classes.hint}>
          {t('consent.missing', { provider: providerNames[provider] })} {t(`consent.steps_${provider}`)}
        </p>
        <TextInput
          label={t('consent.redirect')}
          description={t('consent.redirectHint')}
          value={redirectUrl}
          readOnly
          rightSectionWidth={92}
          rightSection={<CopyAddress text={redirectUrl} />}
        />
        <TextInput
          {...form.getInputProps('clientId')}
          label={t('consent.clientId')}
          autoComplete="off"
          spellCheck={false}
        />
        <PasswordInput
          {...form.getInputProps('clientSecret')}
          label={t('consent.clientSecret')}
          description={client ? t('consent.secretKept') : undefined}
          autoComplete="new-password"
        />
        {provider === 'microsoft' ? (
          <TextInput
            {...form.getInputProps('tenant')}
            label={t('consent.tenant')}
            description={t('consent.tenantHint')}
            autoComplete="off"
            spellCheck={false}
          />
        ) : null}
        {submit.problem === null ? null : (
          <Banner tone="rojo" role="alert">
            {problemText(submit.problem)}
          </Banner>
        )}
        <div>
          <Button variant="default" loading={submit.working} onClick={save}>
            {t('consent.register')}
          </Button>
        </div>
      </div>
    </fieldset>
  );
}

function CopyAddress({ text }: { text: string }) {
  const { t } = useTranslation('mailboxes');
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<Copy size={12} aria-hidden />}
          onClick={copy}
        >
          {copied ? t('consent.copied') : t('consent.copy')}
        </Button>
      )}
    </CopyButton>
  );
}
