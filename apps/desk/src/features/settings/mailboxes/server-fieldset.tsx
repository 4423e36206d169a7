import '@mantine/core/styles/Checkbox.css';
import { Checkbox, PasswordInput, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '../shared/panel.module.css';
import { portFor, type Security } from './mailbox.form.ts';
import type { MailboxFormApi } from './use-mailbox-form.ts';

interface ServerFieldsetProps {
  form: MailboxFormApi;
  kind: 'imap' | 'smtp';
  /** A password is stored already; an empty field keeps it. */
  isStored: boolean;
  /** Further fields, shown while the server is used. */
  children?: ReactNode;
}

const securities = ['tls', 'starttls', 'none'] as const;

/** One server of a mailbox: used or not, and where it is. */
export function ServerFieldset({ form, kind, isStored, children }: ServerFieldsetProps) {
  const { t } = useTranslation('settings');
  const isIncoming = kind === 'imap';
  const { used } = form.values[kind];
  const setSecurity = (value: string | null) => {
    const security = (value ?? 'tls') as Security;
    form.setFieldValue(`${kind}.port`, portFor(kind, security, form.values[kind].port));
    form.setFieldValue(`${kind}.security`, security);
  };
  return (
    <fieldset className={classes.fieldset}>
      <legend>{isIncoming ? t('mailboxes.incoming') : t('mailboxes.outgoing')}</legend>
      <div className={classes.fields}>
        <Checkbox
          {...form.getInputProps(`${kind}.used`, { type: 'checkbox' })}
          label={isIncoming ? t('mailboxes.useIncoming') : t('mailboxes.useOutgoing')}
        />
        {used ? (
          <>
            <div className={classes.grid}>
              <TextInput
                {...form.getInputProps(`${kind}.host`)}
                className={classes.four}
                label={t('mailboxes.host')}
                autoComplete="off"
                spellCheck={false}
              />
              <TextInput
                {...form.getInputProps(`${kind}.port`)}
                className={classes.two}
                label={t('mailboxes.port')}
                inputMode="numeric"
                maxLength={5}
              />
              <Select
                className={classes.two}
                label={t('mailboxes.security')}
                data={securities.map((value) => ({ value, label: t(`mailboxes.${value}`) }))}
                value={form.values[kind].security}
                onChange={setSecurity}
              />
              <TextInput
                {...form.getInputProps(`${kind}.user`)}
                className={classes.four}
                label={t('mailboxes.user')}
                autoComplete="off"
                spellCheck={false}
              />
              <PasswordInput
                {...form.getInputProps(`${kind}.password`)}
                className={classes.wide}
                label={t('mailboxes.password')}
                description={isStored ? t('mailboxes.passwordKept') : undefined}
                autoComplete="new-password"
              />
            </div>
            {children}
          </>
        ) : (
          <p className={classes.hint}>{isIncoming ? t('mailboxes.noIncoming') : t('mailboxes.noOutgoing')}</p>
        )}
      </div>
    </fieldset>
  );
}
