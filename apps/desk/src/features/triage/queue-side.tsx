import { Button, UnstyledButton } from '@mantine/core';
import type { TriageItem, TriageQueue } from '@ventanilla/contracts/triage';
import { ticketNumber } from '@ventanilla/web';
import { Check } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useFormat } from '../../shared/hooks/use-format.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { useMe } from '../../shared/session/session.ts';
import { reasonsOf } from './queue.rules.ts';
import classes from './queue-side.module.css';
import { reasonOf } from './reason-text.ts';

/** Of what was done, so many are still shown above what waits. */
const doneShown = 2;

interface QueueSideProps {
  queue: TriageQueue;
  focusId: string | null;
  onLook(item: TriageItem): void;
  onHow(): void;
  onBringBack(ticketId: string): void;
}

/** What was done and what waits, in its order. */
export function QueueSide({ queue, focusId, onLook, onHow, onBringBack }: QueueSideProps) {
  const { t } = useTranslation('triage');
  const { items, done, round, count } = queue;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView?.({ block: 'nearest' });
  }, [focusId]);
  const rest = count.value - items.length;
  return (
    <aside className={classes.side} aria-label={t('queue.title')}>
      <header className={classes.head}>
        <div>
          <h2>{t('queue.title')}</h2>
          <Button size="compact-xs" variant="subtle" onClick={onHow}>
            {t('queue.how')}
          </Button>
        </div>
        <p>{t('queue.by')}</p>
      </header>
      <ol ref={list} className={classes.list} aria-label={t('queue.label')} tabIndex={0}>
        {done
          .slice(0, doneShown)
          .toReversed()
          .map((one) => (
            <DoneRow key={one.card.id} done={one} onBringBack={() => onBringBack(one.card.id)} />
          ))}
        {items.map((item, at) => (
          <QueueRow
            key={item.id}
            item={item}
            place={round.doneCount + at + 1}
            isFocus={item.id === focusId}
            onLook={() => onLook(item)}
          />
        ))}
        {rest > 0 ? <li className={classes.more}>{t('queue.more', { count: rest })}</li> : null}
      </ol>
      <footer className={classes.foot}>
        <span>{t('queue.done', { count: round.doneCount })}</span>
        <span>{t('queue.answered', { count: round.answeredCount })}</span>
        <span>{t('queue.skipped', { count: round.skippedCount })}</span>
      </footer>
    </aside>
  );
}

function DoneRow({ done, onBringBack }: { done: TriageQueue['done'][number]; onBringBack(): void }) {
  const { t } = useTranslation('triage');
  const me = useMe().agent.id;
  const { card, outcome } = done;
  const name = card.owner ? (card.owner.id === me ? t('queue.you') : card.owner.name) : null;
  const said =
    outcome === 'settled' && card.priority && name
      ? t('queue.doneBy', { priority: card.priority.name, name })
      : outcome === 'answered'
        ? t('queue.answered', { count: 1 })
        : t('queue.settled');
  return (
    <li>
      <UnstyledButton
        className={classes.row}
        data-done
        title={t('queue.back', { number: ticketNumber(card.number) })}
        onClick={onBringBack}
      >
        <span className={classes.place}>
          <Check size={14} strokeWidth={2} aria-hidden />
        </span>
        <span className={classes.text}>
          <span className={classes.subject}>{card.subject}</span>
          <small>{said}</small>
        </span>
      </UnstyledButton>
    </li>
  );
}

interface QueueRowProps {
  item: TriageItem;
  place: number;
  isFocus: boolean;
  onLook(): void;
}

/** Reasons told in a row. */
const reasonsShown = 2;

function QueueRow({ item, place, isFocus, onLook }: QueueRowProps) {
  const { t } = useTranslation('triage');
  const { now } = useFormat();
  const { card } = item;
  const moved = item.skippedAt === null ? item.placement : 'skipped';
  const words = reasonsOf(item)
    .flatMap((factor) => reasonOf(factor, item, now) ?? [])
    .slice(0, reasonsShown)
    .map(({ key, time = '', count = 0 }) =>
      key === 'priority' ? (card.priority?.name ?? '') : t(`short.${key}`, { time, count }),
    );
  const said = [...(moved ? [t(`short.${moved}`)] : []), ...words, card.requester.organizationName];
  return (
    <li>
      <UnstyledButton
        className={classes.row}
        aria-current={isFocus ? 'true' : undefined}
        data-queued={item.id}
        onClick={onLook}
      >
        <span className={classes.place}>{place}</span>
        <span className={classes.text}>
          <span className={classes.subject}>{card.subject}</span>
          <small>{said.filter(Boolean).join(' · ')}</small>
        </span>
      </UnstyledButton>
    </li>
  );
}
