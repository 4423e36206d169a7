import { useForm } from '@mantine/form';
import type { Mailbox } from '@ventanilla/web';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { isAddress, isPort, type MailboxFields, type ServerFields, toFields } from './mailbox.form.ts';

/** The form of a mailbox with its rules; those of a server hold only while it is used with a password. */
export function useMailboxForm(mailbox: Mailbox | null) {
  const { t } = useTranslation(['settings', 'mailboxes']);
  const whenTyped =
    (check: (value: string) => string | null) => (value: string, values: MailboxFields, path: string) => {
      const server: ServerFields = path.startsWith('imap') ? values.imap : values.smtp;
      return server.used && server.access === 'password' ? check(value) : null;
    };
  const server = {
    host: whenTyped((value) => (value.trim() === '' ? t('missing') : null)),
    port: whenTyped((value) => (isPort(value) ? null : t('mailboxes:portWrong'))),
  };
  return useForm<MailboxFields>({
    initialValues: toFields(mailbox),
    validateInputOnBlur: true,
    validate: {
      name: (value) => (value.trim() === '' ? t('missing') : null),
      address: (value) => (isAddress(value) ? null : t('wrongEmail')),
      aliases: (values) => {
        const wrong = values.find((value) => !isAddress(value));
        return wrong === undefined ? null : t('mailboxes:aliasWrong', { address: wrong });
      },
      imap: server,
      smtp: server,
    },
  });
}

export type MailboxFormApi = ReturnType<typeof useMailboxForm>;
