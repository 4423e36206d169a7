import { Button, Checkbox, CopyButton, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { dataOf, type Permission } from '@ventanilla/web';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useMe } from '../../../shared/session/session.ts';
import { FormDialog } from '../shared/form-dialog.tsx';
import classes from '../shared/panel.module.css';
import { SubmitForm } from '../shared/submit-form.tsx';
import { useSubmit } from '../shared/use-submit.ts';
import { scopePhrase } from './scope-text.ts';

interface ApiKeyFormProps {
  opened: boolean;
  onClose(): void;
}

/** A new key: its name and what it may do; then its secret, once. */
export function ApiKeyForm({ opened, onClose }: ApiKeyFormProps) {
  const { t } = useTranslation('settings');
  const [secret, setSecret] = useState<string | null>(null);
  const close = () => {
    setSecret(null);
    onClose();
  };
  return (
    <FormDialog
      opened={opened}
      onClose={close}
      title={secret === null ? t('apiKeys.create') : t('apiKeys.secretTitle')}
    >
      {secret === null ? (
        <Fields onClose={close} onCreated={setSecret} />
      ) : (
        <Secret secret={secret} onClose={close} />
      )}
    </FormDialog>
  );
}

function Fields({ onClose, onCreated }: { onClose(): void; onCreated(secret: string): void }) {
  const { t } = useTranslation(['settings', 'desk']);
  const queryClient = useQueryClient();
  // Nobody gives a permission they do not hold.
  const { permissions } = useMe();
  const form = useForm({
    initialValues: { name: '', scopes: [] as Permission[] },
    validate: {
      name: (value) => (value.trim() === '' ? t('missing') : null),
      scopes: (value) => (value.length === 0 ? t('apiKeys.scopesMissing') : null),
    },
  });
  const submit = useSubmit(form.setErrors);
  const onSubmit = form.onSubmit((values) =>
    submit.run(async () => {
      const { secret } = await dataOf(api.POST('/api/v1/api-keys', { body: values }));
      onCreated(secret);
      await queryClient.invalidateQueries({ queryKey: ['api-keys'] });
    }),
  );
  return (
    <SubmitForm submit={submit} onSubmit={onSubmit} onCancel={onClose} label={t('apiKeys.submit')}>
      <TextInput
        {...form.getInputProps('name')}
        label={t('apiKeys.name')}
        description={t('apiKeys.nameHint')}
        maxLength={120}
        data-autofocus
      />
      <Checkbox.Group {...form.getInputProps('scopes')} label={t('apiKeys.scopes')}>
        <div className={classes.grid}>
          {permissions.map((permission) => (
            <Checkbox
              key={permission}
              value={permission}
              label={t(`apiKeys.scopeText.${scopePhrase(permission)}`)}
              description={<span className={classes.mono}>{permission}</span>}
            />
          ))}
        </div>
      </Checkbox.Group>
    </SubmitForm>
  );
}

function Secret({ secret, onClose }: { secret: string; onClose(): void }) {
  const { t } = useTranslation(['settings', 'desk']);
  return (
    <div className={classes.fields}>
      <Banner tone="ambar" role="alert">
        {t('apiKeys.secretText')}
      </Banner>
      <TextInput
        label={t('apiKeys.secret')}
        value={secret}
        readOnly
        classNames={{ input: classes.mono }}
        onFocus={(event) => event.currentTarget.select()}
        data-autofocus
      />
      <div className={classes.foot}>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t('desk:actions.copied') : t('desk:actions.copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{t('apiKeys.done')}</Button>
      </div>
    </div>
  );
}
