import { Button, CopyButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { CirclePause, RotateCw, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '../../../shared/components/chip.tsx';
import { TimeAgo } from '../../../shared/components/time-ago.tsx';
import classes from '../shared/panel.module.css';
import type { SetAsideEvent } from './set-aside.queries.ts';

/** The part of the system and what happened, in plain words; what has none is named as it is. */
function useWords() {
  const { t } = useTranslation('settings');
  return ({ consumer, eventType }: SetAsideEvent) => {
    const [part = ''] = consumer.split('.');
    const [subject = ''] = eventType.split('.');
    const isKnown = (['ticket', 'message', 'agent', 'mailbox'] as const).find((known) => known === subject);
    return {
      part:
        part === 'record-interval'
          ? t('setAside.part.record-interval')
          : t('setAside.part.other', { name: part }),
      cause: isKnown ? t(`setAside.cause.${isKnown}`) : t('setAside.cause.other', { name: eventType }),
    };
  };
}

interface SetAsideRowProps {
  item: SetAsideEvent;
  onRetry(): Promise<void>;
}

/** One matter that could not be done: what, why, what now; the machine's own words under «Detalle técnico». */
export function SetAsideRow({ item, onRetry }: SetAsideRowProps) {
  const { t } = useTranslation(['settings', 'desk']);
  const [working, setWorking] = useState(false);
  const { part, cause } = useWords()(item);
  const isFailed = item.state === 'failed';
  const Icon = isFailed ? TriangleAlert : CirclePause;
  const detail = [
    `${item.eventType} · ${item.consumer} · ${item.position}`,
    item.subjectId,
    ...(item.error ? [item.error] : []),
  ].join('\n');
  return (
    <li>
      <span className={classes.main}>
        <b>{part}</b>
        <span className={classes.sub}>
          {cause} · <TimeAgo at={item.at} /> · {t('setAside.attempts', { count: item.attempts })}
        </span>
        <span className={classes.sub}>{isFailed ? t('setAside.failedText') : t('setAside.parkedText')}</span>
      </span>
      <span className={classes.side}>
        <Chip tone={isFailed ? 'rojo' : 'gris'} icon={<Icon size={12} strokeWidth={2} aria-hidden />}>
          {t(`setAside.${item.state}`)}
        </Chip>
        {/^(ticket|message)\./.test(item.eventType) ? (
          <Button
            variant="subtle"
            size="xs"
            renderRoot={(props) => (
              <Link to="/tickets/$ticketId" params={{ ticketId: item.subjectId }} {...props} />
            )}
          >
            {t('setAside.openTicket')}
          </Button>
        ) : null}
        <Button
          variant="default"
          size="xs"
          leftSection={<RotateCw size={14} aria-hidden />}
          aria-label={t('setAside.retryOf', { type: cause, consumer: part })}
          loading={working}
          onClick={() => {
            setWorking(true);
            void onRetry().finally(() => setWorking(false));
          }}
        >
          {t('setAside.retry')}
        </Button>
      </span>
      <details className={classes.detail}>
        <summary>{t('setAside.detail')}</summary>
        <pre>{detail}</pre>
        <CopyButton value={detail}>
          {({ copied, copy }) => (
            <Button variant="subtle" size="xs" onClick={copy}>
              {copied ? t('desk:actions.copied') : t('desk:actions.copyDetail')}
            </Button>
          )}
        </CopyButton>
      </details>
    </li>
  );
}
