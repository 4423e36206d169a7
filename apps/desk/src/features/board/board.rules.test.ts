import type { Board, BoardColumnKey, TicketCard } from '@ventanilla/web';
import { describe, expect, it } from 'vitest';
import {
  appendPage,
  applyRefresh,
  type BoardState,
  findCard,
  fromServer,
  removeCard,
  showWaiting,
  updateCard,
} from './board.rules.ts';

function card(id: string, minute: number, more: Partial<TicketCard> = {}): TicketCard {
  const at = `2026-11-21T10:${String(minute).padStart(2, '0')}:00.000Z`;
  return {
    id,
    number: minute,
    subject: id,
    status: { key: 'open', category: 'open' },
    stage: 'new',
    channel: 'email',
    requester: { id: 'r', name: 'Ana', organizationName: null },
    owner: null,
    createdAt: at,
    activityAt: at,
    customerLastAt: at,
    ourLastAt: null,
    firstAnswerAt: null,
    ownerFirstAnswerAt: null,
    closedAt: null,
    preview: '',
    previewAuthor: 'customer',
    unread: false,
    noteCount: 0,
    attachmentCount: 0,
    hasPrevious: false,
    deliveryFailed: false,
    version: 1,
    can: ['take'],
    ...more,
  };
}

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

const others = { isOwn: () => false, isBusy: () => false };
const own = { isOwn: () => true, isBusy: () => false };
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

describe('the pill', () => {
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
