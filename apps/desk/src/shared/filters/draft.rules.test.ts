import type { Filter } from '@ventanilla/contracts/filters';
import { describe, expect, it } from 'vitest';
import {
  type DraftGroup,
  draftOf,
  filterOf,
  movePart,
  newCondition,
  newGroup,
  withOp,
} from './draft.rules.ts';

const open: Filter = { field: 'status', op: 'any_of', values: ['open'] };
const urgent: Filter = { field: 'priority', op: 'at_least', values: ['urgent'] };
const soon: Filter = { field: 'clockDueAt', op: 'before', moment: 'today-18:00' };
const spam: Filter = { field: 'tag', op: 'none_of', values: ['spam'] };

const again = (tree: Filter) => filterOf(draftOf(tree));

describe('a filter that is edited', () => {
  it.each<[string, Filter]>([
    ['everything', { and: [] }],
    ['nothing', { and: [{ or: [] }] }],
    ['all of several', { and: [open, spam] }],
    ['any of several', { or: [open, urgent] }],
    ['a group in a group', { and: [open, { or: [urgent, { and: [soon, spam] }] }] }],
    ['what must not be', { and: [{ not: soon }, { not: { or: [urgent, soon] } }] }],
    ['a number', { and: [{ field: 'notes', op: 'min', number: 2.5 }] }],
    ['words', { and: [{ field: 'text', op: 'contains', text: 'no puedo entrar' }] }],
    ['a switch', { and: [{ field: 'unread', op: 'is', value: false }] }],
    ['a period', { and: [{ field: 'createdAt', op: 'within', period: 'this_week' }] }],
    ['a field of one’s own', { and: [{ field: 'field:plantel', op: 'present' }] }],
  ])('asks for the same afterwards: %s', (_what, tree) => {
    expect(again(tree)).toEqual(tree);
  });

  it('asks the other way by the operation where there is one', () => {
    expect(again({ and: [{ not: open }, { not: { field: 'owner', op: 'empty' } }] })).toEqual({
      and: [
        { ...open, op: 'none_of' },
        { field: 'owner', op: 'present' },
      ],
    });
    expect(again({ not: { field: 'unread', op: 'is', value: true } })).toEqual({
      and: [{ field: 'unread', op: 'is', value: false }],
    });
  });

  it('leaves out conditions and groups that are not whole yet', () => {
    const draft = draftOf({ and: [open] });
    const unfinished = newGroup('or', [newCondition('organization', 'under')]);
    expect(filterOf({ ...draft, parts: [...draft.parts, unfinished] })).toEqual({ and: [open] });
    expect(filterOf(newGroup('or'))).toEqual({ and: [] });
  });
});

describe('a part that is moved', () => {
  const names = (group: DraftGroup): unknown[] =>
    group.parts.map((part) =>
      part.kind === 'group' ? names(part) : part.kind === 'condition' ? part.field : '-',
    );
  const draft = draftOf({ and: [open, { or: [urgent, soon] }, spam] });
  const idOf = (at: number) => draft.parts[at]!.id;

  it('goes into a group, through it and out of it, down and up', () => {
    const steps = [1, 1, 1, 1, 1].map(() => 1 as const);
    const seen: unknown[] = [];
    let tree = draft;
    for (const by of steps) {
      tree = movePart(tree, idOf(0), by);
      seen.push(names(tree));
    }
    expect(seen).toEqual([
      [['status', 'priority', 'clockDueAt'], 'tag'],
      [['priority', 'status', 'clockDueAt'], 'tag'],
      [['priority', 'clockDueAt', 'status'], 'tag'],
      [['priority', 'clockDueAt'], 'status', 'tag'],
      [['priority', 'clockDueAt'], 'tag', 'status'],
    ]);
    for (const _ of steps) tree = movePart(tree, idOf(0), -1);
    expect(names(tree)).toEqual(names(draft));
  });

  it('stays where it is at either end', () => {
    expect(movePart(draft, idOf(0), -1)).toEqual(draft);
    expect(names(movePart(draft, idOf(2), 1))).toEqual(names(draft));
  });
});

it('keeps what was given where another operation takes the same', () => {
  const before = { ...newCondition('dueAt', 'before'), text: '-3d' };
  expect(withOp(before, 'after', false).text).toBe('-3d');
  expect(withOp(before, 'within', false).text).toBe('');
  const several = { ...newCondition('priority', 'any_of'), values: ['high', 'urgent'] };
  expect(withOp(several, 'at_least', false).values).toEqual(['high']);
});
