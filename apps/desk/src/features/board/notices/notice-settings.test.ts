import { defaultNoticeChoices } from '@ventanilla/contracts/notification.rules';
import type { Me } from '@ventanilla/web';
import { describe, expect, it } from 'vitest';
import { changeOf, holdsFor, tells, wants } from './notice-settings.ts';

const preferences: Me['preferences'] = {
  theme: 'system',
  sounds: true,
  desktopNotices: false,
  singleKeys: true,
  undoSendSeconds: 10,
  columns: {
    new: { sound: true, desktop: true },
    answered: { sound: false, desktop: false },
    your_turn: { sound: true, desktop: true },
  },
  ownColumns: { own: { sound: true, desktop: false } },
  boardId: null,
  notices: defaultNoticeChoices,
};
const builtIn = (key: 'new' | 'answered' | 'your_turn') => ({ id: key, key });
const own = { id: 'own', key: null };
const after = (change: object) => ({ ...preferences, ...change });

describe('the notices of a column', () => {
  it('hold only while the switch for all is on', () => {
    expect(holdsFor(preferences, builtIn('new'))).toEqual({ sound: true, desktop: false });
    expect(holdsFor({ ...preferences, sounds: false }, builtIn('new')).sound).toBe(false);
    expect(holdsFor(preferences, builtIn('answered')).sound).toBe(false);
  });

  it.each([
    ['sound', false],
    ['sound', true],
    ['desktop', true],
  ] as const)('change %s to %s without changing another column', (what, isOn) => {
    const next = after(changeOf(preferences, builtIn('new'), what, isOn));
    expect(holdsFor(next, builtIn('new'))[what]).toBe(isOn);
    for (const other of ['answered', 'your_turn'] as const)
      expect(holdsFor(next, builtIn(other))).toEqual(holdsFor(preferences, builtIn(other)));
  });

  it('leave the switch for all on when the last column is turned off', () => {
    const one = after(changeOf(preferences, builtIn('new'), 'sound', false));
    const none = { ...one, ...changeOf(one, builtIn('your_turn'), 'sound', false) };
    expect(none.sounds).toBe(true);
    expect(
      holdsFor({ ...none, ...changeOf(none, builtIn('new'), 'sound', true) }, builtIn('new')).sound,
    ).toBe(true);
  });

  it('are silent in a column that somebody made, until somebody chooses', () => {
    const other = { id: 'other', key: null };
    expect(holdsFor(preferences, other)).toEqual({ sound: false, desktop: false });
    expect([tells(preferences, other), tells(preferences, own)]).toEqual([false, true]);
    const next = after(changeOf(preferences, other, 'sound', true));
    expect(holdsFor(next, other).sound).toBe(true);
    expect(holdsFor(next, own)).toEqual(holdsFor(preferences, own));
    const quiet = after(changeOf({ ...preferences, sounds: false }, other, 'sound', true));
    expect([holdsFor(quiet, own).sound, holdsFor(quiet, builtIn('new')).sound]).toEqual([false, false]);
  });

  it('hold for news where one of its columns wants it', () => {
    const places = [builtIn('answered'), own].map((place) => ({ ...place, name: null }));
    expect(wants(preferences, { kind: 'wrote', places })).toEqual({ sound: true, desktop: false });
    expect(wants(preferences, { kind: 'wrote', places: places.slice(0, 1) }).sound).toBe(false);
  });
});
