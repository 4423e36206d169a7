import type { TicketCard } from '@ventanilla/web';
import { describe, expect, it } from 'vitest';
import { compareBy } from '../../shared/tickets/ticket-order.ts';
import {
  firstLayout,
  gridOf,
  insertCards,
  isPassing,
  isWithin,
  type ListPage,
  moveColumn,
  replaceCards,
  toggleColumn,
  widenColumn,
  withoutCards,
} from './list.rules.ts';
import {
  between,
  isSelected,
  nothingSelected,
  select,
  selectedCount,
  stateOf,
  wholeSelected,
} from './selection.rules.ts';

const card = (id: string, rest: Partial<TicketCard> = {}) =>
  ({
    id,
    number: 1,
    activityAt: '2026-03-02T10:00:00.000Z',
    priority: null,
    dueAt: null,
    clock: null,
    ...rest,
  }) as TicketCard;
const at = (id: string, hour: string) => card(id, { activityAt: `2026-03-02T${hour}:00:00.000Z` });
const page = (items: TicketCard[], nextCursor: string | null = null): ListPage => ({
  items,
  nextCursor,
  count: { value: items.length, capped: false },
});
const ids = (pages: ListPage[]) => pages.flatMap(({ items }) => items.map(({ id }) => id)).join('');

describe('a list that changes while it is looked at', () => {
  const compare = compareBy('-activity', () => 0);

  it('puts what arrives at its place', () => {
    const pages = [page([at('a', '12'), at('b', '10')], 'more'), { ...page([at('c', '08')]), count: null }];
    const after = insertCards(pages, [at('x', '11'), at('y', '09'), at('z', '07')], compare);
    expect(ids(after)).toBe('axbycz');
  });

  it('leaves out what belongs after all that was fetched, and knows what it has', () => {
    const pages = [page([at('a', '12'), at('b', '10')], 'more')];
    const after = insertCards(pages, [at('z', '07'), at('a', '13')], compare);
    expect(ids(after)).toBe('ab');
    expect(isWithin(pages, at('z', '07'), compare)).toBe(false);
    expect(isWithin(pages, at('y', '11'), compare)).toBe(true);
    expect(isWithin([page([at('a', '12')])], at('z', '07'), compare)).toBe(true);
  });

  it('takes away what no longer belongs, and renews what does without moving it', () => {
    const pages = [page([at('a', '12'), at('b', '10')])];
    expect(ids(replaceCards(pages, [at('b', '13'), at('q', '14')]))).toBe('ab');
    const after = withoutCards(pages, new Set(['a']));
    expect([ids(after), after[0]!.count!.value]).toEqual(['b', 1]);
  });

  it('knows filters that time alone changes', () => {
    expect(isPassing('{"field":"createdAt","op":"after","moment":"-3d"}')).toBe(true);
    expect(isPassing('{"field":"createdAt","op":"after","moment":"2026-03-02"}')).toBe(false);
  });
});

describe('columns', () => {
  const { columns } = firstLayout;
  const keys = (all: typeof columns) => all.map(({ key }) => key).join(' ');

  it('are added at the end, taken away, moved and widened within bounds', () => {
    expect(keys(toggleColumn(columns, 'department'))).toBe(`${keys(columns)} department`);
    expect(keys(toggleColumn(columns, 'number'))).not.toContain('number');
    expect(toggleColumn([columns[0]!], 'number')).toHaveLength(1);
    expect(keys(moveColumn(columns, 'clock', 0))).toMatch(/^clock number/);
    expect(moveColumn(columns, 'clock', 99)).toBe(columns);
    expect(widenColumn(columns, 'status', 5).find(({ key }) => key === 'status')!.width).toBe(56);
  });

  it('fill the width whatever they are', () => {
    expect(gridOf(columns)).toContain('1fr');
    expect(gridOf([{ key: 'number', width: 80 }])).toBe('44px 80px minmax(0, 1fr)');
  });
});

describe('a selection', () => {
  it('holds what is chosen, or the whole result but what is left out', () => {
    const two = select(nothingSelected, ['a', 'b'], true);
    expect([isSelected(two, 'a'), isSelected(two, 'c'), selectedCount(two, null)]).toEqual([true, false, 2]);
    const rest = select(wholeSelected, ['a'], false);
    expect([isSelected(rest, 'a'), isSelected(rest, 'z')]).toEqual([false, true]);
    expect(selectedCount(rest, { value: 41, capped: false })).toBe(40);
    expect(selectedCount(rest, { value: 999, capped: true })).toBeNull();
    expect(isSelected(select(rest, ['a'], true), 'a')).toBe(true);
  });

  it('goes from one row to another either way', () => {
    expect(between(['a', 'b', 'c', 'd'], 'c', 'a')).toEqual(['a', 'b', 'c']);
    expect(between(['a', 'b'], null, 'b')).toEqual(['b']);
    expect(stateOf(select(nothingSelected, ['a'], true), ['a', 'b'])).toBe('some');
  });
});
