import type { RoutineRun, RoutineRunItem } from '@ventanilla/contracts/routine-runs';
import { describe, expect, test } from 'vitest';
import { foreseen, rateOf, sectionsOf, takingBack } from './duties.rules.ts';

const item = (id: string, given: Partial<RoutineRunItem> = {}): RoutineRunItem => ({
  id,
  text: id,
  state: 'open',
  note: '',
  at: null,
  byName: null,
  filterText: null,
  left: null,
  ...given,
});
const duty = (items: RoutineRunItem[], given: Partial<RoutineRun> = {}): RoutineRun => ({
  id: 'r',
  routineId: 'x',
  name: 'Inicio',
  note: '',
  every: 'workday',
  state: 'open',
  place: 'now',
  opensAt: '',
  dueAt: '',
  endsAt: '',
  timeZone: 'UTC',
  closedAt: null,
  ticket: null,
  items,
  ...given,
});
const at = '2026-11-20T15:00:00.000Z';

describe('what is foreseen', () => {
  test('closes the duty with its last item, and opens it again when one is taken back', () => {
    const begun = duty([item('a', { state: 'done' }), item('b')]);
    const done = foreseen(begun, { itemIds: ['b'], state: 'skipped', note: 'No aplica' }, at);
    expect(done).toMatchObject({ state: 'done', closedAt: at });
    expect(done.items[1]).toMatchObject({ state: 'skipped', note: 'No aplica', at });
    expect(foreseen(done, { itemIds: ['a'], state: 'open' }, at)).toMatchObject({
      state: 'open',
      closedAt: null,
    });
  });

  test('is skipped where nothing was done', () => {
    const all = { itemIds: ['a', 'b'], state: 'skipped', note: 'Feriado' } as const;
    expect(foreseen(duty([item('a'), item('b')]), { ...all, itemIds: ['a', 'b'] }, at).state).toBe('skipped');
  });
});

test('taking back says of each item what it was; the evidence decides its own anew', () => {
  const before = duty([
    item('a', { state: 'done', note: 'Dos' }),
    item('b', { state: 'done', filterText: 'sin:prioridad' }),
    item('c'),
  ]);
  expect(takingBack(before, ['a', 'b', 'c'])).toEqual([
    { itemIds: ['a'], state: 'done', note: 'Dos' },
    { itemIds: ['b'], state: 'open' },
    { itemIds: ['c'], state: 'open' },
  ]);
});

test('what is done today stands below what is not', () => {
  const done = duty([], { id: 'done', state: 'done' });
  const open = duty([], { id: 'open' });
  const past = duty([], { id: 'past', place: 'past', state: 'missed' });
  const { now, past: over } = sectionsOf([done, past, open]);
  expect(now.map(({ id }) => id)).toEqual(['open', 'done']);
  expect(over).toEqual([past]);
});

test('the share in time leaves out what was skipped, and is nothing where nothing was due', () => {
  expect(rateOf([{ inTime: 2, late: 1, missed: 1, overdue: 0 }])).toBe(50);
  expect(rateOf([{ inTime: 0, late: 0, missed: 0, overdue: 0 }])).toBeNull();
});
