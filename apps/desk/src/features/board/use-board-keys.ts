import type { BoardColumnKey, TicketCard } from '@ventanilla/web';
import { useTranslation } from 'react-i18next';
import type { DeskAction } from '../../shared/actions/actions.ts';
import { useActions } from '../../shared/actions/use-actions.ts';
import { type BoardState, columnKeys, findCard } from './board.rules.ts';

interface Active {
  column: BoardColumnKey;
  id: string;
}

/**
 * The card that a key leads to: `by` cards down or `across` columns to the side, past empty columns. Null where
 * there is nothing further that way; without a present card, the first one of the board.
 */
export function nextCard(
  state: BoardState,
  active: Active | null,
  { by = 0, across = 0 }: { by?: number; across?: number },
): Active | null {
  const index = active ? state[active.column].cards.findIndex(({ id }) => id === active.id) : -1;
  if (!active || index < 0) {
    const column = columnKeys.find((key) => state[key].cards.length > 0);
    const first = column ? state[column].cards[0] : undefined;
    return column && first ? { column, id: first.id } : null;
  }
  if (across === 0) {
    const card = state[active.column].cards[index + by];
    return card ? { column: active.column, id: card.id } : null;
  }
  let at = columnKeys.indexOf(active.column) + across;
  for (; at >= 0 && at < columnKeys.length; at += across) {
    const column = columnKeys[at];
    const cards = column ? state[column].cards : [];
    const card = cards[Math.min(index, cards.length - 1)];
    if (column && card) return { column, id: card.id };
  }
  return null;
}

interface BoardKeysInput {
  state: BoardState;
  active: Active | null;
  focusCard(next: Active): void;
  onTake(card: TicketCard): void;
}

/** j, k and arrows move between cards; t takes the one with the focus; Enter opens it, being a link. */
export function useBoardKeys({ state, active, focusCard, onTake }: BoardKeysInput): void {
  const { t } = useTranslation('keys');
  const move = (step: { by?: number; across?: number }) => () => {
    const next = nextCard(state, active, step);
    if (!next) return false;
    focusCard(next);
    return true;
  };
  const card = active ? findCard(state, active.id)?.card : undefined;
  const canTake = card?.can.includes('take') ?? false;
  useActions('board', [
    key('next', t('board.next'), ['j', 'ArrowDown'], move({ by: 1 })),
    key('previous', t('board.previous'), ['k', 'ArrowUp'], move({ by: -1 })),
    key('nextColumn', t('board.nextColumn'), ['l', 'ArrowRight'], unlessTab(move({ across: 1 }))),
    key('previousColumn', t('board.previousColumn'), ['h', 'ArrowLeft'], unlessTab(move({ across: -1 }))),
    { id: 'open', name: t('board.open'), keys: ['Enter'] },
    {
      id: 'take',
      name: t('board.take'),
      keys: ['t'],
      enabled: canTake,
      run: () => (card && canTake ? onTake(card) : false),
    },
  ]);
}

function key(id: string, name: string, keys: string[], run: (event?: KeyboardEvent) => boolean): DeskAction {
  return { id, name, keys, run, keyOnly: true };
}

/** Arrows belong to the tabs while one of them has the focus. */
function unlessTab(action: () => boolean) {
  return (event?: KeyboardEvent) =>
    event?.target instanceof HTMLElement && event.target.role === 'tab' && event.key.startsWith('Arrow')
      ? false
      : action();
}
