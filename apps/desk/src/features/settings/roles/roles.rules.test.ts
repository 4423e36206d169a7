import { expect, test } from 'vitest';
import { actionsByReach, isWithin, type Powers, reachOf, scopesWithin, withReach } from './roles.rules.ts';

const wide: Powers = {
  permissions: ['tickets:read', 'tickets:reply', 'tickets:close'],
  scope: 'departments',
  narrower: { 'tickets:close': 'own' },
};

test('an action reaches as far as reading, or less where it says so, and never further', () => {
  expect(reachOf('tickets:reply', wide)).toBe('departments');
  expect(reachOf('tickets:close', wide)).toBe('own');
  expect(reachOf('tickets:assign', wide)).toBeNull();
  expect(reachOf('tickets:reply', { ...wide, narrower: { 'tickets:reply': 'all' } })).toBe('departments');
  expect(actionsByReach(wide)).toEqual([
    { reach: 'departments', actions: ['tickets:reply'] },
    { reach: 'own', actions: ['tickets:close'] },
  ]);
});

test('of departments and a portfolio an action reaches what both show: what is their own', () => {
  const beside: Powers = { ...wide, narrower: { 'tickets:close': 'portfolio' } };
  expect(reachOf('tickets:close', beside)).toBe('own');
  expect(scopesWithin('departments')).not.toContain('portfolio');
  expect(scopesWithin('portfolio')).toEqual(['portfolio', 'own', 'none']);
});

test('changing how far an action reaches touches nothing else', () => {
  expect(withReach('tickets:close', 'departments', wide)).toEqual({
    permissions: ['tickets:read', 'tickets:reply', 'tickets:close'],
    narrower: {},
  });
  expect(withReach('tickets:reply', null, wide)).toEqual({
    permissions: ['tickets:read', 'tickets:close'],
    narrower: { 'tickets:close': 'own' },
  });
});

test.each<[string, Partial<Powers>, boolean]>([
  ['the same', {}, true],
  ['less', { permissions: ['tickets:read'] }, true],
  ['reading more', { scope: 'all' }, false],
  ['another permission', { permissions: [...wide.permissions, 'backups:manage'] }, false],
  ['closing further', { narrower: {} }, false],
  ['reading a portfolio, which is beside departments', { scope: 'portfolio' }, false],
  ['closing less far', { narrower: { 'tickets:close': 'none' } }, true],
])('nobody gives more than they can: %s', (_, other, given) => {
  expect(isWithin({ ...wide, ...other }, wide)).toBe(given);
});
