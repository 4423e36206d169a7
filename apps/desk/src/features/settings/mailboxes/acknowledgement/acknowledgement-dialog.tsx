import { useQuery } from '@tanstack/react-query';
import { dataOf, type Mailbox } from '@ventanilla/web';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../shared/api/api.ts';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { Loaded } from '../../shared/panel.tsx';
import { AcknowledgementForm } from './acknowledgement-form.tsx';

/** What a mailbox answers by itself to a new ticket. */
export function AcknowledgementDialog(props: { mailbox: Mailbox; opened: boolean; onClose(): void }) {
  const { mailbox, opened, onClose } = props;
  const { t } = useTranslation('machines');
  const query = useQuery({
    queryKey: ['acknowledgement', mailbox.id],
    queryFn: () =>
      dataOf(
        api.GET('/api/v1/mailboxes/{mailboxId}/acknowledgement', {
          params: { path: { mailboxId: mailbox.id } },
        }),
      ),
    enabled: opened,
    // What somebody is editing is not replaced under them.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t('ack.title', { address: mailbox.address })}
      size="xl"
    >
      <Loaded query={query}>
        {(acknowledgement) => (
          <AcknowledgementForm mailboxId={mailbox.id} acknowledgement={acknowledgement} onSaved={onClose} />
        )}
      </Loaded>
    </FormDialog>
  );
}
