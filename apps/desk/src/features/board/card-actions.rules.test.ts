import type { TicketAction } from '@ventanilla/web';
import { describe, expect, it } from 'vitest';
import {
  type CardCommand,
  dropOnColumn,
  dropOnPerson,
  dropOnStatus,
  endingOf,
  guess,
  undoOf,
} from './card-actions.rules.ts';
import { card } from './test-ground.ts';

const me = { id: 'me', name: 'Eva' };
const leo = { id: 'leo', name: 'Leo' };
const all: TicketAction[] = ['take', 'assign', 'release', 'set_status', 'close', 'ignore', 'reopen'];
const waiting = { key: 'waiting_customer', category: 'waiting_customer' } as const;
const nobodys = card('a', 1, { can: ['take', 'assign', 'set_status', 'ignore'] });
const mine = card('b', 2, {
  owner: me,
  stage: 'your_turn',
  can: ['assign', 'release', 'set_status', 'close'],
});

describe('the guess', () => {
  it.each<[CardCommand, object]>([
    [{ kind: 'take' }, { owner: me }],
    [
      { kind: 'assign', to: leo },
      { owner: leo, stage: 'new' },
    ],
    [{ kind: 'release' }, { owner: null, stage: 'new' }],
    [
      { kind: 'status', status: waiting },
      { status: waiting, stage: 'your_turn' },
    ],
    [{ kind: 'close' }, { stage: 'done', closedAt: '2026-03-02T15:00:00.000Z', can: [] }],
    [{ kind: 'ignore' }, { stage: 'done' }],
  ])('of %o', (command, expected) => {
    const context = { me, statuses: [], now: '2026-03-02T15:00:00.000Z' };
    expect(guess(mine, command, context)).toMatchObject(expected);
  });
});

describe('undoing', () => {
  const after = card('a', 1, { can: all });
  it.each<[string, CardCommand, typeof mine, object]>([
    ['taking is letting go', { kind: 'take' }, nobodys, { command: { kind: 'release' }, exact: true }],
    [
      'giving away what nobody had is letting go',
      { kind: 'assign', to: leo },
      nobodys,
      { command: { kind: 'release' }, exact: true },
    ],
    [
      'giving away one’s own is getting it back, new again',
      { kind: 'assign', to: leo },
      mine,
      { command: { kind: 'assign', to: me, anyway: true }, exact: false },
    ],
    [
      'letting go is taking, new again',
      { kind: 'release' },
      mine,
      { command: { kind: 'take' }, exact: false },
    ],
    [
      'letting go what was new is exact',
      { kind: 'release' },
      { ...mine, stage: 'new' },
      { command: { kind: 'take' }, exact: true },
    ],
    [
      'a status is the one before',
      { kind: 'status', status: waiting },
      mine,
      { command: { kind: 'status', status: mine.status }, exact: true },
    ],
    [
      'closing is reopening',
      { kind: 'close' },
      { ...mine, status: waiting },
      { command: { kind: 'reopen' }, exact: false },
    ],
    [
      'closing what was in progress is exact',
      { kind: 'close' },
      { ...mine, status: { key: 'in_progress', category: 'in_progress' } },
      { command: { kind: 'reopen' }, exact: true },
    ],
  ])('%s', (_name, command, before, expected) => {
    expect(undoOf(command, { before, after, me })).toEqual(expected);
  });

  it('is not offered where the server would refuse it, nor for undoing itself', () => {
    expect(undoOf({ kind: 'take' }, { before: nobodys, after: card('a', 1, { can: [] }), me })).toBeNull();
    expect(undoOf({ kind: 'reopen' }, { before: mine, after, me })).toBeNull();
  });
});

describe('dropping a card', () => {
  it.each([
    ['a new one on its column', nobodys, 'new', null],
    ['a new one on «Respondidos»', nobodys, 'answered', { why: 'takeFirst' }],
    ['one’s own on «Respondidos»', mine, 'answered', { why: 'answer' }],
    ['one’s own on «Nuevos»', mine, 'new', { command: { kind: 'release' } }],
    ['one that may not be let go on «Nuevos»', { ...mine, can: [] }, 'new', { why: 'notAllowed' }],
    ['an answered one on «Te toca»', { ...mine, stage: 'answered' }, 'your_turn', { why: 'customer' }],
  ] as const)('%s', (_name, one, column, expected) => {
    expect(dropOnColumn({ ...one, can: [...one.can] }, column, me)).toEqual(expected);
  });

  it('on oneself takes it, on another gives it, on whoever has it does nothing', () => {
    expect(dropOnPerson(nobodys, me, me)).toEqual({ command: { kind: 'take' } });
    expect(dropOnPerson(nobodys, leo, me)).toEqual({ command: { kind: 'assign', to: leo } });
    expect(dropOnPerson(mine, me, me)).toBeNull();
    expect(dropOnPerson({ ...mine, can: [] }, leo, me)).toEqual({ why: 'notAllowed' });
  });

  it('on a status sets it, and ends the ticket only the way that the server allows', () => {
    const closed = { key: 'closed', category: 'closed' } as const;
    const ignored = { key: 'ignored', category: 'ignored' } as const;
    expect(dropOnStatus(mine, waiting)).toEqual({ command: { kind: 'status', status: waiting } });
    expect(dropOnStatus(mine, mine.status)).toBeNull();
    expect(dropOnStatus(mine, closed)).toEqual({ command: { kind: 'close' } });
    expect(dropOnStatus(mine, ignored)).toEqual({ why: 'notAllowed' });
    expect([endingOf(mine), endingOf(nobodys), endingOf({ ...mine, can: [] })]).toEqual([
      'close',
      'ignore',
      null,
    ]);
  });
});
