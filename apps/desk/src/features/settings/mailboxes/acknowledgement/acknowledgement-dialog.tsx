import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Mailbox } from '@ventanilla/web';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { Loaded } from '../../shared/panel.tsx';
import { acknowledgementQuery } from './acknowledgement.queries.ts';
import { AcknowledgementForm } from './acknowledgement-form.tsx';

/** What a mailbox answers by itself to a new ticket. */
export function AcknowledgementDialog(props: { mailbox: Mailbox; opened: boolean; onClose(): void }) {
  const { mailbox, opened, onClose } = props;
  const { t } = useTranslation('machines');
  const queryClient = useQueryClient();
  const ofMailbox = acknowledgementQuery(mailbox.id);
  const query = useQuery({
    ...ofMailbox,
    // What somebody is editing is not replaced under them.
    queryKey: [...ofMailbox.queryKey, 'edited'],
    enabled: opened,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const close = () => {
    onClose();
    void queryClient.invalidateQueries({ queryKey: ofMailbox.queryKey, exact: true });
  };
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t('ack.title', { address: mailbox.address })}
      size="xl"
    >
      <Loaded query={query}>
        {(acknowledgement) => (
          <AcknowledgementForm mailboxId={mailbox.id} acknowledgement={acknowledgement} onSaved={close} />
        )}
      </Loaded>
    </FormDialog>
  );
}
