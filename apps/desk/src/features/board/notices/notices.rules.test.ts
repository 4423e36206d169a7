import type { TicketCard } from '@ventanilla/web';
import { describe, expect, it } from 'vitest';
import type { ColumnPlace } from '../board.rules.ts';
import { boardOf, card } from '../test-ground.ts';
import { addNotices, type Notice, noticesOf, type Toast, toastsMax } from './notices.rules.ts';

const me = { id: 'me', name: 'Eva' };
const place = (key: 'new' | 'your_turn'): ColumnPlace => ({ id: key, key, name: null });
const unread: Partial<TicketCard> = { unread: true, preview: 'Hola', version: 2 };

function news(input: {
  before?: TicketCard[];
  card: TicketCard;
  column?: 'new' | 'answered' | 'your_turn' | null;
  types: string[];
  isOwn?: boolean;
}) {
  const { before = [], column = 'new' } = input;
  return noticesOf({
    before: boardOf({ new: before }),
    items: [{ columns: column ? [column] : [], card: input.card }],
    types: new Map([[input.card.id, new Set(input.types)]]),
    me: me.id,
    isOwn: () => input.isOwn ?? false,
  }).map(({ kind }) => kind);
}

describe('news', () => {
  it.each([
    ['a new ticket', { card: card('a', 5, unread), types: ['ticket.created', 'message.added'] }, ['created']],
    [
      'a new ticket of one’s own making',
      { card: card('a', 5, unread), types: ['ticket.created'], isOwn: true },
      [],
    ],
    [
      'an answer',
      { before: [card('a', 1)], card: card('a', 5, unread), types: ['message.added'] },
      ['wrote'],
    ],
    [
      'an answer right after one’s own action',
      { before: [card('a', 1)], card: card('a', 5, unread), types: ['message.added'], isOwn: true },
      ['wrote'],
    ],
    [
      'an answer that was read already',
      { before: [card('a', 1)], card: card('a', 5), types: ['message.added'] },
      [],
    ],
    [
      'a note',
      {
        before: [card('a', 5, unread)],
        card: card('a', 5, { ...unread, noteCount: 1 }),
        types: ['message.added'],
      },
      [],
    ],
    [
      'an answer of ours',
      {
        before: [card('a', 1)],
        card: card('a', 5, { ...unread, previewAuthor: 'agent' }),
        types: ['message.added'],
      },
      [],
    ],
    [
      'a ticket given to me',
      { before: [card('a', 5)], card: card('a', 5, { owner: me }), types: ['ticket.owner_changed'] },
      ['assigned'],
    ],
    [
      'a ticket that I took',
      {
        before: [card('a', 5)],
        card: card('a', 5, { owner: me }),
        types: ['ticket.owner_changed'],
        isOwn: true,
      },
      [],
    ],
    [
      'a ticket that was mine',
      {
        before: [card('a', 5, { owner: me })],
        card: card('a', 5, { owner: me }),
        types: ['ticket.owner_changed'],
      },
      [],
    ],
    ['a ticket of a colleague', { card: card('a', 5, unread), column: null, types: ['message.added'] }, []],
    [
      'a status',
      { before: [card('a', 5)], card: card('a', 5, unread), types: ['ticket.status_changed'] },
      [],
    ],
  ] as const)('%s', (_name, input, kinds) => {
    expect(
      news({ ...input, types: [...input.types], before: [...('before' in input ? input.before : [])] }),
    ).toEqual(kinds);
  });
});

const notice = (ticketId: string, more: Partial<Notice> = {}): Notice => ({
  kind: 'wrote',
  ticketId,
  number: 1,
  key: `${ticketId}@1`,
  places: [place('your_turn')],
  name: 'Ana',
  text: 'Hola',
  ...more,
});
const shown = (toasts: readonly Toast[]) => toasts.map(({ id }) => id);

it('has one key for one message, whatever became of its ticket since', () => {
  const one = (version: number) =>
    noticesOf({
      before: boardOf({}),
      items: [{ columns: ['new'], card: card('a', 5, { ...unread, version }) }],
      types: new Map([['a', new Set(['message.added'])]]),
      me: me.id,
      isOwn: () => false,
    })[0]?.key;
  expect(one(2)).toBe(one(3));
});

describe('toasts', () => {
  it('stand one by one up to three, the newest first', () => {
    const toasts = addNotices(addNotices([], [notice('a'), notice('b')]), [notice('c')]);
    expect(shown(toasts)).toEqual(['c', 'b', 'a']);
  });

  it('tell of a ticket once, with its newest words', () => {
    const toasts = addNotices(addNotices([], [notice('a'), notice('b')]), [
      notice('a', { text: 'uno' }),
      notice('a', { text: 'dos' }),
    ]);
    expect(shown(toasts)).toEqual(['a', 'b']);
    expect(toasts[0]).toMatchObject({ notice: { text: 'dos' } });
  });

  it('become one when there are many, however they come', () => {
    const many = Array.from({ length: 200 }, (_, index) => notice(`t${index}`, { places: [place('new')] }));
    const atOnce = addNotices([], many);
    const oneByOne = many.reduce<readonly Toast[]>((toasts, one) => addNotices(toasts, [one]), []);
    for (const toasts of [atOnce, oneByOne]) {
      expect(toasts).toHaveLength(1);
      expect(Object.keys(toasts[0]?.kind === 'group' ? toasts[0].tickets : {})).toHaveLength(200);
    }
    expect(addNotices(atOnce, [notice('t1')])).toHaveLength(1);
    expect(toastsMax).toBe(3);
  });

  it('change nothing without news', () => {
    const toasts = addNotices([], [notice('a')]);
    expect(addNotices(toasts, [])).toBe(toasts);
  });
});
