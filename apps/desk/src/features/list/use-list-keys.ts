import type { TicketCard } from '@ventanilla/web';
import { type DeskAction, isTyping } from '../../shared/actions/actions.ts';
import { useActions } from '../../shared/actions/use-actions.ts';
import { bulkLayer } from '../../shared/bulk/bulk-layer.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import type { BulkKind } from './bulk/bulk-kinds.ts';
import type { CellMenuKind, ListDesk } from './list-desk.ts';
import { linkOf } from './list-table.tsx';

interface ListKeysInput {
  cards: readonly TicketCard[];
  activeId: string | null;
  hasSelection: boolean;
  desk: ListDesk;
  focusRow(id: string): void;
  onAll(): void;
  onClear(): void;
  /** Does something with all that is selected. */
  onBulk(kind: BulkKind): void;
  onFilter(): void;
  onBuilder(): void;
}

const menus = [
  { kind: 'status', key: 's', action: 'set_status' },
  { kind: 'owner', key: 'a', action: 'assign' },
  { kind: 'priority', key: 'p', action: 'classify' },
  { kind: 'flag', key: 'f', action: 'flag' },
] as const satisfies readonly { kind: CellMenuKind; key: string; action: TicketCard['can'][number] }[];

/** j, k and the arrows go from row to row; the other keys act on the one with the focus, or on the selection. */
export function useListKeys(input: ListKeysInput): void {
  const { cards, activeId, hasSelection, desk, focusRow } = input;
  const { t } = useTranslation('list');
  const at = cards.findIndex(({ id }) => id === activeId);
  const card = cards[at] ?? null;
  const move = (by: 1 | -1) => {
    const next = cards[at < 0 ? 0 : at + by];
    if (!next) return false;
    focusRow(next.id);
    return true;
  };
  /** Space presses what has the focus, but on a row. */
  const isOnRow = (event?: KeyboardEvent) =>
    event?.key !== ' ' || (event.target instanceof HTMLElement && event.target.matches('[data-card]'));
  const select = (event?: KeyboardEvent) => {
    if (!card || !isOnRow(event)) return false;
    desk.toggle(card.id, event?.key === 'X');
    return true;
  };
  const menuActions = menus.map(
    ({ kind, key, action }): DeskAction => ({
      id: kind,
      name: t(`keys.${kind}`),
      keys: [key],
      enabled: hasSelection || (card?.can.includes(action) ?? false),
      run: () => {
        if (hasSelection) return input.onBulk(kind === 'owner' ? 'assign' : kind);
        const row = card && linkOf(card.id)?.closest('[data-row]');
        const opener =
          row?.querySelector<HTMLElement>(`[data-change="${kind}"]`) ?? (card && linkOf(card.id));
        if (!card || !opener) return false;
        desk.openMenu(kind, card, opener);
        return true;
      },
    }),
  );
  useActions('list', [
    { id: 'next', name: t('keys.next'), keys: ['j', 'ArrowDown'], keyOnly: true, run: () => move(1) },
    { id: 'previous', name: t('keys.previous'), keys: ['k', 'ArrowUp'], keyOnly: true, run: () => move(-1) },
    { id: 'open', name: t('keys.open'), keys: ['Enter'] },
    { id: 'select', name: t('keys.select'), keys: ['x', ' ', 'X'], keyOnly: true, run: select },
    {
      id: 'all',
      name: t('keys.all'),
      keys: ['mod+a'],
      run: (event) => (event && isTyping(event.target) ? false : input.onAll()),
    },
    {
      id: 'clear',
      name: t('keys.clear'),
      keys: ['Escape'],
      enabled: hasSelection,
      run: input.onClear,
    },
    ...menuActions,
    {
      id: 'tags',
      name: t('keys.tags'),
      keys: ['t'],
      enabled: hasSelection,
      run: () => input.onBulk('tags'),
    },
    { id: 'recentRuns', name: t('keys.recent'), run: () => bulkLayer.show('recent') },
    { id: 'filter', name: t('keys.filter'), keys: ['q'], run: input.onFilter },
    { id: 'builder', name: t('keys.builder'), keys: ['b'], run: input.onBuilder },
  ]);
}
