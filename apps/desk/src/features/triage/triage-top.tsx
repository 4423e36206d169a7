import { Button } from '@mantine/core';
import type { TriageQueue } from '@ventanilla/contracts/triage';
import { duration } from '@ventanilla/web';
import type { ReactNode } from 'react';
import { openLayer } from '../../shared/actions/desk-layer.ts';
import { PageTop } from '../../shared/components/page-top.tsx';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import classes from './triage.module.css';

interface TriageTopProps {
  queue: TriageQueue | undefined;
  /** The other ways to look at tickets. */
  places: ReactNode;
  /** Which queue it is. */
  choice: ReactNode;
  onPause(): void;
}

const minuteMs = 60_000;

/** How far one is with the round, and its pause. */
export function TriageTop({ queue, places, choice, onPause }: TriageTopProps) {
  const { t } = useTranslation(['triage', 'keys']);
  return (
    <PageTop
      title={t('title')}
      titleHidden="phone"
      beside={
        <span className={classes.beside}>
          {places}
          {choice}
        </span>
      }
    >
      {queue ? <Progress queue={queue} /> : null}
      <Button size="xs" variant="subtle" visibleFrom="sm" onClick={() => openLayer('keys')}>
        {t('keys:title')}
      </Button>
      {queue ? (
        <Button size="xs" variant="default" onClick={onPause}>
          {queue.round.pausedAt === null ? t('pause') : t('resume')}
        </Button>
      ) : null}
    </PageTop>
  );
}

function Progress({ queue: { round, count, items } }: { queue: TriageQueue }) {
  const { t } = useTranslation('triage');
  const all = round.doneCount + count.value;
  const present = items.length === 0 ? round.doneCount : round.doneCount + 1;
  const leftMs = round.paceMs === null ? null : round.paceMs * count.value;
  return (
    <div className={classes.progress}>
      <b>{t('progress', { done: present, all: count.capped ? `${all}+` : all })}</b>
      <progress
        className={classes.bar}
        value={round.doneCount}
        max={Math.max(1, all)}
        aria-label={t('progressLabel')}
      />
      {leftMs !== null && leftMs > 0 ? (
        <span className={classes.left}>
          {t('left', { time: duration(Math.ceil(leftMs / minuteMs) * minuteMs) })}
        </span>
      ) : null}
    </div>
  );
}
