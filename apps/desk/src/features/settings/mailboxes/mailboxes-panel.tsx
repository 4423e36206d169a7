import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { dataOf, ifMatch, type Mailbox, relativeTime } from '@ventanilla/web';
import { CircleAlert, CircleCheck, CirclePause, Mail, MailPlus, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../shared/api/api.ts';
import { Chip } from '../../../shared/components/chip.tsx';
import { EmptyState } from '../../../shared/components/empty-state.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { notifyDone, notifyProblem } from '../../../shared/notify.tsx';
import classes from '../shared/panel.module.css';
import { Loaded, Panel, Rows } from '../shared/panel.tsx';
import { AcknowledgementDialog } from './acknowledgement/acknowledgement-dialog.tsx';
import { MailboxForm } from './mailbox-form.tsx';
import { mailboxesQuery } from './mailboxes.queries.ts';

/** The addresses people write to, with their health. */
export function MailboxesPanel() {
  const { t } = useTranslation('settings');
  const query = useQuery(mailboxesQuery);
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
                <MailboxRow key={mailbox.id} mailbox={mailbox} onEdit={() => open(mailbox)} />
              ))}
            </Rows>
          )
        }
      </Loaded>
      <MailboxForm mailbox={edited} opened={opened} onClose={form.close} />
    </Panel>
  );
}

const states = {
  active: { tone: 'verde', icon: CircleCheck },
  paused: { tone: 'gris', icon: CirclePause },
  failing: { tone: 'rojo', icon: CircleAlert },
} as const;

function MailboxRow({ mailbox, onEdit }: { mailbox: Mailbox; onEdit(): void }) {
  const { t } = useTranslation(['settings', 'machines']);
  const [isOpen, acknowledgement] = useDisclosure(false);
  const queryClient = useQueryClient();
  const format = useFormat();
  const { tone, icon: Icon } = states[mailbox.state];
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
    <li>
      <Mail size={16} strokeWidth={1.75} aria-hidden />
      <span className={classes.main}>
        <b>{mailbox.address}</b>
        <span className={classes.sub}>
          {mailbox.name} · {mailbox.imap ? fetched : t('mailboxes.noImap')}
          {mailbox.smtp ? '' : ` · ${t('mailboxes.local')}`}
        </span>
      </span>
      <span className={classes.side}>
        <Chip tone={tone} icon={<Icon size={12} strokeWidth={2} aria-hidden />}>
          {t(`mailboxes.state.${mailbox.state}`)}
        </Chip>
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
        <Button variant="default" size="xs" onClick={onEdit}>
          {t('mailboxes.edit')}
        </Button>
      </span>
      <AcknowledgementDialog mailbox={mailbox} opened={isOpen} onClose={acknowledgement.close} />
      {mailbox.lastError ? (
        <span className={classes.said}>{t('mailboxes.serverSaid', { text: mailbox.lastError })}</span>
      ) : null}
    </li>
  );
}
