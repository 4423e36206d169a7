import { Button, Select } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { dataOf, ifMatch, type Mailbox, type MailboxHealth } from '@ventanilla/web';
import type { ReactNode } from 'react';
import { api } from '../../../shared/api/api.ts';
import { ConfirmDialog } from '../../../shared/components/confirm-dialog.tsx';
import { departmentsQuery } from '../../../shared/departments/departments.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem } from '../../../shared/notify.tsx';
import { AcknowledgementDialog } from './acknowledgement/acknowledgement-dialog.tsx';
import { HistoryDialog } from './history/history-dialog.tsx';
import { HistoryProgress } from './history/history-progress.tsx';
import classes from './mailboxes.module.css';
import { mailboxesQuery } from './mailboxes.queries.ts';
import { SendingDialog } from './sending/sending-dialog.tsx';

interface MailboxOptionsProps {
  mailbox: Mailbox;
  health: MailboxHealth | undefined;
  /** Only one is left: it cannot be disconnected. */
  isLast: boolean;
  onDisconnected(): void;
}

/** What becomes of the mail of a mailbox, and of the mailbox. */
export function MailboxOptions({ mailbox, health, isLast, onDisconnected }: MailboxOptionsProps) {
  const { t } = useTranslation(['mailboxes', 'machines', 'arrival', 'sending']);
  const [isAckOpen, ack] = useDisclosure(false);
  const [isAsked, ask] = useDisclosure(false);
  const [isHistoryOpen, history] = useDisclosure(false);
  const [isSendingOpen, sending] = useDisclosure(false);
  const { data: departments = [] } = useQuery(departmentsQuery);
  const change = useChange(mailbox);
  const isPaused = mailbox.state === 'paused';
  const { address } = mailbox;
  return (
    <section aria-label={t('options')}>
      <h3 className={classes.title}>{t('options')}</h3>
      <div className={classes.box}>
        <Line title={t('optionAck')} hint={t('optionAckHint')}>
          <Opener
            name={t('machines:ack.open')}
            label={t('machines:ack.openOf', { address })}
            onOpen={ack.open}
          />
        </Line>
        {mailbox.imap ? (
          <Line title={t('arrival:history.open')} hint={t('arrival:history.text')}>
            <Opener
              name={t('arrival:history.open')}
              label={t('arrival:history.openOf', { address })}
              onOpen={history.open}
            />
          </Line>
        ) : null}
        {health?.history ? <HistoryProgress mailboxId={mailbox.id} history={health.history} /> : null}
        <Line title={t('optionSending')} hint={t('optionSendingHint')}>
          <Opener
            name={t('sending:limits.open')}
            label={t('sending:limits.openOf', { address })}
            onOpen={sending.open}
          />
        </Line>
        <Line title={t('optionDefault')} hint={t('optionDefaultHint')}>
          {mailbox.isDefault ? (
            <span className={classes.quiet}>{t('optionDefaultOn')}</span>
          ) : (
            <Button variant="default" size="xs" onClick={() => void change({ isDefault: true })}>
              {t('makeDefault')}
            </Button>
          )}
        </Line>
        {departments.length > 0 ? (
          <Line title={t('optionDepartment')} hint={t('optionDepartmentHint')}>
            <Select
              size="xs"
              aria-label={t('optionDepartmentOf', { address })}
              placeholder={t('optionDepartmentNone')}
              data={departments
                .filter(({ id, active }) => active || id === mailbox.departmentId)
                .map(({ id, name }) => ({ value: id, label: name }))}
              value={mailbox.departmentId}
              clearable
              clearButtonProps={{ 'aria-label': t('optionDepartmentClear') }}
              onChange={(departmentId) => void change({ departmentId })}
            />
          </Line>
        ) : null}
        <Line title={t('optionPause')} hint={t('optionPauseHint')}>
          <Button variant="default" size="xs" onClick={() => void change({ paused: !isPaused })}>
            {isPaused ? t('resume') : t('pause')}
          </Button>
        </Line>
        {isLast ? null : (
          <Line title={t('optionDisconnect')} hint={t('optionDisconnectHint')}>
            <Button variant="light" color="rojo" size="xs" onClick={ask.open}>
              {t('disconnect')}
            </Button>
          </Line>
        )}
      </div>
      <AcknowledgementDialog mailbox={mailbox} opened={isAckOpen} onClose={ack.close} />
      <SendingDialog mailbox={mailbox} opened={isSendingOpen} onClose={sending.close} />
      <HistoryDialog mailbox={mailbox} opened={isHistoryOpen} onClose={history.close} />
      <Disconnect mailbox={mailbox} opened={isAsked} onClose={ask.close} onDone={onDisconnected} />
    </section>
  );
}

function Line({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <div className={classes.line}>
      <span>
        <b>{title}</b>
        <small>{hint}</small>
      </span>
      {children}
    </div>
  );
}

/** A button that opens a dialog; `label` says of which mailbox. */
function Opener({ name, label, onOpen }: { name: string; label: string; onOpen(): void }) {
  return (
    <Button variant="default" size="xs" aria-label={label} onClick={onOpen}>
      {name}
    </Button>
  );
}

function Disconnect(props: { mailbox: Mailbox; opened: boolean; onClose(): void; onDone(): void }) {
  const { mailbox, opened, onClose, onDone } = props;
  const { t } = useTranslation('mailboxes');
  const queryClient = useQueryClient();
  const { address } = mailbox;
  const disconnect = async () => {
    try {
      const params = { path: { mailboxId: mailbox.id }, header: ifMatch(mailbox.version) };
      await api.POST('/api/v1/mailboxes/{mailboxId}/disconnect', { params });
      notifyDone(t('disconnected', { address }));
      onDone();
    } catch (error) {
      notifyProblem(error);
    }
    await queryClient.invalidateQueries({ queryKey: mailboxesQuery.queryKey });
  };
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('disconnectAsk', { address })}
      text={t('disconnectText')}
      confirm={t('disconnect')}
      onConfirm={disconnect}
    />
  );
}

/** A change at once; another's change in between is said and shown. */
function useChange(mailbox: Mailbox) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  return async (body: { paused?: boolean; isDefault?: true; departmentId?: string | null }) => {
    try {
      const params = { path: { mailboxId: mailbox.id }, header: ifMatch(mailbox.version) };
      await dataOf(api.PATCH('/api/v1/mailboxes/{mailboxId}', { params, body }));
      notifyDone(t('saved'));
    } catch (error) {
      notifyProblem(error);
    }
    await queryClient.invalidateQueries({ queryKey: mailboxesQuery.queryKey });
  };
}
