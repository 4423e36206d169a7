import { defaultNoticeChoices } from '@ventanilla/contracts/notification.rules';
import type { Me } from '@ventanilla/web';
import { describe, expect, it } from 'vitest';
import { changeOf, holdsFor } from './notice-settings.ts';

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
  ownColumns: {},
  boardId: null,
  notices: defaultNoticeChoices,
};
const after = (change: object) => ({ ...preferences, ...change });

describe('the notices of a column', () => {
  it('hold only while the switch for all is on', () => {
    expect(holdsFor(preferences, 'new')).toEqual({ sound: true, desktop: false });
    expect(holdsFor({ ...preferences, sounds: false }, 'new').sound).toBe(false);
    expect(holdsFor(preferences, 'answered').sound).toBe(false);
  });

  it.each([
    ['sound', false],
    ['sound', true],
    ['desktop', true],
  ] as const)('change %s to %s without changing another column', (what, isOn) => {
    const next = after(changeOf(preferences, 'new', what, isOn));
    expect(holdsFor(next, 'new')[what]).toBe(isOn);
    for (const other of ['answered', 'your_turn'] as const)
      expect(holdsFor(next, other)).toEqual(holdsFor(preferences, other));
  });

  it('leave the switch for all on when the last column is turned off', () => {
    const one = after(changeOf(preferences, 'new', 'sound', false));
    const none = { ...one, ...changeOf(one, 'your_turn', 'sound', false) };
    expect(none.sounds).toBe(true);
    expect(holdsFor({ ...none, ...changeOf(none, 'new', 'sound', true) }, 'new').sound).toBe(true);
  });
});
