import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { dataOf, ifMatch, type Mailbox, type MailboxHealth, relativeTime } from '@ventanilla/web';
import { Mail, MailPlus, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../shared/api/api.ts';
import { EmptyState } from '../../../shared/components/empty-state.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { notifyDone, notifyProblem } from '../../../shared/notify.tsx';
import classes from '../shared/panel.module.css';
import { Loaded, Panel, Rows } from '../shared/panel.tsx';
import { AcknowledgementChip } from './acknowledgement/acknowledgement-chip.tsx';
import { AcknowledgementDialog } from './acknowledgement/acknowledgement-dialog.tsx';
import { HealthAside } from './health/health-aside.tsx';
import { mailboxHealthQuery } from './health/mailbox-health.queries.ts';
import { MailboxPulse, needsSomebody } from './health/mailbox-pulse.tsx';
import { HistoryDialog } from './history/history-dialog.tsx';
import { HistoryProgress } from './history/history-progress.tsx';
import { MailboxForm } from './mailbox-form.tsx';
import { mailboxesQuery } from './mailboxes.queries.ts';
import { SendingDialog } from './sending/sending-dialog.tsx';

/** The addresses people write to, with their health. */
export function MailboxesPanel() {
  const { t } = useTranslation('settings');
  const query = useQuery(mailboxesQuery);
  const { data: health } = useQuery(mailboxHealthQuery);
  const [opened, form] = useDisclosure(false);
  const [edited, setEdited] = useState<Mailbox | null>(null);
  const open = (mailbox: Mailbox | null) => {
    setEdited(mailbox);
    form.open();
  };
  return (
    <Panel
      title={t('sections.mailboxes')}
      lead={t('mailboxes.lead')}
      action={
        <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => open(null)}>
          {t('mailboxes.create')}
        </Button>
      }
    >
      <Loaded query={query}>
        {(mailboxes) =>
          mailboxes.length === 0 ? (
            <EmptyState
              icon={<MailPlus />}
              tone="accent"
              title={t('mailboxes.emptyTitle')}
              text={t('mailboxes.emptyText')}
            />
          ) : (
            <Rows label={t('sections.mailboxes')}>
              {mailboxes.map((mailbox) => (
                <MailboxRow
                  key={mailbox.id}
                  mailbox={mailbox}
                  health={health?.items.find(({ mailboxId }) => mailboxId === mailbox.id)}
                  onEdit={() => open(mailbox)}
                />
              ))}
            </Rows>
          )
        }
      </Loaded>
      <HealthAside />
      <MailboxForm mailbox={edited} opened={opened} onClose={form.close} />
    </Panel>
  );
}

interface MailboxRowProps {
  mailbox: Mailbox;
  health: MailboxHealth | undefined;
  onEdit(): void;
}

function MailboxRow({ mailbox, health, onEdit }: MailboxRowProps) {
  const { t } = useTranslation(['settings', 'machines', 'arrival', 'sending']);
  const [isOpen, acknowledgement] = useDisclosure(false);
  const [isHistoryOpen, history] = useDisclosure(false);
  const [isSendingOpen, sending] = useDisclosure(false);
  const queryClient = useQueryClient();
  const format = useFormat();
  const isPaused = mailbox.state === 'paused';
  const toggle = async () => {
    try {
      await dataOf(
        api.PATCH('/api/v1/mailboxes/{mailboxId}', {
          params: { path: { mailboxId: mailbox.id }, header: ifMatch(mailbox.version) },
          body: { paused: !isPaused },
        }),
      );
      notifyDone(t('saved'));
    } catch (error) {
      notifyProblem(error);
    }
    await queryClient.invalidateQueries({ queryKey: mailboxesQuery.queryKey });
  };
  const fetched = mailbox.lastFetchedAt
    ? t('mailboxes.fetched', { time: relativeTime(mailbox.lastFetchedAt, format) })
    : t('mailboxes.neverFetched');
  return (
    <li className={health && needsSomebody(health) ? classes.alarmed : undefined}>
      <Mail size={16} strokeWidth={1.75} aria-hidden />
      <span className={classes.main}>
        <b>{mailbox.address}</b>
        <span className={classes.sub}>
          {mailbox.name} · {mailbox.imap ? fetched : t('mailboxes.noImap')}
          {mailbox.smtp ? '' : ` · ${t('mailboxes.local')}`}
        </span>
      </span>
      {health ? <MailboxPulse health={health} /> : null}
      <span className={classes.side}>
        <AcknowledgementChip mailboxId={mailbox.id} />
        <Button variant="subtle" size="xs" onClick={() => void toggle()}>
          {isPaused ? t('mailboxes.resume') : t('mailboxes.pause')}
        </Button>
        <Button
          variant="subtle"
          size="xs"
          aria-label={t('machines:ack.openOf', { address: mailbox.address })}
          onClick={acknowledgement.open}
        >
          {t('machines:ack.open')}
        </Button>
        {mailbox.imap ? (
          <Button
            variant="subtle"
            size="xs"
            aria-label={t('arrival:history.openOf', { address: mailbox.address })}
            onClick={history.open}
          >
            {t('arrival:history.open')}
          </Button>
        ) : null}
        <Button
          variant="subtle"
          size="xs"
          aria-label={t('sending:limits.openOf', { address: mailbox.address })}
          onClick={sending.open}
        >
          {t('sending:limits.open')}
        </Button>
        <Button variant="default" size="xs" onClick={onEdit}>
          {t('mailboxes.edit')}
        </Button>
      </span>
      <SendingDialog mailbox={mailbox} opened={isSendingOpen} onClose={sending.close} />
      <AcknowledgementDialog mailbox={mailbox} opened={isOpen} onClose={acknowledgement.close} />
      <HistoryDialog mailbox={mailbox} opened={isHistoryOpen} onClose={history.close} />
      {health?.history ? <HistoryProgress mailboxId={mailbox.id} history={health.history} /> : null}
      {mailbox.lastError ? (
        <span className={classes.said}>{t('mailboxes.serverSaid', { text: mailbox.lastError })}</span>
      ) : null}
    </li>
  );
}
