import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Invitation } from '@ventanilla/web';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from '../shared/panel.module.css';
import { Loaded } from '../shared/panel.tsx';
import { invitationMailQuery } from './invitations.queries.ts';

/** The mail of an invitation that stayed on this server, so that its link can be handed over in person. */
export function InvitationMail({ invitation, onClose }: { invitation: Invitation | null; onClose(): void }) {
  const { t } = useTranslation(['settings', 'desk']);
  return (
    <Modal
      opened={invitation !== null}
      onClose={onClose}
      title={t('invitations.readTitle', { name: invitation?.name ?? '' })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
    >
      {invitation ? <Text email={invitation.email} /> : null}
    </Modal>
  );
}

function Text({ email }: { email: string }) {
  const { t } = useTranslation('settings');
  const query = useQuery(invitationMailQuery(email));
  return (
    <Loaded query={query}>
      {(mail) => <p className={classes.text}>{mail?.text ?? t('invitations.readNone')}</p>}
    </Loaded>
  );
}
