import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { dayAndTime, type OwnSession, relativeTime } from '@ventanilla/web';
import { Monitor, Smartphone } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { Chip } from '../../../shared/components/chip.tsx';
import { ConfirmDialog } from '../../../shared/components/confirm-dialog.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem } from '../../../shared/notify.tsx';
import { forgetSession } from '../../../shared/session/forget-session.ts';
import panel from '../shared/panel.module.css';
import { Loaded, Rows } from '../shared/panel.tsx';
import { Card } from './card.tsx';
import { sessionsQuery } from './profile.queries.ts';

/** Where I am signed in, each with a way to end it. `onSignedOut` is called once this browser is out, too. */
export function SessionsCard({ onSignedOut }: { onSignedOut(): void }) {
  const { t } = useTranslation('profile');
  const queryClient = useQueryClient();
  const query = useQuery(sessionsQuery);
  const [asking, ask] = useDisclosure(false);
  const [askingOthers, askOthers] = useDisclosure(false);
  const end = async ({ id }: OwnSession) => {
    try {
      await api.DELETE('/api/v1/sessions/{sessionId}', { params: { path: { sessionId: id } } });
      notifyDone(t('sessions.ended'));
    } catch (error) {
      notifyProblem(error);
    }
    await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  };
  const endOthers = async () => {
    try {
      await api.DELETE('/api/v1/sessions/others');
      notifyDone(t('sessions.endedOthers'));
    } catch (error) {
      notifyProblem(error);
    }
    await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  };
  const endAll = async () => {
    try {
      await api.DELETE('/api/v1/sessions');
    } catch (error) {
      return notifyProblem(error);
    }
    await forgetSession(queryClient);
    onSignedOut();
  };
  return (
    <Card
      setting="sessions"
      title={t('sessions.title')}
      lead={t('sessions.lead')}
      action={
        <span className={panel.side}>
          {(query.data?.length ?? 0) > 1 ? (
            <Button variant="default" size="xs" onClick={askOthers.open}>
              {t('sessions.endOthers')}
            </Button>
          ) : null}
          <Button variant="light" color="rojo" size="xs" onClick={ask.open}>
            {t('sessions.endAll')}
          </Button>
        </span>
      }
    >
      <Loaded query={query}>
        {(sessions) => (
          <Rows label={t('sessions.title')}>
            {sessions.map((session) => (
              <SessionRow key={session.id} session={session} onEnd={() => end(session)} />
            ))}
          </Rows>
        )}
      </Loaded>
      <ConfirmDialog
        opened={askingOthers}
        onClose={askOthers.close}
        title={t('sessions.endOthersAsk')}
        text={t('sessions.endOthersText')}
        confirm={t('sessions.endOthers')}
        onConfirm={endOthers}
      />
      <ConfirmDialog
        opened={asking}
        onClose={ask.close}
        title={t('sessions.endAllAsk')}
        text={t('sessions.endAllText')}
        confirm={t('sessions.endAll')}
        onConfirm={endAll}
      />
    </Card>
  );
}

function SessionRow({ session, onEnd }: { session: OwnSession; onEnd(): Promise<void> }) {
  const { t } = useTranslation('profile');
  const format = useFormat();
  const [working, setWorking] = useState(false);
  const { browser, system, isPhone, address, openedAt, lastSeenAt, current } = session;
  const Icon = isPhone ? Smartphone : Monitor;
  const device =
    browser && system
      ? t('sessions.device', { browser, system })
      : (browser ?? system ?? t('sessions.unknown'));
  const facts = [
    ...(address ? [address] : []),
    t('sessions.openedAt', { time: dayAndTime(openedAt, format) }),
    ...(current ? [] : [t('sessions.seen', { time: relativeTime(lastSeenAt, format) })]),
  ];
  return (
    <li>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
      <span className={panel.main}>
        <b>{device}</b> {current ? <Chip tone="verde">{t('sessions.current')}</Chip> : null}
        <span className={panel.sub}>{facts.join(' · ')}</span>
      </span>
      {current ? null : (
        <Button
          variant="default"
          size="xs"
          loading={working}
          aria-label={t('sessions.endOf', { device })}
          onClick={() => {
            setWorking(true);
            void onEnd().finally(() => setWorking(false));
          }}
        >
          {t('sessions.end')}
        </Button>
      )}
    </li>
  );
}
