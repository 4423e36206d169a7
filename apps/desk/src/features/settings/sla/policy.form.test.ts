import type { SlaPolicy } from '@ventanilla/web';
import { describe, expect, it } from 'vitest';
import { newDraft, pausesIn, problemsOf, toBody, toDraft, withPause } from './policy.form.ts';

const hourMs = 3_600_000;
const policy: SlaPolicy = {
  id: 'p',
  name: 'Urgente',
  filter: { and: [{ field: 'department', op: 'any_of', values: ['d1', 'd2'] }] },
  calendarId: 'c',
  targets: {
    first_response: { target: { kind: 'business', ms: 1.5 * hourMs }, warn: { fraction: 0.5 } },
    resolution: { target: { kind: 'end_of_day', cutOffMs: 2 * hourMs }, warn: null },
    no_news: { target: { kind: 'business_days', days: 1 }, warn: { beforeMs: hourMs } },
  },
  pauses: { resolution: ['waiting_customer', 'to_validate'], no_news: ['waiting_customer'] },
  active: true,
  version: 3,
};

describe('the form of a policy', () => {
  it('gives back what it was given, where nothing was touched', () => {
    const { id: _id, version: _version, ...body } = policy;
    expect(toBody(toDraft(policy), policy.filter)).toEqual(body);
  });

  it('keeps a filter that says more than it can show', () => {
    const filter: SlaPolicy['filter'] = { or: [{ field: 'channel', op: 'present' }, { and: [] }] };
    const draft = toDraft({ ...policy, filter });
    expect(draft.conditions).toBeNull();
    expect(toBody(draft, filter).filter).toEqual(filter);
  });

  it('leaves out conditions without values and metrics without a promise', () => {
    const draft = {
      ...newDraft(),
      name: ' Nueva ',
      conditions: [{ field: 'channel', op: 'any_of' as const, values: [] }],
    };
    const body = toBody(draft);
    expect(body).toMatchObject({ name: 'Nueva', filter: { and: [] } });
    expect(Object.keys(body.targets)).toEqual(['first_response']);
  });

  it.each([
    ['business', 0],
    ['business', ''],
    ['business_days', 1.5],
    ['end_of_day', 25],
  ] as const)('says that %s of %s is wrong', (kind, amount) => {
    const draft = newDraft();
    draft.targets.resolution = { kind, amount, warn: null };
    expect(problemsOf(draft).amounts).toEqual(['resolution']);
  });

  it('stops the clocks of a solution and of silence together', () => {
    const draft = toDraft(policy);
    expect([pausesIn(draft, 'waiting_customer'), pausesIn(draft, 'to_validate')]).toEqual([true, false]);
    expect(withPause(draft, 'waiting_customer', false).pauses).toEqual({
      resolution: ['to_validate'],
      no_news: [],
    });
  });
});
