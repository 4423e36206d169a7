import { ActionIcon, CopyButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { dayAndTime, duration, fullDateTime, type TicketDetail, ticketNumber } from '@ventanilla/web';
import { Check, Copy, Mail, Phone } from 'lucide-react';
import { type ReactNode, Suspense } from 'react';
import { Avatar } from '../../../shared/components/avatar.tsx';
import { Chip } from '../../../shared/components/chip.tsx';
import { departmentsQuery } from '../../../shared/departments/departments.ts';
import { linesQuery } from '../../../shared/departments/lines.ts';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { BouncedAddresses } from '../bounces/bounced-addresses.tsx';
import { ClassificationRows } from '../classifying/lazy-classifying.tsx';
import type { TicketTab } from '../ticket-place.ts';
import { TimeRow } from '../time/lazy-time.tsx';
import classes from './context.module.css';
import { DepartmentField } from './department-field.tsx';
import { HistorySection } from './history-section.tsx';
import { LineField } from './line-field.tsx';
import { PresenceSection } from './presence-section.tsx';
import { PreviousSection } from './previous-section.tsx';
import { RecipientsSection } from './recipients-section.tsx';
import { TimeBar } from './time-bar.tsx';
import { timeInStatuses } from './time-in-status.ts';

interface ContextPanelProps {
  detail: TicketDetail;
  /** Drafts of this ticket, which belong to whoever writes. */
  drafts?: ReactNode;
  /** What is shown in the middle: it is not said twice. */
  tab?: TicketTab;
}

/** Everything around the conversation: who, who else is here, where it goes, how long, what before, what happened. */
export function ContextPanel({ detail, drafts, tab }: ContextPanelProps) {
  return (
    <>
      <ContactSection detail={detail} />
      <PresenceSection ticketId={detail.ticket.id} />
      <RecipientsSection detail={detail} />
      <TicketSection detail={detail} />
      {drafts}
      {tab === 'time' ? null : <TimeSection intervals={detail.intervals} />}
      <PreviousSection previous={detail.previous} />
      {tab === 'history' ? null : <HistorySection history={detail.history} ticketId={detail.ticket.id} />}
    </>
  );
}

function ContactSection({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation(['ticket', 'desk']);
  const { name, jobTitle, organization, identities } = detail.contact;
  const phone = identities.find(({ kind }) => kind === 'phone');
  const email = identities.find(({ kind }) => kind === 'email');
  // The first of each kind has a row with its name; whatever else they use stands together.
  const first = identities.filter(
    (each, index) => identities.findIndex((i) => i.kind === each.kind) === index,
  );
  const also = identities.filter((each) => !first.includes(each));
  const kindName = (kind: string) =>
    kind === 'email' ? t('context.email') : kind === 'phone' ? t('context.phone') : kind;
  return (
    <div className={classes.section}>
      <div className={classes.person}>
        <Avatar name={name} size="lg" />
        <div className={classes.who}>
          <h2>{name}</h2>
          <p className={classes.under}>
            {organization
              ? [organization.name, organization.parentName].filter(Boolean).join(' · ')
              : t('desk:noOrganization')}
          </p>
          {jobTitle ? <p className={classes.under}>{jobTitle}</p> : null}
        </div>
        {phone ? (
          <ActionIcon
            component="a"
            href={`tel:${phone.value}`}
            aria-label={t('context.call', { name })}
            title={t('context.call', { name })}
          >
            <Phone size={16} strokeWidth={1.75} aria-hidden />
          </ActionIcon>
        ) : null}
        {email ? (
          <ActionIcon
            component="a"
            href={`mailto:${email.value}`}
            aria-label={t('context.mail', { name })}
            title={t('context.mail', { name })}
          >
            <Mail size={16} strokeWidth={1.75} aria-hidden />
          </ActionIcon>
        ) : null}
      </div>
      <dl className={classes.data}>
        {first.map(({ kind, value, label }) => (
          <Row key={`${kind} ${value}`} label={kindName(kind)}>
            <span className={classes.value}>{value}</span>
            <Whose label={label} />
            <CopyValue value={value} />
          </Row>
        ))}
        {also.length > 0 ? (
          <Row label={t('context.also')}>
            <span className={classes.also}>
              {also.map(({ kind, value, label }) => (
                <Chip key={`${kind} ${value}`} tone="line">
                  {value}
                  <Whose label={label} />
                </Chip>
              ))}
            </span>
          </Row>
        ) : null}
      </dl>
      <BouncedAddresses detail={detail} />
    </div>
  );
}

/** Of an address: whether it is of their work or their own, where somebody said. */
function Whose({ label }: { label: 'official' | 'personal' | null }) {
  const { t } = useTranslation('ticket');
  return label ? <span className={classes.aside}> {t(`context.labels.${label}`)}</span> : null;
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

function TicketSection({ detail }: { detail: TicketDetail }) {
  const { ticket, channelAccount, line } = detail;
  const { t } = useTranslation(['ticket', 'desk']);
  const { data: departments = [] } = useQuery(departmentsQuery);
  const { data: lines = [] } = useQuery(linesQuery);
  return (
    <div className={classes.section}>
      <div className={classes.heading}>
        <h2>{t('context.ticket')}</h2>
        {ticket.deliveryFailed ? <Chip tone="rojo">{t('delivery.failed')}</Chip> : null}
      </div>
      <dl className={classes.data}>
        <Row label={t('context.number')}>{ticketNumber(ticket.number)}</Row>
        <Suspense>
          <ClassificationRows detail={detail} />
        </Suspense>
        {departments.length > 0 || ticket.department ? (
          <Row label={t('context.department')}>
            <DepartmentField ticket={ticket} />
          </Row>
        ) : null}
        {lines.length > 0 || line ? (
          <Row label={t('context.line')}>
            <LineField detail={detail} />
          </Row>
        ) : null}
        <Suspense>
          <TimeRow detail={detail} />
        </Suspense>
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
  const { t } = useTranslation('ticket');
  const { now } = useFormat();
  const time = timeInStatuses(intervals, now);
  return (
    <div className={classes.section}>
      <div className={classes.heading}>
        <h2>{t('context.time')}</h2>
        <span className={classes.aside}>{duration(time.totalMs)}</span>
      </div>
      <TimeBar {...time} />
    </div>
  );
}
