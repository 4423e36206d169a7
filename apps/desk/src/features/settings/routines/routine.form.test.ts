import { type Routine, routineBody } from '@ventanilla/contracts/routines';
import { describe, expect, test } from 'vitest';
import { isSound, newDraft, newItem, problemsOf, toBody, toDraft, toSchedule } from './routine.form.ts';

const today = '2026-11-20';
const sound = () => ({
  ...newDraft(today),
  name: ' Cobranza ',
  roleKeys: ['am'],
  items: [{ ...newItem([]), text: ' Lista de facturas ' }],
});

describe('a routine as it is written', () => {
  test.each([
    'day',
    'workday',
    'week',
    'two_weeks',
    'month_day',
    'month_workday',
    'dates',
    'shift',
    'event',
  ] as const)('%s is what the server takes, and reads back the same', (every) => {
    const draft = sound();
    const body = toBody({ ...draft, schedule: { ...draft.schedule, every } });
    expect(routineBody.parse(body)).toEqual(body);
    const items = body.items.map((item) => ({ ...item, filterText: null }));
    const saved: Routine = { ...body, id: 'x', items, archived: false, holders: 1, version: 1 };
    expect(toBody(toDraft(saved, today))).toEqual(body);
  });

  test('tells what is missing', () => {
    expect(problemsOf(newDraft(today))).toEqual({
      name: true,
      nobody: true,
      time: false,
      from: false,
      items: [0],
    });
    expect(isSound(sound())).toBe(true);
    expect(isSound({ ...sound(), items: [] })).toBe(false);
  });

  test('keeps dates in order, each once', () => {
    const { schedule } = newDraft(today);
    const dates = ['2027-08-17', '', '2027-01-11', '2027-08-17'];
    expect(toSchedule({ ...schedule, every: 'dates', dates })).toMatchObject({
      dates: ['2027-01-11', '2027-08-17'],
    });
  });

  test('gives each item an id of its own', () => {
    const items = [newItem([])];
    items.push(newItem(items));
    expect(new Set([...items, newItem(items.slice(1))].map(({ id }) => id)).size).toBeGreaterThan(1);
    expect(newItem(items.slice(1)).id).not.toBe(items[1]!.id);
  });
});
