import type { StoredRules, Who } from '@ventanilla/contracts/department-rules';
import { permissions } from '@ventanilla/contracts/permissions';
import { describe, expect, test } from 'vitest';
import { type Actor, systemActor } from '../../platform/actor.ts';
import { namedFor, type RuledAction, ruleAllows } from './department-rules.rules.ts';
import { allowedActions } from './tickets.policy.ts';

const nobody: Who = { agentIds: [], teamIds: [], members: false, owner: false };
const someone = (of: Partial<Who>): Who => ({ ...nobody, ...of });
const person = (of: Partial<Actor>): Actor => ({ ...systemActor, kind: 'agent', id: 'majo', ...of });
const ticket = { owner_id: 'ana', department_id: 'educacion', organization_id: null };

describe('whom a rule leaves an action to', () => {
  test.each<[string, StoredRules | null, RuledAction, Partial<Actor>, boolean]>([
    ['no rules: everybody', null, 'close', {}, true],
    ['a rule of nothing: everybody', { close: nobody }, 'close', {}, true],
    ['another action’s rule says nothing', { assign: someone({ agentIds: ['lucero'] }) }, 'close', {}, true],
    ['named', { close: someone({ agentIds: ['lucero', 'majo'] }) }, 'close', {}, true],
    ['not named', { close: someone({ agentIds: ['lucero', 'saray'] }) }, 'close', {}, false],
    ['of a team', { assign: someone({ teamIds: ['turno'] }) }, 'assign', { teamIds: ['turno'] }, true],
    ['of another team', { assign: someone({ teamIds: ['turno'] }) }, 'assign', { teamIds: ['otro'] }, false],
    ['works there', { take: someone({ members: true }) }, 'take', { departmentIds: ['educacion'] }, true],
    ['works elsewhere', { take: someone({ members: true }) }, 'take', { departmentIds: ['sistemas'] }, false],
    ['has the ticket', { close: someone({ owner: true }) }, 'close', { id: 'ana' }, true],
    ['does not have it', { close: someone({ owner: true }) }, 'close', { id: 'majo' }, false],
    ['any flag', { flag: someone({ owner: true }) }, 'flag:green', { id: 'majo' }, false],
    [
      'a flag with people of its own',
      { flag: someone({ owner: true }), flags: { green: someone({ agentIds: ['majo'] }) } },
      'flag:green',
      {},
      true,
    ],
    [
      'a flag without, beside one with',
      { flag: someone({ owner: true }), flags: { green: someone({ agentIds: ['majo'] }) } },
      'flag:blue',
      {},
      false,
    ],
    [
      'a flag whose own people were all taken out is as the others',
      { flag: someone({ owner: true }), flags: { green: nobody } },
      'flag:green',
      {},
      false,
    ],
    ['the product itself', { close: someone({ agentIds: ['lucero'] }) }, 'close', { kind: 'system' }, true],
    [
      'a key of somebody who works there',
      { close: someone({ members: true }) },
      'close',
      { kind: 'api_key', id: 'key', departmentIds: ['educacion'] },
      true,
    ],
    ['a key that is nobody', { close: someone({ owner: true }) }, 'close', { kind: 'api_key' }, false],
  ])('%s', (_, rules, action, actor, allowed) => {
    expect(ruleAllows(action, { ticket, rules }, person(actor))).toBe(allowed);
  });

  test('nobody’s ticket has no owner to match somebody without an id', () => {
    const rules = { close: someone({ owner: true }) };
    const free = { owner_id: null, department_id: 'educacion' };
    expect(ruleAllows('close', { ticket: free, rules }, person({ id: null }))).toBe(false);
  });

  test('who is named is told, and nobody where the rule is empty', () => {
    const close = someone({ agentIds: ['lucero'] });
    expect(namedFor('close', { close })).toBe(close);
    expect(namedFor('close', { close: nobody })).toBeNull();
  });
});

describe('rules narrow what a role allows', () => {
  const facts = {
    ...ticket,
    closed_at: null,
    first_answer_at: new Date(0),
    is_spam: false,
    department_rules: { close: someone({ agentIds: ['majo'] }), assign: someone({ agentIds: ['lucero'] }) },
    kept_closing: null,
  };
  const all = new Set(permissions);

  test('what others do is not offered, closing by an answer included', () => {
    const can = allowedActions(facts, person({ id: 'beto', permissions: all }));
    expect(can).toContain('reply');
    for (const action of ['close', 'reply_and_close', 'assign', 'release'] as const)
      expect(can).not.toContain(action);
  });

  test('whom a rule names without the permission may not', () => {
    const can = allowedActions(facts, person({ permissions: new Set(['tickets:reply']) }));
    expect(can).toEqual(['reply']);
  });

  test('one’s own ticket can always be let go', () => {
    expect(allowedActions(facts, person({ id: 'ana', permissions: all }))).toContain('release');
  });

  test('ignoring ends a ticket as closing does', () => {
    const unanswered = { ...facts, first_answer_at: null };
    expect(allowedActions(unanswered, person({ permissions: all }))).toContain('ignore');
    expect(allowedActions(unanswered, person({ id: 'beto', permissions: all }))).not.toContain('ignore');
  });
});
