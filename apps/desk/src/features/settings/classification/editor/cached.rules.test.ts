import type { Classification } from '@ventanilla/web';
import { describe, expect, it } from 'vitest';
import { withDefinition, withOrder } from './cached.rules.ts';

const type = (key: string, name = key) => ({
  key,
  name,
  nameEn: null,
  description: '',
  position: 1,
  active: true,
  version: 1,
});
const all = { types: [type('a'), type('b'), type('c')], priorities: [] } as unknown as Classification;
const keysOf = ({ types }: Classification) => types.map(({ key, name }) => `${key}:${name}`).join(' ');

describe('the classification on the screen', () => {
  it('has a changed definition in its place and a new one last', () => {
    const changed = withDefinition(all, { kind: 'types', definition: type('b', 'Otro') });
    expect(keysOf(changed)).toBe('a:a b:Otro c:c');
    expect(keysOf(withDefinition(changed, { kind: 'types', definition: type('d') }))).toBe(
      'a:a b:Otro c:c d:d',
    );
  });

  it('is in the order that was asked for, and nothing of it is lost', () => {
    expect(keysOf(withOrder(all, { kind: 'types', keys: ['c', 'a'] }))).toBe('c:c a:a b:b');
  });
});
