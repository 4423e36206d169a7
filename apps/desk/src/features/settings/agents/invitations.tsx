import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { dataOf, type Invitation, relativeTime, shortDate } from '@ventanilla/web';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { Avatar } from '../../../shared/components/avatar.tsx';
import { Chip } from '../../../shared/components/chip.tsx';
import { ConfirmDialog } from '../../../shared/components/confirm-dialog.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem } from '../../../shared/notify.tsx';
import { useMe } from '../../../shared/session/session.ts';
import { useRoleOptions } from '../roles/roles.queries.ts';
import classes from '../shared/panel.module.css';
import { Rows } from '../shared/panel.tsx';
import { InvitationMail } from './invitation-mail.tsx';
import { invitationsQuery } from './invitations.queries.ts';

/** Who was invited and has not come yet; nothing where nobody is awaited. */
export function Invitations() {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const { data: invitations = [] } = useQuery(invitationsQuery);
  const [revoked, setRevoked] = useState<Invitation | null>(null);
  const [read, setRead] = useState<Invitation | null>(null);

  const act = async (work: () => Promise<string>) => {
    try {
      notifyDone(await work());
    } catch (error) {
      notifyProblem(error);
    }
    await queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey });
  };
  const resend = ({ id }: Invitation) =>
    act(async () => {
      const params = { path: { invitationId: id } };
      const { email } = await dataOf(api.POST('/api/v1/invitations/{invitationId}/resend', { params }));
      return t('invitations.resent', { email });
    });
  const revoke = ({ id }: Invitation) =>
    act(async () => {
      await api.DELETE('/api/v1/invitations/{invitationId}', { params: { path: { invitationId: id } } });
      return t('invitations.revoked');
    });

  return (
    <>
      {invitations.length > 0 ? (
        <section className={classes.group} aria-labelledby="pending-invitations">
          <h3 id="pending-invitations">{t('invitations.title')}</h3>
          <Rows label={t('invitations.title')}>
            {invitations.map((invitation) => (
              <InvitationRow
                key={invitation.id}
                invitation={invitation}
                onResend={() => resend(invitation)}
                onRevoke={() => setRevoked(invitation)}
                onRead={() => setRead(invitation)}
              />
            ))}
          </Rows>
        </section>
      ) : null}
      <ConfirmDialog
        opened={revoked !== null}
        onClose={() => setRevoked(null)}
        title={t('invitations.revokeAsk', { name: revoked?.name ?? '' })}
        text={t('invitations.revokeText')}
        confirm={t('invitations.revoke')}
        onConfirm={async () => {
          if (revoked) await revoke(revoked);
        }}
      />
      <InvitationMail invitation={read} onClose={() => setRead(null)} />
    </>
  );
}

interface InvitationRowProps {
  invitation: Invitation;
  onResend(): Promise<void>;
  onRevoke(): void;
  onRead(): void;
}

function InvitationRow({ invitation, onResend, onRevoke, onRead }: InvitationRowProps) {
  const { t } = useTranslation(['settings', 'desk']);
  const format = useFormat();
  const { outgoingMailIsLocal } = useMe();
  const [working, setWorking] = useState(false);
  const role = useRoleOptions().find(({ value }) => value === invitation.roleKey);
  const { name, email, roleKey, invitedBy, sentAt, expiresAt, expired } = invitation;
  const facts = [
    email,
    role?.label ?? roleKey,
    t('invitations.sentAt', { time: relativeTime(sentAt, format) }),
    ...(invitedBy ? [t('invitations.by', { name: invitedBy.name })] : []),
    ...(expired ? [] : [t('invitations.until', { time: shortDate(expiresAt, format) })]),
  ];
  return (
    <li>
      <Avatar name={name} size="md" />
      <span className={classes.main}>
        <b>{name}</b>{' '}
        {expired ? (
          <Chip tone="ambar">{t('invitations.expired')}</Chip>
        ) : (
          <Chip>{t('invitations.pending')}</Chip>
        )}
        <span className={classes.sub}>{facts.join(' · ')}</span>
      </span>
      <span className={classes.side}>
        {outgoingMailIsLocal ? (
          <Button variant="subtle" size="xs" aria-label={t('invitations.readOf', { name })} onClick={onRead}>
            {t('invitations.read')}
          </Button>
        ) : null}
        <Button
          variant="default"
          size="xs"
          loading={working}
          aria-label={t('invitations.resendOf', { name })}
          onClick={() => {
            setWorking(true);
            void onResend().finally(() => setWorking(false));
          }}
        >
          {t('invitations.resend')}
        </Button>
        <Button
          variant="subtle"
          size="xs"
          aria-label={t('invitations.revokeOf', { name })}
          onClick={onRevoke}
        >
          {t('invitations.revoke')}
        </Button>
      </span>
    </li>
  );
}
