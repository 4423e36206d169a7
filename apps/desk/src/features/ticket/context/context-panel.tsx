import { ActionIcon, CopyButton } from '@mantine/core';
import { dayAndTime, duration, fullDateTime, type TicketDetail, ticketNumber } from '@ventanilla/web';
import { Check, Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../../shared/components/avatar.tsx';
import { Chip } from '../../../shared/components/chip.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { categoryColours, useStatuses } from '../status-labels.ts';
import classes from './context.module.css';
import { HistorySection } from './history-section.tsx';
import { PreviousSection } from './previous-section.tsx';
import { timeInStatuses } from './time-in-status.ts';

/** Everything around the conversation: who, where from, how long, what before, what happened. */
export function ContextPanel({ detail }: { detail: TicketDetail }) {
  return (
    <>
      <ContactSection detail={detail} />
      <TicketSection detail={detail} />
      <TimeSection intervals={detail.intervals} />
      <PreviousSection previous={detail.previous} />
      <HistorySection history={detail.history} />
    </>
  );
}

function ContactSection({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation(['ticket', 'desk']);
  const { name, organization, identities } = detail.contact;
  return (
    <div className={classes.section}>
      <div className={classes.person}>
        <Avatar name={name} size="lg" />
        <div>
          <h2>{name}</h2>
          <p className={classes.under}>
            {organization
              ? [organization.name, organization.parentName].filter(Boolean).join(' · ')
              : t('desk:noOrganization')}
          </p>
        </div>
      </div>
      <dl className={classes.data}>
        {identities.map(({ kind, value }) => (
          <Row key={`${kind} ${value}`} label={kind === 'email' ? t('context.email') : kind}>
            <span className={classes.value}>{value}</span>
            <CopyValue value={value} />
          </Row>
        ))}
      </dl>
    </div>
  );
}

function CopyValue({ value }: { value: string }) {
  const { t } = useTranslation(['ticket', 'desk']);
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <ActionIcon
          size={24}
          aria-label={copied ? t('desk:actions.copied') : t('context.copy', { value })}
          onClick={copy}
        >
          {copied ? <Check size={13} aria-hidden /> : <Copy size={13} strokeWidth={1.75} aria-hidden />}
        </ActionIcon>
      )}
    </CopyButton>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Moment({ at }: { at: string }) {
  const format = useFormat();
  return (
    <time dateTime={at} title={fullDateTime(at, format)}>
      {dayAndTime(at, format)}
    </time>
  );
}

function TicketSection({ detail: { ticket, channelAccount } }: { detail: TicketDetail }) {
  const { t } = useTranslation(['ticket', 'desk']);
  return (
    <div className={classes.section}>
      <div className={classes.heading}>
        <h2>{t('context.ticket')}</h2>
        {ticket.deliveryFailed ? <Chip tone="rojo">{t('delivery.failed')}</Chip> : null}
      </div>
      <dl className={classes.data}>
        <Row label={t('context.number')}>{ticketNumber(ticket.number)}</Row>
        {channelAccount ? (
          <Row label={t('context.mailbox')}>
            <span className={classes.value}>{channelAccount.address}</span>
          </Row>
        ) : null}
        <Row label={t('context.opened')}>
          <Moment at={ticket.createdAt} />
        </Row>
        <Row label={t('context.firstAnswer')}>
          {ticket.firstAnswerAt ? (
            duration(Date.parse(ticket.firstAnswerAt) - Date.parse(ticket.createdAt))
          ) : (
            <span className={classes.under}>{t('context.notYet')}</span>
          )}
        </Row>
        {ticket.customerLastAt ? (
          <Row label={t('context.customerLast')}>
            <Moment at={ticket.customerLastAt} />
          </Row>
        ) : null}
        {ticket.ourLastAt ? (
          <Row label={t('context.ourLast')}>
            <Moment at={ticket.ourLastAt} />
          </Row>
        ) : null}
        {ticket.closedAt ? (
          <Row label={t('context.closed')}>
            <Moment at={ticket.closedAt} />
          </Row>
        ) : null}
      </dl>
    </div>
  );
}

function TimeSection({ intervals }: { intervals: TicketDetail['intervals'] }) {
  const { t } = useTranslation(['ticket', 'desk']);
  const { now } = useFormat();
  const { labelOf } = useStatuses();
  const { totalMs, statuses } = timeInStatuses(intervals, now);
  const inWords = statuses.map(({ statusKey, ms }) => `${labelOf(statusKey)} ${duration(ms)}`).join(', ');
  return (
    <div className={classes.section}>
      <div className={classes.heading}>
        <h2>{t('context.time')}</h2>
        <span className={classes.aside}>{duration(totalMs)}</span>
      </div>
      {statuses.length === 0 ? <p className={classes.empty}>{t('context.noTime')}</p> : null}
      {statuses.length > 0 ? (
        <div className={classes.bar} role="img" aria-label={inWords}>
          {statuses.map(({ statusKey, category, share }) => (
            <span
              key={statusKey}
              style={{ flex: Math.max(share, 0.001), background: categoryColours[category] }}
            />
          ))}
        </div>
      ) : null}
      <div className={classes.legend} aria-hidden>
        {statuses.map(({ statusKey, category, ms }) => (
          <span key={statusKey}>
            <i style={{ background: categoryColours[category] }} />
            {labelOf(statusKey)} {duration(ms)}
          </span>
        ))}
      </div>
    </div>
  );
}
