import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MailboxFormApi } from '../use-mailbox-form.ts';
import classes from './mailbox-guide.module.css';

/** The address people write to, and the name they get answers from. */
export function AddressFields({ form }: { form: MailboxFormApi }) {
  const { t } = useTranslation('settings');
  return (
    <div className={classes.fields}>
      <TextInput
        {...form.getInputProps('address')}
        label={t('mailboxes.address')}
        description={t('mailboxes.addressHint')}
        type="email"
        size="lg"
        autoComplete="off"
      />
      <TextInput
        {...form.getInputProps('name')}
        label={t('mailboxes.name')}
        description={t('mailboxes.nameHint')}
        size="lg"
        maxLength={120}
      />
    </div>
  );
}
