import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { routineItemsMax } from '@ventanilla/contracts/routines';
import { Plus, X } from 'lucide-react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { movedBy } from '../shared/ordering/order.rules.ts';
import { OrderButtons } from '../shared/ordering/order-buttons.tsx';
import { type ItemDraft, newItem } from './routine.form.ts';
import classes from './routines.module.css';
import { evidenceViewsQuery } from './routines.queries.ts';

const manual = 'manual';
/** The filter that an item has already, where no view is the same. */
const current = 'current';

interface ItemsFieldProps {
  items: readonly ItemDraft[];
  /** Places of those without words. */
  missing: readonly number[];
  onChange(items: ItemDraft[]): void;
}

/** What is to be done, in order; each ticked by hand or closed once a saved filter is empty. */
export function ItemsField({ items, missing, onChange }: ItemsFieldProps) {
  const { t } = useTranslation('routines');
  const move = (at: number, by: 1 | -1) => {
    const order = movedBy(
      items.map(({ id }) => id),
      { at, by },
    );
    onChange(order.map((id) => items.find((item) => item.id === id)!));
  };
  return (
    <fieldset className={classes.part}>
      <legend>{t('settings.items')}</legend>
      <p className={classes.hint}>{t('settings.itemsHint')}</p>
      <ol className={classes.items}>
        {items.map((item, at) => (
          <li key={item.id}>
            <TextInput
              className={classes.itemText}
              aria-label={t('settings.item', { place: at + 1 })}
              value={item.text}
              maxLength={200}
              error={missing.includes(at) ? t('settings.missing') : null}
              onChange={(event) =>
                onChange(items.toSpliced(at, 1, { ...item, text: event.currentTarget.value }))
              }
            />
            <HowClosed
              item={item}
              place={at + 1}
              onChange={(closed) => onChange(items.toSpliced(at, 1, { ...item, ...closed }))}
            />
            <span className={classes.itemTools}>
              <OrderButtons
                name={item.text}
                isFirst={at === 0}
                isLast={at === items.length - 1}
                onMove={(by) => move(at, by)}
              />
              <ActionIcon
                variant="subtle"
                disabled={items.length === 1}
                aria-label={t('settings.removeItem', { place: at + 1 })}
                onClick={() => onChange(items.toSpliced(at, 1))}
              >
                <X size={16} aria-hidden />
              </ActionIcon>
            </span>
          </li>
        ))}
      </ol>
      {items.length < routineItemsMax ? (
        <Button
          variant="default"
          size="xs"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() => onChange([...items, newItem(items)])}
        >
          {t('settings.addItem')}
        </Button>
      ) : null}
    </fieldset>
  );
}

interface HowClosedProps {
  item: ItemDraft;
  place: number;
  onChange(closed: Pick<ItemDraft, 'filter' | 'filterText'>): void;
}

function HowClosed({ item: { filter, filterText }, place, onChange }: HowClosedProps) {
  const { t } = useTranslation('routines');
  const { data: views = [] } = useQuery(evidenceViewsQuery);
  const chosen = filter && views.find((view) => JSON.stringify(view.filter) === JSON.stringify(filter));
  const options = [
    { value: manual, label: t('settings.manual') },
    ...(filter && !chosen
      ? [{ value: current, label: t('settings.current', { text: filterText ?? '' }) }]
      : []),
    ...views.map(({ id, name }) => ({ value: id, label: t('settings.evidence', { name }) })),
  ];
  return (
    <Select
      className={classes.how}
      aria-label={t('settings.how', { place })}
      data={options}
      value={filter === null ? manual : (chosen?.id ?? current)}
      allowDeselect={false}
      onChange={(value) => {
        if (value === manual) return onChange({ filter: null, filterText: null });
        const view = views.find(({ id }) => id === value);
        if (view) onChange({ filter: view.filter, filterText: view.text });
      }}
    />
  );
}
