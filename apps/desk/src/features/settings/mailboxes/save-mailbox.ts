import type { QueryClient } from '@tanstack/react-query';
import { dataOf, ifMatch, type Mailbox } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';
import { sessionQuery } from '../../../shared/session/session.ts';
import { type MailboxFields, toServer } from './mailbox.form.ts';

/** Adds a mailbox, or changes the one that is given. */
export async function saveMailbox(
  queryClient: QueryClient,
  { mailbox, values }: { mailbox: Mailbox | null; values: MailboxFields },
): Promise<Mailbox> {
  const { withHistory, ...rest } = values;
  const body = {
    ...rest,
    address: values.address.trim(),
    imap: toServer(values.imap),
    smtp: toServer(values.smtp),
  };
  const saved = mailbox
    ? await dataOf(
        api.PATCH('/api/v1/mailboxes/{mailboxId}', {
          params: { path: { mailboxId: mailbox.id }, header: ifMatch(mailbox.version) },
          body,
        }),
      )
    : await dataOf(api.POST('/api/v1/mailboxes', { body: { ...body, withHistory } }));
  await queryClient.invalidateQueries({ queryKey: ['mailboxes'] });
  await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
  return saved;
}
