import { ActionIcon, Button, Popover } from '@mantine/core';
import type { ListLayout } from '@ventanilla/contracts/views';
import { ArrowDown, ArrowUp, Columns3Cog } from 'lucide-react';
import { useState } from 'react';
import { useActions } from '../../shared/actions/use-actions.ts';
import { useClassification } from '../../shared/classification/classification.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import {
  columnWidths,
  firstLayout,
  isShown,
  moveColumn,
  type ShownColumn,
  toggleColumn,
} from './list.rules.ts';
import classes from './list-view.module.css';

interface ColumnsMenuProps {
  layout: ListLayout;
  onLayout(layout: ListLayout): void;
}

const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** Which columns there are, in which order, and how near the rows stand. */
export function ColumnsMenu({ layout, onLayout }: ColumnsMenuProps) {
  const { t } = useTranslation('list');
  const [said, setSaid] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  useActions('list', [{ id: 'columns', name: t('columns.choose'), run: () => setIsOpen(true) }]);
  const { columns, density } = layout;
  const chosen = columns.map(({ key }) => key).filter(isShown);
  const { types } = useClassification().definitions;
  const hasTypes = types.some(({ active }) => active);
  const all = (Object.keys(columnWidths) as ShownColumn[]).filter((key) => key !== 'type' || hasTypes);
  const listed = [...chosen, ...all.filter((key) => !chosen.includes(key))];
  const move = (key: ShownColumn, to: number) => {
    onLayout({ ...layout, columns: moveColumn(columns, key, to) });
    setSaid(t('columns.moved', { name: t(`column.${key}`), place: to + 1, count: columns.length }));
  };
  return (
    <Popover
      position="bottom-end"
      shadow="lg"
      width={280}
      trapFocus
      returnFocus
      opened={isOpen}
      onChange={setIsOpen}
    >
      <Popover.Target>
        <Button
          size="xs"
          variant="subtle"
          visibleFrom="sm"
          leftSection={<Columns3Cog {...icon} />}
          onClick={() => setIsOpen(!isOpen)}
        >
          {t('columns.openCount', { count: columns.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('columns.choose')}>
        <ul className={classes.columns} aria-label={t('columns.choose')}>
          {listed.map((key) => {
            const name = t(`column.${key}`);
            const at = chosen.indexOf(key);
            return (
              <li key={key}>
                <label>
                  <input
                    type="checkbox"
                    checked={at >= 0}
                    disabled={at >= 0 && chosen.length === 1}
                    onChange={() => onLayout({ ...layout, columns: toggleColumn(columns, key) })}
                  />
                  {name}
                </label>
                {at >= 0 ? (
                  <>
                    <ActionIcon
                      aria-label={t('columns.up', { name })}
                      disabled={at === 0}
                      onClick={() => move(key, at - 1)}
                    >
                      <ArrowUp {...icon} />
                    </ActionIcon>
                    <ActionIcon
                      aria-label={t('columns.down', { name })}
                      disabled={at === chosen.length - 1}
                      onClick={() => move(key, at + 1)}
                    >
                      <ArrowDown {...icon} />
                    </ActionIcon>
                  </>
                ) : null}
              </li>
            );
          })}
        </ul>
        <div className={classes.columnsFoot}>
          <span id="list-density">{t('columns.density')}</span>
          <span className={classes.segment} role="group" aria-labelledby="list-density">
            {(['comfortable', 'compact'] as const).map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={one === density}
                onClick={() => onLayout({ ...layout, density: one })}
              >
                {t(`columns.densities.${one}`)}
              </button>
            ))}
          </span>
        </div>
        <Button size="xs" variant="subtle" onClick={() => onLayout(firstLayout)}>
          {t('columns.reset')}
        </Button>
        <span className={classes.said} role="status">
          {said}
        </span>
      </Popover.Dropdown>
    </Popover>
  );
}
