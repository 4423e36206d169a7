import { homedir } from 'node:os';
import { expect, test } from 'vitest';
import { defaultDataRoot } from './data-folders.ts';

test.each([
  [{ VENTANILLA_DATA: '/srv/desk', HOME: '/home/ana' }, true, '/srv/desk'],
  [{ VENTANILLA_DATA: '/srv/desk/../other' }, false, '/srv/other'],
  [{ HOME: '/root', XDG_DATA_HOME: '/root/data' }, true, '/var/lib/ventanilla'],
  [{ HOME: '/home/ana' }, false, '/home/ana/.local/share/ventanilla'],
  [{ HOME: '/home/ana', XDG_DATA_HOME: '/data' }, false, '/data/ventanilla'],
  [{ HOME: '/home/ana', XDG_DATA_HOME: 'relative' }, false, '/home/ana/.local/share/ventanilla'],
  [{ HOME: '/home/ana', VENTANILLA_DATA: '' }, false, '/home/ana/.local/share/ventanilla'],
  [{}, false, `${homedir()}/.local/share/ventanilla`],
])('with %o and root %s the data live in %s', (env, isRoot, expected) => {
  expect(defaultDataRoot(env, isRoot)).toBe(expected);
});
