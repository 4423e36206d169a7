import { ActionIcon } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { RoutineRun, RoutineRunItem } from '@ventanilla/contracts/routine-runs';
import { dayAndTime } from '@ventanilla/web';
import { Check, MessageSquareText, Minus, RotateCcw, SkipForward } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormat } from '../../shared/hooks/use-format.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import classes from './routines.module.css';

const icon = { size: 15, strokeWidth: 1.75, 'aria-hidden': true } as const;

export interface ItemCommands {
  toggle(run: RoutineRun, item: RoutineRunItem): void;
  note(run: RoutineRun, item: RoutineRunItem): void;
  skip(run: RoutineRun, items: readonly RoutineRunItem[]): void;
}

interface DutyItemProps extends ItemCommands {
  run: RoutineRun;
  item: RoutineRunItem;
}

/** One thing to do: ticked here, or closed by the tickets that are left, which are a click away. */
export function DutyItem({ run, item, toggle, note, skip }: DutyItemProps) {
  const { t } = useTranslation('routines');
  const { text, state, filterText } = item;
  const isOver = run.place === 'past';
  const marks = { className: classes.tick, 'data-duty': run.id, 'data-item': item.id } as const;
  const box = (
    <span className={classes.box} data-state={state} data-evidence={filterText !== null} aria-hidden>
      {state === 'done' ? <Check size={13} strokeWidth={2.5} /> : null}
      {state === 'skipped' ? <Minus size={13} strokeWidth={2.5} /> : null}
    </span>
  );
  const words = (
    <span className={classes.words}>
      <span className={classes.text} data-state={state}>
        {text}
      </span>
      <ItemFacts item={item} isOver={isOver} />
    </span>
  );
  return (
    <li className={classes.item}>
      {isOver ? (
        <span className={classes.tick}>
          {box}
          {words}
        </span>
      ) : filterText === null ? (
        <button
          type="button"
          role="checkbox"
          aria-checked={state === 'done'}
          {...marks}
          onClick={() => toggle(run, item)}
        >
          {box}
          {words}
        </button>
      ) : (
        <Link to="/list" search={{ q: filterText }} title={t('openList')} {...marks}>
          {box}
          {words}
        </Link>
      )}
      {isOver ? null : (
        <span className={classes.tools}>
          {state === 'open' ? null : (
            <Tool label={t('buttons.note', { text })} onClick={() => note(run, item)}>
              <MessageSquareText {...icon} />
            </Tool>
          )}
          {state === 'open' ? (
            <Tool label={t('buttons.skip', { text })} onClick={() => skip(run, [item])}>
              <SkipForward {...icon} />
            </Tool>
          ) : null}
          {state === 'skipped' ? (
            <Tool label={t('buttons.reopen', { text })} onClick={() => toggle(run, item)}>
              <RotateCcw {...icon} />
            </Tool>
          ) : null}
        </span>
      )}
    </li>
  );
}

function Tool({ label, ...button }: { label: string; onClick(): void; children: ReactNode }) {
  return <ActionIcon aria-label={label} title={label} {...button} />;
}

/** What is left of the evidence, when it was done, and what was said about it. */
function ItemFacts({ item, isOver }: { item: RoutineRunItem; isOver: boolean }) {
  const { t } = useTranslation('routines');
  const format = useFormat();
  const { state, note, at, filterText, left } = item;
  const facts: string[] = [];
  if (state === 'done' && at) facts.push(t('doneAt', { when: dayAndTime(at, format) }));
  if (filterText !== null && state !== 'done') {
    if (left === null) facts.push(t('leftUnknown'));
    else facts.push(left === 0 ? t('leftNone') : t(isOver ? 'leftThen' : 'left', { count: left }));
  }
  if (state === 'skipped') facts.push(t('skippedFor', { note }));
  else if (note !== '') facts.push(note);
  if (facts.length === 0) return null;
  return (
    <span className={classes.facts} data-left={filterText !== null && state === 'open' && !isOver}>
      {facts.join(' · ')}
    </span>
  );
}
