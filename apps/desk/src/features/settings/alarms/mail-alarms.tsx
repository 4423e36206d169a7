import { Button } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { dataOf, relativeTime, ticketNumber } from '@ventanilla/web';
import { RefreshCwOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../shared/api/api.ts';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { notifyProblem } from '../../../shared/notify.tsx';
import classes from '../shared/panel.module.css';
import { Rows } from '../shared/panel.tsx';

const alarmsQuery = queryOptions({
  queryKey: ['mail-alarms'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/mail-alarms'))).items,
  refetchInterval: 30_000,
});

/** Mail that goes round between machines; nothing is shown where there is none. */
export function MailAlarms() {
  const { t } = useTranslation('machines');
  const format = useFormat();
  const queryClient = useQueryClient();
  const { data: alarms = [] } = useQuery(alarmsQuery);
  if (alarms.length === 0) return null;
  const acknowledge = async (alarmId: string) => {
    try {
      const params = { path: { alarmId } };
      await dataOf(api.POST('/api/v1/mail-alarms/{alarmId}/acknowledge', { params }));
    } catch (error) {
      notifyProblem(error);
    }
    await queryClient.invalidateQueries({ queryKey: alarmsQuery.queryKey });
  };
  return (
    <section className={classes.group}>
      <h3>{t('alarms.title')}</h3>
      <Rows label={t('alarms.title')}>
        {alarms.map(({ id, reason, address, mailbox, mails, lastAt, ticket }) => (
          <li key={id}>
            <RefreshCwOff size={16} strokeWidth={1.75} aria-hidden />
            <span className={classes.main}>
              <b>{address}</b>
              <span className={classes.sub}>
                {t(`alarms.reasons.${reason}`)} {t('alarms.mails', { count: mails })} · {mailbox.name} ·{' '}
                {relativeTime(lastAt, format)}
              </span>
            </span>
            <span className={classes.side}>
              {ticket ? (
                <Button
                  component={Link}
                  to="/tickets/$ticketId"
                  // The router's typing of a link inside another component knows no parameters.
                  params={{ ticketId: ticket.id } as never}
                  size="xs"
                  variant="subtle"
                >
                  {t('alarms.open', { number: ticketNumber(ticket.number) })}
                </Button>
              ) : null}
              <Button
                size="xs"
                variant="default"
                aria-label={t('alarms.acknowledgeOf', { address })}
                onClick={() => void acknowledge(id)}
              >
                {t('alarms.acknowledge')}
              </Button>
            </span>
          </li>
        ))}
      </Rows>
    </section>
  );
}
