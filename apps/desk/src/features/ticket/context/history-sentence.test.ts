import type { HistoryEntry } from '@ventanilla/web';
import { describe, expect, it } from 'vitest';
import { filterHistory, type HistoryFilter, historySentence } from './history-sentence.ts';

const reader = {
  agentId: 'valentina',
  statusLabel: (key: string) => ({ open: 'Abierto', in_progress: 'En progreso' })[key] ?? key,
  nobody: 'Ventanilla',
  noDepartment: 'sin departamento',
  noLine: 'sin línea',
  metricLabel: (metric: string) => `[${metric}]`,
};

function entry(change: Partial<HistoryEntry>): HistoryEntry {
  return {
    id: 1,
    at: '2026-11-21T12:00:00.000Z',
    type: 'ticket.status_changed',
    actor: { kind: 'agent', id: 'diego', name: 'Diego Paz' },
    from: null,
    to: null,
    how: null,
    about: null,
    note: null,
    messageId: null,
    ...change,
  };
}

describe('historySentence', () => {
  it.each<[string, Partial<HistoryEntry>, string]>([
    ['a take', { type: 'ticket.owner_changed', how: 'take', to: 'Diego Paz' }, 'taken'],
    ['a gift', { type: 'ticket.owner_changed', how: 'assign', to: 'Ana' }, 'assigned'],
    ['a release', { type: 'ticket.owner_changed', how: 'release', from: 'Diego Paz' }, 'released'],
    ['a close', { how: 'close', from: 'in_progress', to: 'closed' }, 'closed'],
    ['an ignore', { how: 'ignore' }, 'ignored'],
    ['a reopening', { how: 'reopen' }, 'reopened'],
    ['a status by hand', { how: 'manual', from: 'open', to: 'in_progress' }, 'status'],
    [
      'a status that follows from an answer',
      { how: 'reply', from: 'open', to: 'in_progress' },
      'statusByItself',
    ],
    ['a note', { type: 'message.added', how: 'note' }, 'noted'],
    ['a failed mail', { type: 'message.delivery_changed', to: 'failed' }, 'notSent'],
    ['an answer that was stopped', { type: 'reply.stopped' }, 'stopped'],
    ['a kind that this version does not know', { type: 'ticket.merged', how: 'x' }, 'other'],
  ])('names %s', (_what, change, phrase) => {
    expect(historySentence(entry(change), reader).phrase).toBe(phrase);
  });

  it('gives statuses their label and owners their name', () => {
    const status = historySentence(entry({ how: 'manual', from: 'open', to: 'in_progress' }), reader);
    expect(status.values).toEqual({ who: 'Diego Paz', from: 'Abierto', to: 'En progreso' });
    const owner = historySentence(
      entry({ type: 'ticket.owner_changed', how: 'assign', from: 'open', to: 'Ana' }),
      reader,
    );
    expect(owner.values).toEqual({ who: 'Diego Paz', from: 'open', to: 'Ana' });
  });

  it('says of a ticket that was in no department that it was in none', () => {
    const passed = historySentence(
      entry({ type: 'ticket.department_changed', from: null, to: 'Sistemas' }),
      reader,
    );
    expect([passed.phrase, passed.values.from, passed.values.to]).toEqual([
      'passed',
      'sin departamento',
      'Sistemas',
    ]);
  });

  it('speaks to the reader of what they did, and never takes a contact with the same id for them', () => {
    const by = (kind: 'agent' | 'contact') =>
      historySentence(entry({ actor: { kind, id: 'valentina', name: 'Valentina' } }), reader).byYou;
    expect([by('agent'), by('contact')]).toEqual([true, false]);
  });

  it('has a word for an actor without a name', () => {
    expect(
      historySentence(entry({ actor: { kind: 'system', id: null, name: null } }), reader).values.who,
    ).toBe('Ventanilla');
  });
});

it('filters the history by owner or status', () => {
  const history = [
    entry({ id: 1 }),
    entry({ id: 2, type: 'ticket.owner_changed' }),
    entry({ id: 3, type: 'message.added' }),
  ];
  const ids = (filter: HistoryFilter) => filterHistory(history, filter).map(({ id }) => id);
  expect([ids('all'), ids('owner'), ids('status'), ids('messages')]).toEqual([[1, 2, 3], [2], [1], [3]]);
});
