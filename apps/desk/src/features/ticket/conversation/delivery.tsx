import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { clockTime, dataOf, dayAndTime, type TicketMessage } from '@ventanilla/web';
import { CheckCheck, CircleX, Clock, Inbox } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyProblem } from '../../../shared/notify.tsx';
import { ticketQuery } from '../ticket.queries.ts';
import classes from './message.module.css';

type DeliveryState = NonNullable<TicketMessage['delivery']>;

interface DeliveryMarkProps {
  delivery: DeliveryState;
  /** When the message was written, which stands beside it: a mail that left in that minute needs no second time. */
  writtenAt: string;
}

/** Where a message of ours stands on its way: icon and word, beside its head. */
export function DeliveryMark({ delivery, writtenAt }: DeliveryMarkProps) {
  const { t } = useTranslation(['ticket', 'desk', 'machines', 'sending']);
  const format = useFormat();
  if (delivery.state === 'failed') {
    return (
      <span className={`${classes.delivery} ${classes.failed}`}>
        <CircleX size={14} aria-hidden />
        {t('delivery.failed')}
      </span>
    );
  }
  const refused = delivery.refused.filter(({ settled }) => settled === null).length;
  if (refused > 0) {
    return (
      <span className={`${classes.delivery} ${classes.failed}`}>
        <CircleX size={14} aria-hidden />
        {t('sending:refused.mark', { count: refused })}
      </span>
    );
  }
  if (delivery.bounces.some(({ permanent }) => permanent)) {
    return (
      <span className={`${classes.delivery} ${classes.failed}`}>
        <CircleX size={14} aria-hidden />
        {t('machines:bounce.mark')}
      </span>
    );
  }
  if (delivery.state === 'queued') {
    return (
      <span className={classes.delivery}>
        <Clock size={14} aria-hidden />
        {delivery.attempts > 0 && delivery.nextTryAt
          ? t('delivery.retryAt', { time: clockTime(delivery.nextTryAt, format) })
          : t('delivery.queued')}
      </span>
    );
  }
  const time = delivery.sentAt ? dayAndTime(delivery.sentAt, format) : '';
  const isAtOnce = time === dayAndTime(writtenAt, format);
  return (
    <span className={classes.delivery}>
      {delivery.local ? <Inbox size={14} aria-hidden /> : <CheckCheck size={14} aria-hidden />}
      {delivery.local
        ? t('delivery.local')
        : isAtOnce
          ? t('delivery.sentAtOnce')
          : t('delivery.sent', { time })}
    </span>
  );
}

/** The other server's own words about a failure, with the way to try again. */
export function DeliveryTrouble({ ticketId, delivery }: { ticketId: string; delivery: DeliveryState }) {
  const { t } = useTranslation(['ticket', 'desk']);
  const queryClient = useQueryClient();
  const [isTrying, setIsTrying] = useState(false);
  if (delivery.state === 'sent' || !delivery.serverSaid) {
    if (delivery.state !== 'failed') return null;
  }
  const retry = async () => {
    setIsTrying(true);
    try {
      const params = { path: { outboundId: delivery.outboundId } };
      await dataOf(api.POST('/api/v1/outbox/{outboundId}/retry', { params }));
    } catch (error) {
      notifyProblem(error);
    } finally {
      setIsTrying(false);
      void queryClient.invalidateQueries({ queryKey: ticketQuery(ticketId).queryKey });
    }
  };
  const isFailed = delivery.state === 'failed';
  // Of each recipient it is told what their server said.
  const isToldBelow = delivery.refused.length > 0;
  return (
    <div className={classes.trouble}>
      <Banner
        tone={isFailed ? 'rojo' : 'ambar'}
        title={isFailed ? t('delivery.failedTitle') : t('delivery.delayedTitle')}
        action={
          <Button size="xs" variant="default" loading={isTrying} onClick={() => void retry()}>
            {isFailed ? t('desk:actions.retry') : t('delivery.retryNow')}
          </Button>
        }
      >
        {delivery.serverSaid && !isToldBelow
          ? t('delivery.serverSaid', { words: delivery.serverSaid })
          : null}
      </Banner>
    </div>
  );
}
