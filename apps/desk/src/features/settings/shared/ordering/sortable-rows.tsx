import clsx from 'clsx';
import { GripVertical } from 'lucide-react';
import { type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import panel from '../panel.module.css';
import { type Edge, movedBeside, movedBy } from './order.rules.ts';
import { OrderButtons } from './order-buttons.tsx';
import { makeRowDraggable } from './row-drag.ts';
import classes from './sortable-rows.module.css';

interface SortableItem {
  key: string;
  name: string;
}

interface SortableRowsProps<T extends SortableItem> {
  label: string;
  items: readonly T[];
  onOrder(keys: string[]): void;
  /** What stands on the left of a row. */
  main(item: T): ReactNode;
  /** What can be done with it, after its order. */
  actions?(item: T): ReactNode;
}

/** Rows in a box that are put in order by dragging, or one place at a time by their buttons. */
export function SortableRows<T extends SortableItem>(props: SortableRowsProps<T>) {
  const { label, items, onOrder, main, actions } = props;
  const { t } = useTranslation('settings');
  const list = useId();
  /** For whoever does not see where it went. */
  const [said, setSaid] = useState('');
  const keys = items.map(({ key }) => key);
  const order = (next: string[], item: SortableItem) => {
    setSaid(t('order.moved', { name: item.name, place: next.indexOf(item.key) + 1, count: next.length }));
    onOrder(next);
  };
  return (
    <>
      <ul className={panel.rows} aria-label={label}>
        {items.map((item, at) => (
          <Row
            key={item.key}
            item={item}
            list={list}
            isAlone={items.length === 1}
            onDrop={(key, edge) => {
              const dropped = items.find((one) => one.key === key);
              if (dropped) order(movedBeside(keys, { key, target: item.key, edge }), dropped);
            }}
          >
            <span className={clsx(panel.main, classes.main)}>{main(item)}</span>
            <span className={panel.side}>
              {items.length > 1 ? (
                <OrderButtons
                  name={item.name}
                  isFirst={at === 0}
                  isLast={at === items.length - 1}
                  onMove={(by) => order(movedBy(keys, { at, by }), item)}
                />
              ) : null}
              {actions?.(item)}
            </span>
          </Row>
        ))}
      </ul>
      <span className={classes.said} role="status">
        {said}
      </span>
    </>
  );
}

interface RowProps {
  item: SortableItem;
  list: string;
  isAlone: boolean;
  onDrop(key: string, edge: Edge): void;
  children: ReactNode;
}

function Row({ item: { key }, list, isAlone, onDrop, children }: RowProps) {
  const row = useRef<HTMLLIElement>(null);
  const handle = useRef<HTMLSpanElement>(null);
  const [edge, setEdge] = useState<Edge | null>(null);
  const drop = useEffectEvent(onDrop);
  useEffect(() => {
    if (!row.current || !handle.current) return;
    return makeRowDraggable({
      row: row.current,
      handle: handle.current,
      key,
      list,
      onOver: setEdge,
      onDrop: (dropped, at) => drop(dropped, at),
    });
  }, [key, list]);
  return (
    <li ref={row} className={clsx(edge && classes[edge])}>
      <span ref={handle} className={clsx(classes.handle, isAlone && classes.still)} aria-hidden>
        <GripVertical size={16} strokeWidth={1.75} />
      </span>
      {children}
    </li>
  );
}
