import type { Board, BoardColumnKey, TicketCard } from '@ventanilla/web';
import { describe, expect, it } from 'vitest';
import {
  appendPage,
  applyRefresh,
  type BoardState,
  columnOf,
  findCard,
  fromServer,
  markLooked,
  pillCount,
  type RefreshRules,
  removeCard,
  settle,
  showWaiting,
  updateCard,
} from './board.rules.ts';
import { card } from './test-ground.ts';

function boardOf(
  columns: Partial<Record<BoardColumnKey, TicketCard[]>>,
  nextCursor: string | null = null,
): BoardState {
  const keys = ['new', 'answered', 'your_turn'] as const;
  const board: Board = {
    position: 1,
    columns: keys.map((key) => {
      const items = columns[key] ?? [];
      return { key, items, count: { value: items.length, capped: false }, nextCursor };
    }),
  };
  return fromServer(board);
}

const others: RefreshRules = { isOwn: () => false, isBusy: () => false, isRead: () => false };
const own: RefreshRules = { ...others, isOwn: () => true };
const reading: RefreshRules = { ...others, isRead: () => true };
const ids = (cards: TicketCard[]) => cards.map(({ id }) => id);

describe('a live change', () => {
  it('keeps a new ticket behind the pill and what is read in its place', () => {
    const state = boardOf({ new: [card('b', 5), card('a', 4)] });
    const next = applyRefresh(
      state,
      {
        asked: ['c'],
        items: [{ column: 'new', card: card('c', 9) }],
        counts: { new: { value: 3, capped: false } },
      },
      others,
    );
    expect(ids(next.new.cards)).toEqual(['b', 'a']);
    expect(ids(next.new.waiting)).toEqual(['c']);
    expect(next.new.count.value).toBe(3);
  });

  it('shows a ticket at once where the column was empty', () => {
    const next = applyRefresh(
      boardOf({}),
      { asked: ['c'], items: [{ column: 'new', card: card('c', 9) }], counts: {} },
      others,
    );
    expect(ids(next.new.cards)).toEqual(['c']);
  });

  it('replaces a card in place although its activity is now the latest', () => {
    const state = boardOf({ your_turn: [card('b', 5), card('a', 4)] });
    const newer = card('a', 9, { version: 2, preview: 'otra' });
    const next = applyRefresh(
      state,
      { asked: ['a'], items: [{ column: 'your_turn', card: newer }], counts: {} },
      others,
    );
    expect(ids(next.your_turn.cards)).toEqual(['b', 'a']);
    expect(next.your_turn.cards[1]?.preview).toBe('otra');
    expect(next.your_turn.changed).toEqual(['a']);
    expect(next.your_turn.late).toEqual(['a']);
    expect(pillCount(next.your_turn)).toBe(1);
  });

  it('needs no pill for a card that changed where it belongs, and marks none that came twice', () => {
    const state = boardOf({ your_turn: [card('b', 5), card('a', 4)] });
    const items = [
      { column: 'your_turn' as const, card: card('b', 9, { version: 2 }) },
      { column: 'your_turn' as const, card: card('a', 4) },
    ];
    const next = applyRefresh(state, { asked: ['b', 'a'], items, counts: {} }, others);
    expect(pillCount(next.your_turn)).toBe(0);
    expect(next.your_turn.changed).toEqual(['b']);
  });

  it('takes a card that changed column out of the old one and behind the pill of the new one', () => {
    const state = boardOf({ answered: [card('a', 4)], your_turn: [card('z', 1)] });
    const next = applyRefresh(
      state,
      { asked: ['a'], items: [{ column: 'your_turn', card: card('a', 9, { version: 2 }) }], counts: {} },
      others,
    );
    expect(next.answered.cards).toEqual([]);
    expect(ids(next.your_turn.cards)).toEqual(['z']);
    expect(ids(next.your_turn.waiting)).toEqual(['a']);
  });

  it('moves a card at once, in order, where the person moved it', () => {
    const state = boardOf({ new: [card('a', 4)], answered: [card('z', 8), card('y', 1)] });
    const next = applyRefresh(
      state,
      { asked: ['a'], items: [{ column: 'answered', card: card('a', 5, { version: 2 }) }], counts: {} },
      own,
    );
    expect(ids(next.answered.cards)).toEqual(['z', 'a', 'y']);
    expect(next.new.cards).toEqual([]);
  });

  it('removes what a colleague took and what may no longer be seen', () => {
    const state = boardOf({ new: [card('a', 4), card('b', 3), card('c', 2)] });
    const next = applyRefresh(
      state,
      { asked: ['a', 'b'], items: [{ column: null, card: card('a', 4, { version: 2 }) }], counts: {} },
      others,
    );
    expect(ids(next.new.cards)).toEqual(['c']);
  });

  it('ignores an answer older than what is on screen', () => {
    const state = boardOf({ new: [card('a', 4, { version: 5, preview: 'nuevo' })] });
    const next = applyRefresh(
      state,
      {
        asked: ['a'],
        items: [{ column: 'new', card: card('a', 4, { version: 4, preview: 'viejo' }) }],
        counts: {},
      },
      others,
    );
    expect(next.new.cards[0]?.preview).toBe('nuevo');
  });

  it('leaves alone a card with a request of the person under way', () => {
    const state = boardOf({ new: [card('a', 4)] });
    const next = applyRefresh(
      state,
      { asked: ['a'], items: [], counts: {} },
      { ...others, isBusy: () => true },
    );
    expect(ids(next.new.cards)).toEqual(['a']);
  });

  it('leaves a card to its page where that page is not loaded yet', () => {
    const state = boardOf({ new: [card('b', 5), card('a', 4)] }, 'cursor');
    const next = applyRefresh(
      state,
      { asked: ['old'], items: [{ column: 'new', card: card('old', 1) }], counts: {} },
      others,
    );
    expect(findCard(next, 'old')).toBeNull();
  });
});

describe('while a column is being read', () => {
  const taken = card('a', 4, { version: 2, owner: { id: 'leo', name: 'Leo' } });
  const takenByLeo = { asked: ['a'], items: [{ column: null, card: taken }], counts: {} };
  const state = boardOf({ new: [card('b', 5), card('a', 4), card('z', 1)] });

  it('keeps a card that left in its place, and says what became of it, until nobody reads', () => {
    const next = applyRefresh(state, takenByLeo, reading);
    expect(ids(next.new.cards)).toEqual(['b', 'a', 'z']);
    expect(next.new.left).toEqual({ a: { to: null, card: taken } });
    expect(ids(settle(next, 'new').new.cards)).toEqual(['b', 'z']);
    expect(settle(next, 'new').new.left).toEqual({});
  });

  it('lets a card that went to another column wait there', () => {
    const turned = boardOf({ answered: [card('a', 4)], your_turn: [card('z', 1)] });
    const next = applyRefresh(
      turned,
      { asked: ['a'], items: [{ column: 'your_turn', card: card('a', 9, { version: 2 }) }], counts: {} },
      reading,
    );
    expect(next.answered.left['a']?.to).toBe('your_turn');
    expect(ids(next.your_turn.waiting)).toEqual(['a']);
    expect(ids(showWaiting(next, 'your_turn').your_turn.cards)).toEqual(['a', 'z']);
  });

  it('holds a card once however it goes and comes', () => {
    const turned = boardOf({ answered: [card('a', 4)], your_turn: [card('z', 1)] });
    const to = (state: BoardState, column: BoardColumnKey | null, version: number) =>
      applyRefresh(
        state,
        { asked: ['a'], items: [{ column, card: card('a', 9, { version }) }], counts: {} },
        reading,
      );
    const everywhere = (state: BoardState) =>
      Object.values(state).flatMap((one) => [
        ...one.cards.filter(({ id }) => id === 'a' && !(id in one.left)),
        ...one.waiting.filter(({ id }) => id === 'a'),
      ]);
    const there = to(turned, 'your_turn', 2);
    expect(everywhere(to(there, 'your_turn', 3))).toMatchObject([{ version: 3 }]);
    const back = to(there, 'answered', 3);
    expect(everywhere(back)).toMatchObject([{ version: 3 }]);
    expect(ids(back.answered.cards)).toEqual(['a']);
    expect(everywhere(to(back, null, 4))).toEqual([]);
  });

  it('shows a card that came back as if it had not left', () => {
    const gone = applyRefresh(state, takenByLeo, reading);
    const back = applyRefresh(
      gone,
      { asked: ['a'], items: [{ column: 'new', card: card('a', 4, { version: 3 }) }], counts: {} },
      reading,
    );
    expect(back.new.left).toEqual({});
    expect(ids(settle(back, 'new').new.cards)).toEqual(['b', 'a', 'z']);
  });

  it('obeys the person who reads at once', () => {
    const next = applyRefresh(state, takenByLeo, { ...own, isRead: () => true });
    expect(ids(next.new.cards)).toEqual(['b', 'z']);
  });

  it('changes nothing by settling a column that nobody left', () => {
    expect(settle(state, 'new')).toBe(state);
  });
});

describe('a mark', () => {
  it('goes when somebody looks at the card, and with the card', () => {
    const changed = applyRefresh(
      boardOf({ new: [card('a', 4)] }),
      { asked: ['a'], items: [{ column: 'new', card: card('a', 4, { version: 2 }) }], counts: {} },
      others,
    );
    expect(changed.new.changed).toEqual(['a']);
    const looked = markLooked(changed, 'new', 'a');
    expect(looked.new.changed).toEqual([]);
    expect(markLooked(looked, 'new', 'a')).toBe(looked);
    expect(removeCard(changed, 'a').new.changed).toEqual([]);
  });
});

describe('the column of a card', () => {
  it.each([
    ['nobody’s and new', {}, 'new'],
    ['mine and answered', { owner: { id: 'me', name: 'Eva' }, stage: 'answered' }, 'answered'],
    ['mine and done', { owner: { id: 'me', name: 'Eva' }, stage: 'done' }, null],
    ['a colleague’s', { owner: { id: 'leo', name: 'Leo' }, stage: 'your_turn' }, null],
  ] as const)('%s', (_name, more, column) => {
    expect(columnOf(card('a', 1, more), 'me')).toBe(column);
  });
});

describe('the pill', () => {
  it('moves what is late to its place and marks it', () => {
    const state = applyRefresh(
      boardOf({ your_turn: [card('b', 5), card('a', 4)] }),
      { asked: ['a'], items: [{ column: 'your_turn', card: card('a', 9, { version: 2 }) }], counts: {} },
      others,
    );
    const next = showWaiting(markLooked(state, 'your_turn', 'a'), 'your_turn');
    expect(ids(next.your_turn.cards)).toEqual(['a', 'b']);
    expect([next.your_turn.late, next.your_turn.changed]).toEqual([[], ['a']]);
  });

  it('shows what waited among the rest in order and is gone', () => {
    let state = boardOf({ new: [card('b', 5), card('a', 4)] });
    state = applyRefresh(
      state,
      {
        asked: ['c', 'd'],
        items: [
          { column: 'new', card: card('c', 7) },
          { column: 'new', card: card('d', 9) },
        ],
        counts: {},
      },
      others,
    );
    const next = showWaiting(state, 'new');
    expect(ids(next.new.cards)).toEqual(['d', 'c', 'b', 'a']);
    expect(next.new.waiting).toEqual([]);
  });
});

describe('pages and cards', () => {
  it('adds a page without repeating what came live', () => {
    const state = boardOf({ new: [card('b', 5)] }, 'one');
    const next = appendPage(state, 'new', { items: [card('b', 5), card('a', 4)], nextCursor: null });
    expect(ids(next.new.cards)).toEqual(['b', 'a']);
    expect(next.new.nextCursor).toBeNull();
  });
  it('changes and removes one card wherever it stands, and nothing for one that is not there', () => {
    const state = boardOf({ answered: [card('a', 4)] });
    const owner = { id: 'me', name: 'Eva' };
    expect(updateCard(state, 'a', (one) => ({ ...one, owner })).answered.cards[0]?.owner).toEqual(owner);
    expect(removeCard(state, 'a').answered.cards).toEqual([]);
    expect(removeCard(state, 'x')).toBe(state);
    expect(updateCard(state, 'x', (one) => one)).toBe(state);
  });
});
