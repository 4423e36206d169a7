import type { BoardColumnKey } from '@ventanilla/web';
import { useTranslation } from 'react-i18next';
import type { DeskAction } from '../../shared/actions/actions.ts';
import { useActions } from '../../shared/actions/use-actions.ts';
import { type BoardState, columnKeys, findCard } from './board.rules.ts';
import { endingOf } from './card-actions.rules.ts';
import type { CardDesk, CardLayerKind } from './card-desk.ts';

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
  desk: CardDesk;
  showWaiting(column: BoardColumnKey): void;
}

/** j, k and arrows move between cards; the other keys act on the one with the focus; Enter opens it, being a link. */
export function useBoardKeys({ state, active, focusCard, desk, showWaiting }: BoardKeysInput): void {
  const { t } = useTranslation('keys');
  const move = (step: { by?: number; across?: number }) => () => {
    const next = nextCard(state, active, step);
    if (!next) return false;
    focusCard(next);
    return true;
  };
  const known = active ? findCard(state, active.id) : null;
  const card = known && !(known.card.id in state[known.column].left) ? known.card : null;
  const ending = card ? endingOf(card) : null;
  const canTake = card?.can.includes('take') ?? false;
  const waits = active ?? { column: columnKeys.find((one) => state[one].waiting.length > 0) };
  const layer = (kind: CardLayerKind) => () => {
    const opener = card && document.querySelector<HTMLElement>(`[data-card="${CSS.escape(card.id)}"]`);
    if (!opener || !card) return false;
    desk.openLayer(kind, card, opener);
    return true;
  };
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
      run: () => (card && canTake ? desk.run(card, { kind: 'take' }) : false),
    },
    {
      id: 'assign',
      name: t('board.assign'),
      keys: ['a'],
      enabled: card?.can.includes('assign') ?? false,
      run: layer('assign'),
    },
    {
      id: 'status',
      name: t('board.status'),
      keys: ['s'],
      enabled: card?.can.includes('set_status') ?? false,
      run: layer('status'),
    },
    {
      id: 'end',
      name: t('board.end'),
      keys: ['e'],
      enabled: ending !== null,
      run: () => (card && ending ? desk.run(card, { kind: ending }) : false),
    },
    { id: 'move', name: t('board.move'), keys: ['m'], enabled: card !== null, run: layer('move') },
    {
      id: 'showWaiting',
      name: t('board.showWaiting'),
      keys: ['u'],
      enabled: waits.column !== undefined,
      run: () => (waits.column ? showWaiting(waits.column) : false),
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
