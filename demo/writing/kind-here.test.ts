import type { Classification } from '@ventanilla/contracts/classification-definitions';
import { expect, test } from 'vitest';
import { kindHere } from './kind-here.ts';

const common = { name: '', nameEn: null, position: 1, version: 1 };
const type = (key: string, active: boolean) => ({ ...common, key, active, description: '' });
const priority = (key: string, typeKeys: string[]) => ({
  ...common,
  key,
  active: true,
  colour: 'grey' as const,
  target: { kind: 'end_of_day' as const },
  typeKeys,
});
const here: Pick<Classification, 'types' | 'priorities'> = {
  types: [type('task', true), type('question', false)],
  priorities: [priority('normal', ['task']), priority('urgent', ['problem'])],
};

test('a ticket of the story has the type and priority that the installation has in use', () => {
  expect(kindHere({ typeKey: 'task', priorityKey: 'normal' }, here)).toEqual({
    typeKey: 'task',
    priorityKey: 'normal',
  });
});

test('without a type that was retired, and without a priority that would want a reason', () => {
  expect(kindHere({ typeKey: 'question', priorityKey: 'normal' }, here)).toEqual({ priorityKey: 'normal' });
  expect(kindHere({ typeKey: 'task', priorityKey: 'urgent' }, here)).toEqual({ typeKey: 'task' });
});
