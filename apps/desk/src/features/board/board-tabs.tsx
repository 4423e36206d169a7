import { cappedCount } from '@ventanilla/web';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { type BoardState, columnsOf, pillCount, placeOf } from './board.rules.ts';
import classes from './board-tabs.module.css';
import { useColumnName } from './column-name.ts';

interface BoardTabsProps {
  state: BoardState;
  tab: string;
  onTab(tab: string): void;
}

/** On phones: one column at a time. A mark says where something waits; more than fit are reached by swiping. */
export function BoardTabs({ state, tab, onTab }: BoardTabsProps) {
  const { t } = useTranslation('board');
  const columnName = useColumnName();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current
      ?.querySelector(`#tab-${CSS.escape(tab)}`)
      ?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [tab]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const { order } = state;
    const next = order[(order.indexOf(tab) + step + order.length) % order.length] ?? tab;
    onTab(next);
    list.current?.querySelector<HTMLElement>(`#tab-${CSS.escape(next)}`)?.focus();
  };
  return (
    <div
      ref={list}
      className={classes.tabs}
      role="tablist"
      aria-label={t('columnTabs')}
      onKeyDown={onKeyDown}
    >
      {columnsOf(state).map(([id, column]) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          role="tab"
          aria-selected={id === tab}
          aria-controls={id === tab ? 'board-panel' : undefined}
          tabIndex={id === tab ? 0 : -1}
          onClick={() => onTab(id)}
        >
          {columnName(placeOf(column))} {cappedCount(column.count)}
          {pillCount(column) > 0 && id !== tab ? (
            <span
              className={classes.mark}
              role="img"
              aria-label={t('updatedTickets', { count: pillCount(column) })}
            />
          ) : null}
        </button>
      ))}
    </div>
  );
}
