import { statusCategories } from '@ventanilla/contracts/events';
import { permissions } from '@ventanilla/contracts/permissions';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../platform/actor.ts';
import { allowedActions } from './tickets.policy.ts';
import {
  answerReferences,
  answerSubject,
  bareSubject,
  categoryWhenCustomerWrites,
  categoryWhenWorked,
  makePreview,
  waitingOn,
} from './tickets.rules.ts';

test.each([
  ['Boletas', 'Boletas'],
  ['Re: Boletas', 'Boletas'],
  ['RV: RE: Re: Boletas', 'Boletas'],
  ['Re[2]: Boletas', 'Boletas'],
  ['Regreso a clases', 'Regreso a clases'],
  ['re:', ''],
  ['', ''],
])('the bare subject of «%s» is «%s»', (subject, bare) => {
  expect(bareSubject(subject)).toBe(bare);
  expect(answerSubject(subject)).toBe(`Re: ${bare}`);
});

test('a subject made of prefixes only costs no more than a short one', () => {
  expect(bareSubject('Re: '.repeat(100_000)).length).toBeGreaterThan(0);
});

test('references keep the first and the newest, each once', () => {
  const references = Array.from({ length: 40 }, (_, n) => `m${n}`);
  const answer = answerReferences({ references, externalId: 'last' });
  expect(answer).toHaveLength(20);
  expect(answer[0]).toBe('m0');
  expect(answer.slice(-2)).toEqual(['m39', 'last']);
  expect(answerReferences({ references: ['a', 'b'], externalId: 'a' })).toEqual(['a', 'b']);
  expect(answerReferences({ references: [], externalId: null })).toEqual([]);
});

test('a preview is one line, cut at a word', () => {
  expect(makePreview('  Hola,\n\n buen   día ')).toBe('Hola, buen día');
  const long = makePreview('palabra '.repeat(100));
  expect(long.length).toBeLessThanOrEqual(161);
  expect(long).toMatch(/palabra…$/);
});

test('who a ticket waits for follows from its category', () => {
  expect(Object.fromEntries(statusCategories.map((category) => [category, waitingOn(category)]))).toEqual({
    open: 'us',
    in_progress: 'us',
    waiting_customer: 'customer',
    waiting_area: 'area',
    to_validate: 'us',
    closed: 'nobody',
    ignored: 'nobody',
  });
});

test('work begins only what nobody works on; the customer ends only a wait for them', () => {
  const worked = statusCategories.filter((category) => categoryWhenWorked(category) !== category);
  const written = statusCategories.filter((category) => categoryWhenCustomerWrites(category) !== category);
  expect(worked).toEqual(['open']);
  expect(written).toEqual(['waiting_customer']);
});

describe('what one may do', () => {
  const now = new Date(0);
  const actor = (held: readonly string[], id = 'ana'): Actor => ({
    kind: 'agent',
    id,
    name: '',
    permissions: new Set(held) as Actor['permissions'],
    scope: 'all',
    narrower: {},
    departmentIds: [],
    portfolioIds: [],
    teamIds: [],
    language: 'es',
    sessionId: null,
  });
  const all = actor(permissions);
  const nobodys = {
    owner_id: null,
    department_id: null,
    organization_id: null,
    closed_at: null,
    first_answer_at: null,
    is_spam: false,
    department_rules: null,
    kept_closing: null,
  };

  test.each([
    [
      'nobody’s and never answered',
      nobodys,
      [
        'take',
        'assign',
        'set_department',
        'reply',
        'reply_and_close',
        'note',
        'set_status',
        'classify',
        'flag',
        'ignore',
        'spam',
      ],
    ],
    [
      'mine and answered',
      {
        owner_id: 'ana',
        department_id: null,
        organization_id: null,
        closed_at: null,
        first_answer_at: now,
        is_spam: false,
        department_rules: null,
        kept_closing: null,
      },
      [
        'assign',
        'set_department',
        'release',
        'reply',
        'reply_and_close',
        'note',
        'set_status',
        'classify',
        'flag',
        'close',
        'spam',
      ],
    ],
    [
      'closed',
      {
        owner_id: 'ana',
        department_id: null,
        organization_id: null,
        closed_at: now,
        first_answer_at: now,
        is_spam: false,
        department_rules: null,
        kept_closing: null,
      },
      ['note', 'classify', 'flag', 'reopen', 'spam'],
    ],
    ['spam', { ...nobodys, is_spam: true }, ['note', 'not_spam']],
  ])('with every permission, of a ticket that is %s', (_, ticket, expected) => {
    expect(allowedActions(ticket, all)).toEqual(expected);
  });

  test('nothing without permissions', () => {
    expect(allowedActions(nobodys, actor([]))).toEqual([]);
  });

  test('what another has can be released only by who may assign', () => {
    const others = {
      owner_id: 'beto',
      department_id: null,
      organization_id: null,
      closed_at: null,
      first_answer_at: null,
      is_spam: false,
      department_rules: null,
      kept_closing: null,
    };
    expect(allowedActions(others, actor(['tickets:take']))).toEqual([]);
    expect(allowedActions(others, actor(['tickets:take', 'tickets:assign']))).toContain('release');
  });
});
