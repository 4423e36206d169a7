import { type MailReading, meetingTime } from '@ventanilla/web';
import clsx from 'clsx';
import { CalendarCheck, CalendarDays, CalendarX, Forward, LockKeyhole, PenLine } from 'lucide-react';
import { Chip } from '../../../../shared/components/chip.tsx';
import { useFormat } from '../../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import message from '../message.module.css';
import classes from './mail-facts.module.css';

const techniques = { smime: 'S/MIME', pgp: 'PGP' } as const;

/** What a mail carries beside its text: whom it passes on, how it was protected, and the meeting it is about. */
export function MailFacts({ mail }: { mail: MailReading }) {
  const { t } = useTranslation('ticket');
  const { forwardedFrom, signed, encrypted, calendar } = mail;
  return (
    <>
      {forwardedFrom ? (
        <p className={clsx(message.line, classes.fact)}>
          <Forward size={13} aria-hidden />
          {t('mail.forwardedFrom', {
            who: forwardedFrom.name
              ? `${forwardedFrom.name} <${forwardedFrom.address}>`
              : forwardedFrom.address,
          })}
        </p>
      ) : null}
      {signed ? (
        <p className={clsx(message.line, classes.fact)}>
          <PenLine size={13} aria-hidden />
          {t('mail.signed', { how: techniques[signed] })}
        </p>
      ) : null}
      {encrypted ? (
        <p className={clsx(message.line, classes.fact)}>
          <LockKeyhole size={13} aria-hidden />
          {t('mail.encrypted', { how: techniques[encrypted] })}
        </p>
      ) : null}
      {calendar ? <Invitation calendar={calendar} /> : null}
    </>
  );
}

type Meeting = NonNullable<MailReading['calendar']>;

function stateOf({ method, updated }: Meeting) {
  switch (method) {
    case 'CANCEL':
      return { key: 'cancelled', tone: 'rojo', icon: CalendarX } as const;
    case 'REPLY':
      return { key: 'reply', tone: 'gris', icon: CalendarCheck } as const;
    case 'REQUEST':
      return updated
        ? ({ key: 'updated', tone: 'ambar', icon: CalendarDays } as const)
        : ({ key: 'invitation', tone: 'accent', icon: CalendarDays } as const);
    default:
      return { key: 'event', tone: 'gris', icon: CalendarDays } as const;
  }
}

/** A meeting on a card of its own, in the reader's time. */
function Invitation({ calendar }: { calendar: Meeting }) {
  const { t } = useTranslation('ticket');
  const format = useFormat();
  const { key, tone, icon: Icon } = stateOf(calendar);
  const { summary, start, end, location, organizer } = calendar;
  const isFloating = start !== null && /T[\d:.]+$/.test(start);
  return (
    <section
      className={clsx(classes.card, key === 'cancelled' && classes.cancelled)}
      aria-label={t('invitation.label')}
    >
      <span className={classes.icon} aria-hidden>
        <Icon size={18} strokeWidth={1.75} />
      </span>
      <div className={classes.body}>
        <div className={classes.top}>
          <b>{summary || t('invitation.untitled')}</b>
          <Chip tone={tone}>{t(`invitation.${key}`)}</Chip>
        </div>
        <dl className={classes.facts}>
          {start ? (
            <div>
              <dt>{t('invitation.when')}</dt>
              <dd>
                {meetingTime({ start, end }, format)}
                {isFloating ? <small> {t('invitation.floating')}</small> : null}
              </dd>
            </div>
          ) : null}
          {location ? (
            <div>
              <dt>{t('invitation.where')}</dt>
              <dd>{location}</dd>
            </div>
          ) : null}
          {organizer ? (
            <div>
              <dt>{t('invitation.organizer')}</dt>
              <dd>{organizer.name ? `${organizer.name} · ${organizer.address}` : organizer.address}</dd>
            </div>
          ) : null}
        </dl>
      </div>
    </section>
  );
}
