import { useForm } from '@mantine/form';
import type { Mailbox } from '@ventanilla/web';
import { useTranslation } from 'react-i18next';
import { isPort, type MailboxFields, type ServerFields, toFields } from './mailbox.form.ts';

/** The form of a mailbox with its rules; those of a server hold only while it is used. */
export function useMailboxForm(mailbox: Mailbox | null) {
  const { t } = useTranslation('settings');
  const whenUsed =
    (check: (value: string) => string | null) => (value: string, values: MailboxFields, path: string) => {
      const server: ServerFields = path.startsWith('imap') ? values.imap : values.smtp;
      return server.used ? check(value) : null;
    };
  const server = {
    host: whenUsed((value) => (value.trim() === '' ? t('missing') : null)),
    port: whenUsed((value) => (isPort(value) ? null : t('mailboxes.portWrong'))),
  };
  return useForm<MailboxFields>({
    initialValues: toFields(mailbox),
    validateInputOnBlur: true,
    validate: {
      name: (value) => (value.trim() === '' ? t('missing') : null),
      address: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : t('wrongEmail')),
      imap: server,
      smtp: server,
    },
  });
}

export type MailboxFormApi = ReturnType<typeof useMailboxForm>;
