import '@mantine/core/styles/Checkbox.css';
import { Checkbox, PasswordInput, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import classes from '../../shared/panel.module.css';
import { type Access, portFor, type Security, type ServerKind } from '../mailbox.form.ts';
import type { MailboxFormApi } from '../use-mailbox-form.ts';
import { PasswordHelp, usesAppPassword } from './password-help.tsx';
import type { Provider } from './providers.ts';

interface ServerFieldsProps {
  form: MailboxFormApi;
  kind: ServerKind;
  provider: Provider;
  /** A password is stored already; an empty field keeps it. */
  isStored: boolean;
  /** In place of host, user and password, where one signs in by consent. */
  renderConsent?: ((provider: 'google' | 'microsoft') => ReactNode) | undefined;
}

const securities = ['tls', 'starttls', 'none'] as const;
const accesses = ['password', 'google', 'microsoft'] as const;

/** One server of a mailbox: used or not, where it is, and how one signs in. */
export function ServerFields({ form, kind, provider, isStored, renderConsent }: ServerFieldsProps) {
  const { t } = useTranslation('mailboxes');
  const isIncoming = kind === 'imap';
  const { used, access } = form.values[kind];
  const label = isIncoming ? t('incoming') : t('outgoing');
  return (
    <fieldset className={classes.plainFieldset}>
      <legend className={classes.hiddenLegend}>{label}</legend>
      <Checkbox
        {...form.getInputProps(`${kind}.used`, { type: 'checkbox' })}
        label={isIncoming ? t('useIncoming') : t('useOutgoing')}
      />
      {used ? (
        <>
          {renderConsent ? <AccessSelect form={form} kind={kind} provider={provider} /> : null}
          {access !== 'password' && renderConsent ? (
            renderConsent(access)
          ) : (
            <TypedServer form={form} kind={kind} provider={provider} isStored={isStored} />
          )}
        </>
      ) : (
        <p className={classes.hint}>{isIncoming ? t('noIncoming') : t('noOutgoing')}</p>
      )}
    </fieldset>
  );
}

function AccessSelect({ form, kind, provider }: Pick<ServerFieldsProps, 'form' | 'kind' | 'provider'>) {
  const { t } = useTranslation('mailboxes');
  const nameOf = (access: Access) =>
    access === 'password' && usesAppPassword(provider) ? t('appPassword') : t(`accessOf.${access}`);
  return (
    <Select
      label={t('access')}
      data={accesses.map((value) => ({ value, label: nameOf(value) }))}
      value={form.values[kind].access}
      onChange={(value) => form.setFieldValue(`${kind}.access`, (value ?? 'password') as Access)}
      allowDeselect={false}
    />
  );
}

function TypedServer({ form, kind, provider, isStored }: Omit<ServerFieldsProps, 'renderConsent'>) {
  const { t } = useTranslation('mailboxes');
  const setSecurity = (value: string | null) => {
    const security = (value ?? 'tls') as Security;
    form.setFieldValue(`${kind}.port`, portFor(kind, security, form.values[kind].port));
    form.setFieldValue(`${kind}.security`, security);
  };
  return (
    <div className={classes.grid}>
      <TextInput
        {...form.getInputProps(`${kind}.host`)}
        className={classes.four}
        label={t('host')}
        autoComplete="off"
        spellCheck={false}
      />
      <TextInput
        {...form.getInputProps(`${kind}.port`)}
        className={classes.two}
        label={t('port')}
        inputMode="numeric"
        maxLength={5}
      />
      <Select
        label={t('security')}
        data={securities.map((value) => ({ value, label: t(value) }))}
        value={form.values[kind].security}
        onChange={setSecurity}
        allowDeselect={false}
      />
      <TextInput
        {...form.getInputProps(`${kind}.user`)}
        label={t('user')}
        autoComplete="off"
        spellCheck={false}
      />
      <PasswordInput
        {...form.getInputProps(`${kind}.password`)}
        className={classes.wide}
        label={t('password')}
        description={isStored ? t('passwordKept') : undefined}
        autoComplete="new-password"
      />
      <div className={classes.wide}>
        <PasswordHelp provider={provider} />
      </div>
    </div>
  );
}
