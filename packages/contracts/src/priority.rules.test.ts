import { describe, expect, test } from 'vitest';
import { advisePriority, type PriorityTarget, type RankedPriority } from './priority.rules.ts';

/** W7, line by line: Normal (24 hours; Tarea, Extras), Urgente (today; Problema, Configuración), Crítico (1 hour; Problema). */
const w7: RankedPriority[] = [
  { key: 'normal', target: { kind: 'calendar_hours', hours: 24 }, typeKeys: ['task', 'extras'] },
  { key: 'urgent', target: { kind: 'end_of_day' }, typeKeys: ['problem', 'configuration'] },
  { key: 'critical', target: { kind: 'business_hours', hours: 1 }, typeKeys: ['problem'] },
];
const hour: PriorityTarget = { kind: 'business_hours', hours: 1 };
const today: PriorityTarget = { kind: 'end_of_day' };
const day: PriorityTarget = { kind: 'calendar_hours', hours: 24 };

describe('W7: type and time make the priority', () => {
  const lines: [string | null, PriorityTarget | null, number | null, string | null, string[]][] = [
    ['task', null, null, 'normal', ['normal']],
    ['extras', null, null, 'normal', ['normal']],
    ['problem', null, null, 'urgent', ['urgent', 'critical']],
    ['configuration', null, null, 'urgent', ['urgent']],
    ['task', day, null, 'normal', ['normal']],
    ['problem', day, null, 'urgent', ['urgent', 'critical']],
    ['problem', today, null, 'urgent', ['urgent', 'critical']],
    ['problem', hour, null, 'critical', ['urgent', 'critical']],
    // Sooner than the type allows: the quickest that it may have.
    ['task', hour, null, 'normal', ['normal']],
    ['configuration', hour, null, 'urgent', ['urgent']],
    // W9: at a given hour sooner than 24 hours.
    ['task', null, 5, 'urgent', ['normal', 'urgent']],
    ['extras', null, 23.9, 'urgent', ['normal', 'urgent']],
    ['task', null, 24, 'normal', ['normal']],
    ['task', null, -1, 'urgent', ['normal', 'urgent']],
    ['problem', null, 5, 'urgent', ['urgent', 'critical']],
    ['problem', hour, 5, 'critical', ['urgent', 'critical']],
    // Nobody said what it is, or the type has no line of its own.
    [null, null, null, null, ['normal', 'urgent', 'critical']],
    ['another', null, null, null, ['normal', 'urgent', 'critical']],
    ['another', today, null, 'urgent', ['normal', 'urgent', 'critical']],
    [null, null, 2, 'urgent', ['normal', 'urgent', 'critical']],
  ];
  test.each(lines)('%s, wanted in %j, due in %s h: %s', (typeKey, wanted, dueInHours, suggested, fitting) => {
    expect(advisePriority({ typeKey, wanted, dueInHours }, w7)).toEqual({ suggested, fitting });
  });

  test('without priorities there is nothing to propose', () => {
    expect(advisePriority({ typeKey: 'task', wanted: hour, dueInHours: 1 }, [])).toEqual({
      suggested: null,
      fitting: [],
    });
  });
});
