import { VisuallyHidden } from '@mantine/core';
import { isProblem } from '@ventanilla/web';
import { useEffect, useEffectEvent, useState } from 'react';
import { useActions } from '../actions/use-actions.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { notifyFailed, notifyProblem } from '../notify.tsx';
import { type Outgoing, type OutgoingResult, outgoing, useOutgoing } from './outgoing.ts';
import classes from './outgoing-snack.module.css';

/** Length of the ring's line, in its own units: 2πr with r = 9. */
const ringLength = 56.5;

/** The answers that wait for their moment, at the bottom of every page: each can be stopped or sent now. */
export function OutgoingSnack({ onUndone }: { onUndone: (ticketId: string) => void }) {
  const { t } = useTranslation();
  const waiting = useOutgoing();
  const last = waiting.at(-1);
  const tell = useEffectEvent((result: OutgoingResult) => {
    if (result.kind === 'undone') onUndone(result.ticketId);
    else if (result.kind === 'too_late') notifyFailed(t('outgoing.tooLate'));
    else if (result.kind === 'failed') {
      if (isProblem(result.error, 'network.offline')) notifyFailed(t('outgoing.noConnection'));
      else notifyProblem(result.error);
    }
  });
  useEffect(() => outgoing.listen((result) => tell(result)), []);
  // Whoever signs in next is told nothing of it; it goes out all the same.
  useEffect(() => outgoing.forget, []);
  useActions(
    'everywhere',
    last
      ? [
          {
            id: 'undoSend',
            name: t('outgoing.undoAction'),
            keys: ['z'],
            run: () => void outgoing.undo(last.id),
          },
          { id: 'sendNow', name: t('outgoing.nowAction'), run: () => void outgoing.sendNow(last.id) },
        ]
      : [],
  );
  return (
    <div className={classes.place}>
      <VisuallyHidden role="status">
        {last ? t('outgoing.sendingHint', { name: last.to }) : ''}
      </VisuallyHidden>
      {waiting.map((one) => (
        <Snack key={one.id} one={one} isLast={one === last} />
      ))}
    </div>
  );
}

function Snack({ one, isLast }: { one: Outgoing; isLast: boolean }) {
  const { t } = useTranslation();
  const seconds = useSecondsLeft(one.dueMs);
  const [elapsedMs] = useState(() => Math.max(0, one.delayMs - (one.dueMs - performance.now())));
  return (
    <section className={classes.snack} data-outgoing aria-label={t('outgoing.sending', { name: one.to })}>
      <span className={classes.ring} aria-hidden>
        <svg viewBox="0 0 22 22">
          <circle className={classes.track} cx="11" cy="11" r="9" />
          <circle
            className={classes.left}
            cx="11"
            cy="11"
            r="9"
            strokeDasharray={ringLength}
            style={{ animationDuration: `${one.delayMs}ms`, animationDelay: `${-elapsedMs}ms` }}
          />
        </svg>
        <span>{seconds}</span>
      </span>
      <span className={classes.words}>{t('outgoing.sending', { name: one.to })}</span>
      <button
        type="button"
        className={classes.undo}
        aria-keyshortcuts={isLast ? 'z' : undefined}
        aria-disabled={one.asking !== null}
        onClick={() => void outgoing.undo(one.id)}
      >
        {t('outgoing.undo')}
        {isLast ? <kbd aria-hidden>Z</kbd> : null}
      </button>
      <button
        type="button"
        className={classes.now}
        aria-disabled={one.asking !== null}
        onClick={() => void outgoing.sendNow(one.id)}
      >
        {t('outgoing.now')}
      </button>
    </section>
  );
}

/** Counted on the clock of `performance.now()`, which nobody sets. */
function useSecondsLeft(dueMs: number): number {
  const left = () => Math.max(0, Math.ceil((dueMs - performance.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  const tick = useEffectEvent(() => setSeconds(left()));
  useEffect(() => {
    const timer = setInterval(() => tick(), 200);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}
