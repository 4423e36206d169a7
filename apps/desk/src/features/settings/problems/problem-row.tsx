import { Button, CopyButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type MailProblem, ticketNumber } from '@ventanilla/web';
import {
  CirclePause,
  Download,
  Eye,
  EyeOff,
  MailWarning,
  MailX,
  Repeat,
  RotateCw,
  TriangleAlert,
} from 'lucide-react';
import { useState } from 'react';
import { Chip, type Tone } from '../../../shared/components/chip.tsx';
import { TimeAgo } from '../../../shared/components/time-ago.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import panel from '../shared/panel.module.css';
import classes from './problem-row.module.css';
import { originalAddress } from './problems.queries.ts';

/** The part of the system that failed and what happened, in plain words; what has none is named as it is. */
function useTitle() {
  const { t } = useTranslation('settings');
  return ({ kind, subject, consumer, sender }: MailProblem) => {
    if (kind === 'alarm') return t('problems.alarmOf', { sender: sender ?? t('problems.unknownSender') });
    if (kind !== 'event') return subject?.trim() || t('problems.noSubject');
    const [part = ''] = (consumer ?? '').split('.');
    return part === 'record-interval'
      ? t('problems.part.record-interval')
      : t('problems.part.other', { name: part });
  };
}

function useOrigin() {
  const { t } = useTranslation('settings');
  return ({ kind, sender, mailbox, eventType }: MailProblem) => {
    if (kind === 'alarm') return mailbox ? t('problems.inMailbox', { mailbox: mailbox.name }) : '';
    if (kind !== 'event') {
      const from = t('problems.from', { sender: sender ?? t('problems.unknownSender') });
      return mailbox ? `${from} · ${t('problems.to', { mailbox: mailbox.name })}` : from;
    }
    const [subject = ''] = (eventType ?? '').split('.');
    const known = (['ticket', 'message', 'agent', 'mailbox'] as const).find((one) => one === subject);
    return known ? t(`problems.event.${known}`) : t('problems.event.other', { name: eventType });
  };
}

const looks = {
  unreadable: { tone: 'ambar', icon: MailWarning },
  quarantined: { tone: 'rojo', icon: MailX },
  event: { tone: 'rojo', icon: TriangleAlert },
  alarm: { tone: 'ambar', icon: Repeat },
} as const satisfies Record<MailProblem['kind'], { tone: Tone; icon: typeof MailX }>;

interface ProblemRowProps {
  item: MailProblem;
  onRetry(): Promise<void>;
  onLook(): Promise<unknown>;
  onUnlook(): Promise<unknown>;
}

/** One problem: what, whose, why, and what can be done; the machine's own words under «Detalle técnico». */
export function ProblemRow({ item, onRetry, onLook, onUnlook }: ProblemRowProps) {
  const { t } = useTranslation('settings');
  const title = useTitle()(item);
  const origin = useOrigin()(item);
  const isParked = item.cause === 'event_parked';
  const { tone, icon: Icon } = isParked ? { tone: 'gris' as const, icon: CirclePause } : looks[item.kind];
  return (
    <li>
      <span className={panel.main}>
        <b>{title}</b>
        <span className={panel.sub}>
          {origin} · <TimeAgo at={item.at} /> ·{' '}
          {t(item.kind === 'alarm' ? 'problems.mails' : 'problems.attempts', { count: item.attempts })}
        </span>
        <span className={panel.sub}>{t(`problems.cause.${item.cause}`)}</span>
        {item.looked ? (
          <span className={panel.sub}>
            {t('problems.lookedBy', { name: item.looked.by })} · <TimeAgo at={item.looked.at} />
          </span>
        ) : null}
      </span>
      <span className={panel.side}>
        <Chip tone={tone} icon={<Icon size={12} strokeWidth={2} aria-hidden />}>
          {isParked ? t('problems.parked') : t(`problems.kind.${item.kind}`)}
        </Chip>
      </span>
      <Actions item={item} title={title} onRetry={onRetry} onLook={onLook} onUnlook={onUnlook} />
      {item.detail ? <Detail text={item.detail} /> : null}
    </li>
  );
}

function Actions({ item, title, onRetry, onLook, onUnlook }: ProblemRowProps & { title: string }) {
  const { t } = useTranslation('settings');
  const [working, setWorking] = useState(false);
  const icon = { size: 14, 'aria-hidden': true };
  return (
    <span className={classes.actions}>
      {item.kind === 'alarm' ? null : (
        <Button
          variant="default"
          size="xs"
          leftSection={<RotateCw {...icon} />}
          aria-label={t('problems.retryOf', { title })}
          loading={working}
          onClick={() => {
            setWorking(true);
            void onRetry().finally(() => setWorking(false));
          }}
        >
          {t('problems.retry')}
        </Button>
      )}
      {item.ticket ? (
        <Button
          variant="subtle"
          size="xs"
          renderRoot={(props) => (
            <Link to="/tickets/$ticketId" params={{ ticketId: item.ticket?.id ?? '' }} {...props} />
          )}
        >
          {t('problems.openTicket', { number: ticketNumber(item.ticket.number) })}
        </Button>
      ) : null}
      {item.sizeBytes !== null && item.cause !== 'missing' ? (
        <Button
          variant="subtle"
          size="xs"
          leftSection={<Download {...icon} />}
          component="a"
          href={originalAddress(item)}
          download
          aria-label={t('problems.downloadOf', { title })}
        >
          {t('problems.download')}
        </Button>
      ) : null}
      <Button
        variant="subtle"
        size="xs"
        leftSection={item.looked ? <EyeOff {...icon} /> : <Eye {...icon} />}
        aria-label={item.looked ? t('problems.unlookOf', { title }) : t('problems.lookOf', { title })}
        onClick={() => void (item.looked ? onUnlook() : onLook())}
      >
        {item.looked ? t('problems.unlook') : t('problems.look')}
      </Button>
    </span>
  );
}

function Detail({ text }: { text: string }) {
  const { t } = useTranslation(['settings', 'desk']);
  return (
    <details className={panel.detail}>
      <summary>{t('problems.detail')}</summary>
      <pre>{text}</pre>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button variant="subtle" size="xs" onClick={copy}>
            {copied ? t('desk:actions.copied') : t('desk:actions.copyDetail')}
          </Button>
        )}
      </CopyButton>
    </details>
  );
}
