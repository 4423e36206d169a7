import type { DeskAction } from '../../shared/actions/actions.ts';
import { useActions } from '../../shared/actions/use-actions.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { type BoardState, columnsOf, standingIn } from './board.rules.ts';
import { endingOf } from './card-actions.rules.ts';
import type { CardDesk, CardLayerKind } from './card-desk.ts';
import { drawnCard } from './focus-request.ts';

interface Active {
  column: string;
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
  const columns = columnsOf(state);
  const cards = active ? (state.columns[active.column]?.cards ?? []) : [];
  const index = cards.findIndex(({ id }) => id === active?.id);
  if (!active || index < 0) {
    const [first] = columns.flatMap(
      ([
        column,
        {
          cards: [card],
        },
      ]) => (card ? [{ column, id: card.id }] : []),
    );
    return first ?? null;
  }
  if (across === 0) {
    const card = cards[index + by];
    return card ? { column: active.column, id: card.id } : null;
  }
  let at = state.order.indexOf(active.column) + across;
  for (; at >= 0 && at < columns.length; at += across) {
    const [column, { cards: beside }] = columns[at]!;
    const card = beside[Math.min(index, beside.length - 1)];
    if (card) return { column, id: card.id };
  }
  return null;
}

interface BoardKeysInput {
  state: BoardState;
  active: Active | null;
  focusCard(next: Active): void;
  desk: CardDesk;
  showWaiting(column: string): void;
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
  const column = active ? state.columns[active.column] : undefined;
  const standing = column && active ? standingIn(column, active.id) : null;
  const card = standing && standing.how !== 'left' ? standing.card : null;
  const ending = card ? endingOf(card) : null;
  const canTake = card?.can.includes('take') ?? false;
  const waits = active?.column ?? columnsOf(state).find(([, { waiting }]) => waiting.length > 0)?.[0];
  const layer = (kind: CardLayerKind) => () => {
    const opener = card && active && drawnCard(card.id, active.column);
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
      enabled: waits !== undefined,
      run: () => (waits ? showWaiting(waits) : false),
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
