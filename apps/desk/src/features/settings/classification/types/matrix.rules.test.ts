import { describe, expect, it } from 'vitest';
import { targetPhrase, waitsOf, withType, wordsOf } from './matrix.rules.ts';

const priority = (key: string, hours: number, ...typeKeys: string[]) => ({
  key,
  target: { kind: 'calendar_hours' as const, hours },
  typeKeys,
});
const priorities = [
  priority('low', 48, 'task'),
  priority('normal', 24, 'task', 'question'),
  priority('urgent', 24, 'task'),
];

describe('what the matrix says', () => {
  it.each([
    ['the least urgent first, the others after it', 'task', 'low', ['normal', 'urgent']],
    ['one only', 'question', 'normal', []],
    ['nothing of a type that has none', 'extra', null, []],
  ])('%s', (_, typeKey, first, others) => {
    const words = wordsOf(typeKey, priorities);
    expect([words.first?.key ?? null, words.others.map(({ key }) => key)]).toEqual([first, others]);
  });

  it('offers each time once, however many priorities have it', () => {
    expect(waitsOf(priorities).map(({ key }) => key)).toEqual(['calendar_hours 48', 'calendar_hours 24']);
  });

  it('allows a type once, and takes it away', () => {
    expect(withType(['task'], { typeKey: 'task', isAllowed: true })).toEqual(['task']);
    expect(withType(['task', 'extra'], { typeKey: 'task', isAllowed: false })).toEqual(['extra']);
  });

  it.each([
    [{ kind: 'end_of_day' as const }, 'endOfDay', 1],
    [{ kind: 'calendar_hours' as const, hours: 24 }, 'hours', 24],
    [{ kind: 'business_hours' as const, hours: 1.5 }, 'businessHours', 1.5],
    [{ kind: 'business_hours' as const, hours: 0.25 }, 'businessMinutes', 15],
  ])('says %o as %s', (target, phrase, count) => {
    expect(targetPhrase(target)).toEqual({ phrase, count });
  });
});
