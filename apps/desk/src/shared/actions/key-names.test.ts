import { expect, it } from 'vitest';
import { keyName } from './key-names.ts';

it.each([
  ['r', false, 'R'],
  ['?', false, '?'],
  ['ArrowDown', false, '↓'],
  ['Escape', false, 'Esc'],
  [' ', false, '␣'],
  ['mod+k', false, 'Ctrl K'],
  ['mod+k', true, '⌘K'],
  ['mod+Enter', false, 'Ctrl ↵'],
  ['mod+Enter', true, '⌘↵'],
  ['mod+shift+8', false, 'Ctrl ⇧ 8'],
  ['mod+alt+c', true, '⌘⌥C'],
  ['X', false, '⇧ X'],
  ['X', true, '⇧X'],
  ['+', false, '+'],
])('%s with ⌘ %s is printed %s', (key, command, name) => {
  expect(keyName(key, command)).toBe(name);
});
