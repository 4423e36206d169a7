import { describe, expect, it } from 'vitest';
import { inOrder, movedBeside, movedBy } from './order.rules.ts';

describe('a list that is put in order', () => {
  it.each([
    ['up', 2, -1, 'acb'],
    ['down', 0, 1, 'bac'],
    ['up from the first place: as it was', 0, -1, 'abc'],
    ['down from the last place: as it was', 2, 1, 'abc'],
  ] as const)('by one place %s', (_, at, by, after) => {
    expect(movedBy(['a', 'b', 'c'], { at, by }).join('')).toBe(after);
  });

  it.each([
    ['before one above', 'c', 'a', 'before', 'cab'],
    ['after one below', 'a', 'c', 'after', 'bca'],
    ['before the one that follows: as it was', 'a', 'b', 'before', 'abc'],
    ['on itself: as it was', 'b', 'b', 'after', 'abc'],
    ['from another list: as it was', 'x', 'b', 'after', 'abc'],
  ] as const)('by dropping %s', (_, key, target, edge, after) => {
    expect(movedBeside(['a', 'b', 'c'], { key, target, edge }).join('')).toBe(after);
  });

  it('keeps those that the order does not name at the end, as they were', () => {
    const items = ['d', 'a', 'c', 'b'].map((key) => ({ key }));
    expect(inOrder(items, ['b', 'a']).map(({ key }) => key)).toEqual(['b', 'a', 'd', 'c']);
  });
});
