import { type BoardColumnKey, cappedCount } from '@ventanilla/web';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type BoardState, columnKeys, pillCount } from './board.rules.ts';
import classes from './board-tabs.module.css';

interface BoardTabsProps {
  state: BoardState;
  tab: BoardColumnKey;
  onTab(tab: BoardColumnKey): void;
}

/** On phones: one column at a time. A mark says where something waits. */
export function BoardTabs({ state, tab, onTab }: BoardTabsProps) {
  const { t } = useTranslation('board');
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = columnKeys[(columnKeys.indexOf(tab) + step + columnKeys.length) % columnKeys.length] ?? tab;
    onTab(next);
    list.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return (
    <div
      ref={list}
      className={classes.tabs}
      role="tablist"
      aria-label={t('columnTabs')}
      onKeyDown={onKeyDown}
    >
      {columnKeys.map((key) => (
        <button
          key={key}
          id={`tab-${key}`}
          type="button"
          role="tab"
          aria-selected={key === tab}
          aria-controls={key === tab ? 'board-panel' : undefined}
          tabIndex={key === tab ? 0 : -1}
          onClick={() => onTab(key)}
        >
          {t(`columns.${key}`)} {cappedCount(state[key].count)}
          {pillCount(state[key]) > 0 && key !== tab ? (
            <span
              className={classes.mark}
              role="img"
              aria-label={t('updatedTickets', { count: pillCount(state[key]) })}
            />
          ) : null}
        </button>
      ))}
    </div>
  );
}
