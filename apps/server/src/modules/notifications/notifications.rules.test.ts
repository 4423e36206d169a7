import type { EventActor } from '@ventanilla/contracts/events';
import { expect, test } from 'vitest';
import { answeredBy, newsOf, type ToldEvent } from './notifications.rules.ts';

const ana: EventActor = { kind: 'agent', id: 'ana' };
const customer: EventActor = { kind: 'contact', id: 'paty' };
const system: EventActor = { kind: 'system', id: null };

const message = (extra: object = {}) => ({
  ticketId: 't1',
  version: 2,
  messageId: 'm1',
  direction: 'in',
  visibility: 'public',
  authorKind: 'customer',
  isAuto: false,
  ...extra,
});

/** Who is told what, as `beto assigned`, where Beto has the ticket and Eva and Ana keep mailboxes. */
function told(type: ToldEvent['type'], actor: EventActor, payload: object, ownerId: string | null = 'beto') {
  const item: ToldEvent = { type, subject_id: 't1', run_id: null, actor, payload: { ...payload } };
  return newsOf(item, { ownerId, watcherIds: ['carla', 'dora'], keeperIds: ['eva', 'ana'] }).map(
    ({ agentId, kind }) => `${agentId} ${kind}`,
  );
}

test.each([
  ['given to somebody', ana, { from: null, to: 'beto', how: 'assign' }, ['beto assigned']],
  ['taken by oneself', ana, { from: null, to: 'ana', how: 'take' }, []],
  [
    'given from one to another',
    ana,
    { from: 'carla', to: 'beto', how: 'assign' },
    ['carla reassigned', 'beto assigned'],
  ],
  ['taken from somebody for oneself', ana, { from: 'carla', to: 'ana', how: 'assign' }, ['carla reassigned']],
  ['released by its owner', ana, { from: 'ana', to: null, how: 'release' }, []],
  ['released by another', ana, { from: 'carla', to: null, how: 'release' }, ['carla reassigned']],
  [
    'given by a program',
    { kind: 'api_key', id: 'ana' } as EventActor,
    { from: null, to: 'ana' },
    ['ana assigned'],
  ],
])('a ticket %s is told to whom it concerns, and not to its author', (_what, actor, payload, expected) => {
  expect(told('ticket.owner_changed', actor, payload)).toEqual(expected);
});

test.each([
  ['what a customer wrote', customer, message(), ['beto answered']],
  ['what a machine answered', customer, message({ isAuto: true }), []],
  ['what a colleague answered', ana, message({ authorKind: 'agent', direction: 'out' }), []],
  ['what an agent wrote down for a customer', ana, message(), []],
  ['what the product sent', system, message({ authorKind: 'system', direction: 'out' }), []],
])('%s is told to the owner only as an answer', (_what, actor, payload, expected) => {
  expect(told('message.added', actor, payload)).toEqual(expected);
});

test('a clock is told to the owner; where nobody has the ticket, its end is told to who watches over it', () => {
  const clock = { clockId: 'c1', metric: 'first_response', policyId: 'p1' };
  expect(told('sla.warned', system, clock)).toEqual(['beto warned']);
  expect(told('sla.breached', system, clock)).toEqual(['beto breached']);
  expect(told('sla.warned', system, clock, null)).toEqual([]);
  expect(told('sla.breached', system, clock, null)).toEqual(['carla breached', 'dora breached']);
});

test('a mailbox that fails is told to who keeps mailboxes', () => {
  expect(told('mailbox.outage_told', system, { channelAccountId: 'x', state: 'began' })).toEqual([
    'eva mailbox',
    'ana mailbox',
  ]);
});

test('who answers the customer has dealt with a ticket, who leaves a note has not', () => {
  const item = (extra: object): ToldEvent => ({
    type: 'message.added',
    subject_id: 't1',
    run_id: null,
    actor: ana,
    payload: message({ authorKind: 'agent', direction: 'out', ...extra }),
  });
  expect(answeredBy(item({}))).toBe('ana');
  expect(answeredBy(item({ visibility: 'internal' }))).toBeNull();
});
