import type { TicketCard } from '@ventanilla/web';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appendPage,
  type BoardState,
  columnsWith,
  findCard,
  markLooked,
  pillCount,
  removeCard,
  settle,
  showWaiting,
} from './board.rules.ts';
import { applyRefresh, builtInOf, putCard, type RefreshRules } from './refresh.rules.ts';
import { boardOf, card } from './test-ground.ts';

const order = ['new', 'answered', 'your_turn'];

const at = (state: BoardState, id: string) => {
  const column = state.columns[id];
  if (!column) throw new Error(`no column ${id}`);
  return column;
};
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
        items: [{ columns: ['new'], card: card('c', 9) }],
        counts: { new: { value: 3, capped: false } },
      },
      others,
    );
    expect(ids(at(next, 'new').cards)).toEqual(['b', 'a']);
    expect(ids(at(next, 'new').waiting)).toEqual(['c']);
    expect(at(next, 'new').count.value).toBe(3);
  });

  it('shows a ticket at once where the column was empty', () => {
    const next = applyRefresh(
      boardOf({}),
      { asked: ['c'], items: [{ columns: ['new'], card: card('c', 9) }], counts: {} },
      others,
    );
    expect(ids(at(next, 'new').cards)).toEqual(['c']);
  });

  it('replaces a card in place although its activity is now the latest', () => {
    const state = boardOf({ your_turn: [card('b', 5), card('a', 4)] });
    const newer = card('a', 9, { version: 2, preview: 'otra' });
    const next = applyRefresh(
      state,
      { asked: ['a'], items: [{ columns: ['your_turn'], card: newer }], counts: {} },
      others,
    );
    expect(ids(at(next, 'your_turn').cards)).toEqual(['b', 'a']);
    expect(at(next, 'your_turn').cards[1]?.preview).toBe('otra');
    expect(at(next, 'your_turn').changed).toEqual(['a']);
    expect(at(next, 'your_turn').late).toEqual(['a']);
    expect(pillCount(at(next, 'your_turn'))).toBe(1);
  });

  it('needs no pill for a card that changed where it belongs, and marks none that came twice', () => {
    const state = boardOf({ your_turn: [card('b', 5), card('a', 4)] });
    const items = [
      { columns: ['your_turn'], card: card('b', 9, { version: 2 }) },
      { columns: ['your_turn'], card: card('a', 4) },
    ];
    const next = applyRefresh(state, { asked: ['b', 'a'], items, counts: {} }, others);
    expect(pillCount(at(next, 'your_turn'))).toBe(0);
    expect(at(next, 'your_turn').changed).toEqual(['b']);
  });

  it('takes a card that changed column out of the old one and behind the pill of the new one', () => {
    const state = boardOf({ answered: [card('a', 4)], your_turn: [card('z', 1)] });
    const next = applyRefresh(
      state,
      { asked: ['a'], items: [{ columns: ['your_turn'], card: card('a', 9, { version: 2 }) }], counts: {} },
      others,
    );
    expect(at(next, 'answered').cards).toEqual([]);
    expect(ids(at(next, 'your_turn').cards)).toEqual(['z']);
    expect(ids(at(next, 'your_turn').waiting)).toEqual(['a']);
  });

  it('moves a card at once, in order, where the person moved it', () => {
    const state = boardOf({ new: [card('a', 4)], answered: [card('z', 8), card('y', 1)] });
    const next = applyRefresh(
      state,
      { asked: ['a'], items: [{ columns: ['answered'], card: card('a', 5, { version: 2 }) }], counts: {} },
      own,
    );
    expect(ids(at(next, 'answered').cards)).toEqual(['z', 'a', 'y']);
    expect(at(next, 'new').cards).toEqual([]);
  });

  it('removes what a colleague took and what may no longer be seen', () => {
    const state = boardOf({ new: [card('a', 4), card('b', 3), card('c', 2)] });
    const next = applyRefresh(
      state,
      { asked: ['a', 'b'], items: [{ columns: [], card: card('a', 4, { version: 2 }) }], counts: {} },
      others,
    );
    expect(ids(at(next, 'new').cards)).toEqual(['c']);
  });

  it('ignores an answer older than what is on screen', () => {
    const state = boardOf({ new: [card('a', 4, { version: 5, preview: 'nuevo' })] });
    const next = applyRefresh(
      state,
      {
        asked: ['a'],
        items: [{ columns: ['new'], card: card('a', 4, { version: 4, preview: 'viejo' }) }],
        counts: {},
      },
      others,
    );
    expect(at(next, 'new').cards[0]?.preview).toBe('nuevo');
  });

  it('leaves alone a card with a request of the person under way', () => {
    const state = boardOf({ new: [card('a', 4)] });
    const next = applyRefresh(
      state,
      { asked: ['a'], items: [], counts: {} },
      { ...others, isBusy: () => true },
    );
    expect(ids(at(next, 'new').cards)).toEqual(['a']);
  });

  it('leaves a card to its page where that page is not loaded yet', () => {
    const state = boardOf({ new: [card('b', 5), card('a', 4)] }, { nextCursor: 'cursor' });
    const next = applyRefresh(
      state,
      { asked: ['old'], items: [{ columns: ['new'], card: card('old', 1) }], counts: {} },
      others,
    );
    expect(findCard(next, 'old')).toBeNull();
  });
});

describe('while a column is being read', () => {
  const taken = card('a', 4, { version: 2, owner: { id: 'leo', name: 'Leo' } });
  const takenByLeo = { asked: ['a'], items: [{ columns: [], card: taken }], counts: {} };
  const state = boardOf({ new: [card('b', 5), card('a', 4), card('z', 1)] });

  it('keeps a card that left in its place, and says what became of it, until nobody reads', () => {
    const next = applyRefresh(state, takenByLeo, reading);
    expect(ids(at(next, 'new').cards)).toEqual(['b', 'a', 'z']);
    expect(at(next, 'new').left).toEqual({ a: { to: null, card: taken } });
    expect(ids(at(settle(next, 'new'), 'new').cards)).toEqual(['b', 'z']);
    expect(at(settle(next, 'new'), 'new').left).toEqual({});
  });

  it('lets a card that went to another column wait there', () => {
    const turned = boardOf({ answered: [card('a', 4)], your_turn: [card('z', 1)] });
    const next = applyRefresh(
      turned,
      { asked: ['a'], items: [{ columns: ['your_turn'], card: card('a', 9, { version: 2 }) }], counts: {} },
      reading,
    );
    expect(at(next, 'answered').left['a']?.to?.key).toBe('your_turn');
    expect(ids(at(next, 'your_turn').waiting)).toEqual(['a']);
    expect(ids(at(showWaiting(next, 'your_turn'), 'your_turn').cards)).toEqual(['a', 'z']);
  });

  it('holds a card once however it goes and comes', () => {
    const turned = boardOf({ answered: [card('a', 4)], your_turn: [card('z', 1)] });
    const to = (state: BoardState, column: string | null, version: number) =>
      applyRefresh(
        state,
        {
          asked: ['a'],
          items: [{ columns: column ? [column] : [], card: card('a', 9, { version }) }],
          counts: {},
        },
        reading,
      );
    const everywhere = (state: BoardState) =>
      Object.values(state.columns).flatMap((one) => [
        ...one.cards.filter(({ id }) => id === 'a' && !(id in one.left)),
        ...one.waiting.filter(({ id }) => id === 'a'),
      ]);
    const there = to(turned, 'your_turn', 2);
    expect(everywhere(to(there, 'your_turn', 3))).toMatchObject([{ version: 3 }]);
    const back = to(there, 'answered', 3);
    expect(everywhere(back)).toMatchObject([{ version: 3 }]);
    expect(ids(at(back, 'answered').cards)).toEqual(['a']);
    expect(everywhere(to(back, null, 4))).toEqual([]);
  });

  it('shows a card that came back as if it had not left', () => {
    const gone = applyRefresh(state, takenByLeo, reading);
    const back = applyRefresh(
      gone,
      { asked: ['a'], items: [{ columns: ['new'], card: card('a', 4, { version: 3 }) }], counts: {} },
      reading,
    );
    expect(at(back, 'new').left).toEqual({});
    expect(ids(at(settle(back, 'new'), 'new').cards)).toEqual(['b', 'a', 'z']);
  });

  it('obeys the person who reads at once', () => {
    const next = applyRefresh(state, takenByLeo, { ...own, isRead: () => true });
    expect(ids(at(next, 'new').cards)).toEqual(['b', 'z']);
  });

  it('changes nothing by settling a column that nobody left', () => {
    expect(settle(state, 'new')).toBe(state);
  });
});

describe('a mark', () => {
  it('goes when somebody looks at the card, and with the card', () => {
    const changed = applyRefresh(
      boardOf({ new: [card('a', 4)] }),
      { asked: ['a'], items: [{ columns: ['new'], card: card('a', 4, { version: 2 }) }], counts: {} },
      others,
    );
    expect(at(changed, 'new').changed).toEqual(['a']);
    const looked = markLooked(changed, 'new', 'a');
    expect(at(looked, 'new').changed).toEqual([]);
    expect(markLooked(looked, 'new', 'a')).toBe(looked);
    expect(at(removeCard(changed, 'a'), 'new').changed).toEqual([]);
  });
});

describe('the built-in column of a card', () => {
  it.each([
    ['nobody’s and new', {}, 'new'],
    ['mine and answered', { owner: { id: 'me', name: 'Eva' }, stage: 'answered' }, 'answered'],
    ['mine and done', { owner: { id: 'me', name: 'Eva' }, stage: 'done' }, null],
    ['a colleague’s', { owner: { id: 'leo', name: 'Leo' }, stage: 'your_turn' }, null],
  ] as const)('%s', (_name, more, column) => {
    expect(builtInOf(card('a', 1, more), 'me')).toBe(column);
  });
});

describe('the pill', () => {
  it('moves what is late to its place and marks it', () => {
    const state = applyRefresh(
      boardOf({ your_turn: [card('b', 5), card('a', 4)] }),
      { asked: ['a'], items: [{ columns: ['your_turn'], card: card('a', 9, { version: 2 }) }], counts: {} },
      others,
    );
    const next = showWaiting(markLooked(state, 'your_turn', 'a'), 'your_turn');
    expect(ids(at(next, 'your_turn').cards)).toEqual(['a', 'b']);
    expect([at(next, 'your_turn').late, at(next, 'your_turn').changed]).toEqual([[], ['a']]);
  });

  it('shows what waited among the rest in order and is gone', () => {
    let state = boardOf({ new: [card('b', 5), card('a', 4)] });
    state = applyRefresh(
      state,
      {
        asked: ['c', 'd'],
        items: [
          { columns: ['new'], card: card('c', 7) },
          { columns: ['new'], card: card('d', 9) },
        ],
        counts: {},
      },
      others,
    );
    const next = showWaiting(state, 'new');
    expect(ids(at(next, 'new').cards)).toEqual(['d', 'c', 'b', 'a']);
    expect(at(next, 'new').waiting).toEqual([]);
  });
});

describe('pages and cards', () => {
  it('adds a page without repeating what came live', () => {
    const state = boardOf({ new: [card('b', 5)] }, { nextCursor: 'one' });
    const next = appendPage(state, 'new', { items: [card('b', 5), card('a', 4)], nextCursor: null });
    expect(ids(at(next, 'new').cards)).toEqual(['b', 'a']);
    expect(at(next, 'new').nextCursor).toBeNull();
  });
  it('removes one card wherever it stands, and nothing for one that is not there', () => {
    const state = boardOf({ new: [card('a', 4)], answered: [card('a', 4)] });
    expect(at(removeCard(state, 'a'), 'answered').cards).toEqual([]);
    expect(removeCard(state, 'x')).toBe(state);
  });
});

describe('what one does oneself', () => {
  const me = { id: 'me', name: 'Eva' };
  const state = boardOf({ new: [card('a', 4)], 'nobody’s': [card('a', 4), card('b', 2)] });

  it('moves a card among the built-in columns, and waits for the server in those of a filter', () => {
    const answered = card('a', 4, { owner: me, stage: 'answered' });
    const next = putCard(state, answered, 'me');
    expect(at(next, 'new').cards).toEqual([]);
    expect(at(next, 'answered').cards).toEqual([answered]);
    expect(at(next, 'nobody’s').cards[0]).toEqual(answered);
    expect(putCard(next, card('a', 4), 'me').columns).toEqual(state.columns);
  });

  it('undoes nothing newer', () => {
    const newer = putCard(state, card('a', 4, { version: 3 }), 'me');
    expect(putCard(newer, card('a', 4, { version: 2 }), 'me')).toBe(newer);
  });
});

describe('a ticket in several columns', () => {
  const both = boardOf({ new: [card('a', 4), card('b', 3)], your_turn: [card('a', 4)] });
  const to = (columns: string[], version = 2) => ({
    asked: ['a'],
    items: [{ columns, card: card('a', 4, { version, preview: 'otra' }) }],
    counts: {},
  });

  it('is drawn anew in each', () => {
    const next = applyRefresh(both, to(['new', 'your_turn']), others);
    expect(['new', 'your_turn'].map((id) => at(next, id).cards[0]?.preview)).toEqual(['otra', 'otra']);
    expect(at(next, 'answered')).toBe(at(both, 'answered'));
  });

  it('leaves one and stays in the other, without having gone anywhere', () => {
    const next = applyRefresh(both, to(['your_turn']), reading);
    expect(at(next, 'new').left['a']).toMatchObject({ to: null });
    expect(ids(at(next, 'your_turn').cards)).toEqual(['a']);
    expect(at(next, 'your_turn').left).toEqual({});
  });

  it('comes to one more, and goes from all of them at once', () => {
    const more = applyRefresh(both, to(['new', 'answered', 'your_turn']), others);
    expect(ids(at(more, 'answered').cards)).toEqual(['a']);
    const gone = applyRefresh(more, { asked: ['a'], items: [], counts: {} }, others);
    expect(findCard(gone, 'a')).toBeNull();
  });

  it('knows the newest of what is drawn of it', () => {
    const late = applyRefresh(both, to(['new', 'your_turn'], 5), others);
    expect(findCard(late, 'a')?.version).toBe(5);
    expect(applyRefresh(late, to([], 4), others)).toBe(late);
  });

  it('never stands twice in one, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            id: fc.constantFrom('a', 'b', 'c'),
            columns: fc.subarray(order),
            rules: fc.constantFrom(others, own, reading),
            minute: fc.integer({ min: 1, max: 59 }),
            settles: fc.boolean(),
            shows: fc.boolean(),
          }),
          { maxLength: 25 },
        ),
        (steps) => {
          let state = both;
          steps.forEach(({ id, columns, rules, minute, settles, shows }, step) => {
            const now = card(id, minute, { version: step + 2 });
            state = applyRefresh(state, { asked: [id], items: [{ columns, card: now }], counts: {} }, rules);
            for (const column of settles ? order : []) state = settle(state, column);
            for (const column of shows ? order : []) state = showWaiting(state, column);
            expect(columnsWith(state, id)).toEqual(order.filter((column) => columns.includes(column)));
            for (const column of Object.values(state.columns)) {
              const all = ids([...column.cards, ...column.waiting]);
              expect(new Set(all).size).toBe(all.length);
            }
          });
        },
      ),
    );
  });
});

describe('a column in another order', () => {
  it('has what came at its own place, not at the top', () => {
    const due = (id: string, day: number | null) =>
      card(id, day ?? 1, { dueAt: day === null ? null : `2026-12-0${day}T10:00:00.000Z` });
    const state = boardOf({ new: [due('a', 2), due('c', 6), due('z', null)] }, { sort: 'due' });
    const items = [{ columns: ['new'], card: due('b', 4) }];
    const next = applyRefresh(state, { asked: ['b'], items, counts: {} }, others);
    expect(ids(at(showWaiting(next, 'new'), 'new').cards)).toEqual(['a', 'b', 'c', 'z']);
    expect(ids(at(applyRefresh(state, { asked: ['b'], items, counts: {} }, own), 'new').cards)).toEqual([
      'a',
      'b',
      'c',
      'z',
    ]);
  });
});
