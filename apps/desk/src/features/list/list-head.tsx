import type { ListColumnKey, TicketSort } from '@ventanilla/contracts/views';
import clsx from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { orderOf } from '../../shared/tickets/ticket-order.ts';
import { sortAfter } from '../../shared/tickets/ticket-sorts.ts';
import { atEnd } from './cells/cells.tsx';
import {
  type Columns,
  isShown,
  moveColumn,
  orderOfColumn,
  restMin,
  type ShownColumn,
  widenColumn,
  widthMax,
  widthMin,
} from './list.rules.ts';
import classes from './list-table.module.css';

/** By how much a key widens a column, in px. */
const keyStep = 12;

interface ListHeadProps {
  columns: Columns;
  sort: TicketSort;
  state: 'all' | 'none' | 'some';
  onColumns(columns: Columns): void;
  onSort(sort: TicketSort): void;
  onAll(on: boolean): void;
}

/** The headings: they put in order, and are themselves dragged into another order and width. */
export function ListHead({ columns, sort, state, onColumns, onSort, onAll }: ListHeadProps) {
  const { t } = useTranslation('list');
  const [dragged, setDragged] = useState<ListColumnKey | null>(null);
  const [over, setOver] = useState<ListColumnKey | null>(null);
  const all = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (all.current) all.current.indeterminate = state === 'some';
  }, [state]);
  const drop = (event: DragEvent, key: ListColumnKey) => {
    event.preventDefault();
    if (dragged)
      onColumns(
        moveColumn(
          columns,
          dragged,
          columns.findIndex((column) => column.key === key),
        ),
      );
    setDragged(null);
    setOver(null);
  };
  return (
    <div className={classes.head} role="rowgroup">
      <div className={classes.headRow} role="row" aria-rowindex={1}>
        <span role="columnheader" className={classes.cell} aria-label={t('select.all')}>
          <span className={classes.check}>
            <input
              ref={all}
              type="checkbox"
              aria-label={t('select.all')}
              checked={state === 'all'}
              onChange={({ currentTarget }) => onAll(currentTarget.checked)}
            />
          </span>
        </span>
        {columns.filter(isShownColumn).map(({ key, width }) => {
          const name = t(`column.${key}`);
          const order = orderOfColumn[key];
          const isSorted = order !== undefined && orderOf(sort) === order;
          return (
            <span
              key={key}
              role="columnheader"
              aria-sort={isSorted ? (sort.startsWith('-') ? 'descending' : 'ascending') : undefined}
              className={clsx(
                classes.cell,
                classes.heading,
                atEnd.has(key) && classes.end,
                over === key && dragged !== key && classes.over,
              )}
              draggable
              onDragStart={() => setDragged(key)}
              onDragEnd={() => setDragged(null)}
              onDragOver={(event) => {
                if (dragged) event.preventDefault();
                setOver(key);
              }}
              onDragLeave={() => setOver(null)}
              onDrop={(event) => drop(event, key)}
            >
              {order ? (
                <button
                  type="button"
                  className={classes.sort}
                  title={t('sort.by', { name })}
                  onClick={() => onSort(sortAfter(sort, order))}
                >
                  {name}
                  {isSorted ? <Way isDown={sort.startsWith('-')} /> : null}
                </button>
              ) : (
                <span className={classes.headingText}>{name}</span>
              )}
              <Handle
                label={t('columns.width', { name })}
                width={width}
                onWidth={(next) => onColumns(widenColumn(columns, key, next))}
              />
            </span>
          );
        })}
      </div>
    </div>
  );
}

type Shown = Columns[number] & { key: ShownColumn };
const isShownColumn = (column: Columns[number]): column is Shown => isShown(column.key);

function Way({ isDown }: { isDown: boolean }) {
  const Icon = isDown ? ArrowDown : ArrowUp;
  return <Icon size={12} strokeWidth={2} aria-hidden />;
}

interface HandleProps {
  label: string;
  /** Null: what is left. */
  width: number | null;
  onWidth(width: number): void;
}

/** The edge of a column: dragged, or moved by the arrows. */
function Handle({ label, width, onWidth }: HandleProps) {
  const element = useRef<HTMLSpanElement>(null);
  const drawn = () => element.current?.parentElement?.getBoundingClientRect().width ?? widthMin;
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -keyStep, ArrowRight: keyStep }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    onWidth((width ?? drawn()) + by);
  };
  const onPointerDown = (event: PointerEvent<HTMLSpanElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const { clientX } = event;
    const before = drawn();
    const target = event.currentTarget;
    target.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => onWidth(before + moved.clientX - clientX);
    target.addEventListener('pointermove', move);
    const stop = () => target.removeEventListener('pointermove', move);
    target.addEventListener('pointerup', stop, { once: true });
    target.addEventListener('pointercancel', stop, { once: true });
  };
  return (
    <span
      ref={element}
      className={classes.handle}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width ?? restMin}
      aria-valuemin={widthMin}
      aria-valuemax={widthMax}
      tabIndex={0}
      draggable={false}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
    />
  );
}
