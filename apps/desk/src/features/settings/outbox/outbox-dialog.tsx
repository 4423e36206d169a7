import { Button, Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { dataOf, dayAndTime, type OutboxItem, ticketNumber } from '@ventanilla/web';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem } from '../../../shared/notify.tsx';
import classes from '../shared/panel.module.css';
import { Loaded } from '../shared/panel.tsx';
import { outboxItemQuery } from './outbox.queries.ts';
import { OutboxChip } from './outbox-chip.tsx';

/** One outgoing mail whole, with another try where it failed. */
export function OutboxDialog({ item, onClose }: { item: OutboxItem | null; onClose(): void }) {
  const { t } = useTranslation(['settings', 'desk']);
  return (
    <Modal
      opened={item !== null}
      onClose={onClose}
      title={item?.subject || t('outbox.noSubject')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
    >
      {item ? <Mail item={item} onClose={onClose} /> : null}
    </Modal>
  );
}

function Mail({ item, onClose }: { item: OutboxItem; onClose(): void }) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const format = useFormat();
  const query = useQuery(outboxItemQuery(item.id));
  const [working, setWorking] = useState(false);
  const retry = async () => {
    setWorking(true);
    try {
      await dataOf(
        api.POST('/api/v1/outbox/{outboundId}/retry', { params: { path: { outboundId: item.id } } }),
      );
      notifyDone(t('outbox.retried'));
      onClose();
    } catch (error) {
      notifyProblem(error);
    }
    setWorking(false);
    await queryClient.invalidateQueries({ queryKey: ['outbox'] });
  };
  return (
    <Loaded query={query}>
      {(mail) => (
        <>
          <dl className={classes.facts}>
            <dt>{t('outbox.filter')}</dt>
            <dd>
              <OutboxChip item={mail} />
            </dd>
            <dt>{t('outbox.from')}</dt>
            <dd>{mail.from}</dd>
            <dt>{t('outbox.to')}</dt>
            <dd>{mail.to.join(', ')}</dd>
            <dt>{t('outbox.created')}</dt>
            <dd>{dayAndTime(mail.createdAt, format)}</dd>
            {mail.sentAt ? (
              <>
                <dt>{t('outbox.sent')}</dt>
                <dd>{dayAndTime(mail.sentAt, format)}</dd>
              </>
            ) : null}
            {mail.serverSaid ? (
              <>
                <dt>{t('outbox.serverSaid')}</dt>
                <dd>{mail.serverSaid}</dd>
              </>
            ) : null}
            <dt>{t('outbox.messageId')}</dt>
            <dd className={classes.mono}>{mail.rfcMessageId}</dd>
          </dl>
          <p className={classes.text}>{mail.text}</p>
          <div className={classes.foot}>
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link to="/tickets/$ticketId" params={{ ticketId: mail.ticketId }} {...props} />
              )}
            >
              {t('outbox.ticket', { number: ticketNumber(mail.ticketNumber) })}
            </Button>
            {mail.state === 'failed' ? (
              <Button loading={working} onClick={() => void retry()}>
                {t('outbox.retry')}
              </Button>
            ) : null}
          </div>
        </>
      )}
    </Loaded>
  );
}
