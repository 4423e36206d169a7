import type { TicketSort } from '@ventanilla/contracts/views';
import type { TicketCard } from '@ventanilla/web';
import { describe, expect, it } from 'vitest';
import { compareBy } from './ticket-order.ts';
import { sortAfter } from './ticket-sorts.ts';

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
const rankOf = (key: string) => ({ low: 1, high: 2 })[key] ?? 0;
const inOrder = (cards: TicketCard[], sort: TicketSort) =>
  cards.toSorted(compareBy(sort, rankOf)).map(({ id }) => id);

describe('the order of a list', () => {
  it('has what was written last first, and by id what was written at once', () => {
    const cards = [at('a', '09'), at('b', '11'), at('c', '09')];
    expect(inOrder(cards, '-activity')).toEqual(['b', 'c', 'a']);
    expect(inOrder(cards, 'activity')).toEqual(['a', 'c', 'b']);
  });

  it('has what is never due after all that is due', () => {
    const cards = [card('a'), card('b', { dueAt: '2026-03-05T00:00:00.000Z' })];
    expect(inOrder(cards, 'due')).toEqual(['b', 'a']);
  });

  it('has priorities by their order', () => {
    const of = (id: string, key: string) => card(id, { priority: { key, name: key, colour: 'grey' } });
    const cards = [card('a'), of('b', 'low'), of('c', 'high')];
    expect(inOrder(cards, '-priority')).toEqual(['c', 'b', 'a']);
  });

  it('turns round where the same heading is pressed again', () => {
    expect(sortAfter('-activity', 'clock')).toBe('clock');
    expect(sortAfter('clock', 'clock')).toBe('-clock');
  });
});
