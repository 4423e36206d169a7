import type { ClockMetric, ClockTarget, SlaPolicy, SlaPolicyBody } from '@ventanilla/web';

export const metrics = [
  'first_response',
  'next_response',
  'resolution',
  'no_news',
] as const satisfies ClockMetric[];
export const targetKinds = [
  'none',
  'business',
  'calendar',
  'end_of_day',
  'business_days',
  'due_date',
] as const satisfies (ClockTarget['kind'] | 'none')[];
export type TargetKind = (typeof targetKinds)[number];

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** What is promised of one metric, as the fields show it. Hours may be parts of one; days are whole. */
export interface TargetDraft {
  kind: TargetKind;
  amount: number | string;
  warn: NonNullable<SlaPolicyBody['targets'][ClockMetric]>['warn'];
}

/** One condition: a field, whether its values are wanted or not, and the values. */
export interface ConditionDraft {
  field: string;
  op: 'any_of' | 'none_of';
  values: string[];
}

/** A policy as its form holds it. `conditions` null: its filter says more than the form can show, and stays as it is. */
export interface PolicyDraft {
  name: string;
  active: boolean;
  calendarId: string | null;
  conditions: ConditionDraft[] | null;
  targets: Record<ClockMetric, TargetDraft>;
  pauses: SlaPolicyBody['pauses'];
}

/** Which clocks the switches of pauses are about: an answer is owed whatever the ticket waits for. */
export const pausedMetrics = ['resolution', 'no_news'] as const satisfies ClockMetric[];

const usualWarn = { fraction: 0.75 };
const noTarget: TargetDraft = { kind: 'none', amount: 8, warn: usualWarn };

export function newDraft(): PolicyDraft {
  return {
    name: '',
    active: true,
    calendarId: null,
    conditions: [],
    targets: {
      first_response: { kind: 'business', amount: 8, warn: usualWarn },
      next_response: noTarget,
      resolution: noTarget,
      no_news: noTarget,
    },
    pauses: { resolution: ['waiting_customer'], no_news: ['waiting_customer'] },
  };
}

export function toDraft(policy: SlaPolicy): PolicyDraft {
  const { name, active, calendarId, pauses, filter } = policy;
  const targetOf = (metric: ClockMetric) => draftOf(policy.targets[metric]);
  return {
    name,
    active,
    calendarId,
    pauses,
    conditions: conditionsOf(filter),
    targets: {
      first_response: targetOf('first_response'),
      next_response: targetOf('next_response'),
      resolution: targetOf('resolution'),
      no_news: targetOf('no_news'),
    },
  };
}

function draftOf(promise: SlaPolicyBody['targets'][ClockMetric]): TargetDraft {
  if (!promise) return noTarget;
  const { target, warn } = promise;
  const amount =
    'ms' in target
      ? target.ms / hourMs
      : target.kind === 'end_of_day'
        ? target.cutOffMs / hourMs
        : target.kind === 'business_days'
          ? target.days
          : 0;
  return { kind: target.kind, amount: Math.round(amount * 100) / 100, warn };
}

/** The conditions that all must hold; null where the filter is another kind of tree. */
function conditionsOf(filter: SlaPolicy['filter']): ConditionDraft[] | null {
  const parts = 'and' in filter ? filter.and : [filter];
  const conditions: ConditionDraft[] = [];
  for (const part of parts) {
    if (!('op' in part) || (part.op !== 'any_of' && part.op !== 'none_of')) return null;
    conditions.push({ field: part.field, op: part.op, values: [...part.values] });
  }
  return conditions;
}

/** What is wrong with a draft, by field; nothing: it can be saved. */
export function problemsOf(draft: PolicyDraft): { name: boolean; amounts: ClockMetric[]; isEmpty: boolean } {
  const amounts = metrics.filter((metric) => !isSound(draft.targets[metric]));
  const isEmpty = metrics.every((metric) => draft.targets[metric].kind === 'none');
  return { name: draft.name.trim() === '', amounts, isEmpty };
}

function isSound({ kind, amount }: TargetDraft): boolean {
  if (kind === 'none' || kind === 'due_date') return true;
  if (typeof amount !== 'number') return false;
  if (kind === 'business_days') return Number.isInteger(amount) && amount >= 1 && amount <= 400;
  if (kind === 'end_of_day') return amount >= 0 && amount <= 24;
  return amount >= 1 / 60 && amount <= 2 * 366 * 24;
}

/** As the server takes it; conditions without values ask nothing and are left out. */
export function toBody(draft: PolicyDraft, filter: SlaPolicyBody['filter'] = { and: [] }): SlaPolicyBody {
  const targets: SlaPolicyBody['targets'] = {};
  for (const metric of metrics) {
    const target = targetOf(draft.targets[metric]);
    if (target) targets[metric] = { target, warn: draft.targets[metric].warn };
  }
  const wanted = draft.conditions?.filter(({ values }) => values.length > 0);
  return {
    name: draft.name.trim(),
    active: draft.active,
    calendarId: draft.calendarId,
    pauses: draft.pauses,
    targets,
    filter: wanted ? ({ and: wanted } as SlaPolicyBody['filter']) : filter,
  };
}

function targetOf({ kind, amount }: TargetDraft): ClockTarget | null {
  const ms = Math.round((Number(amount) * hourMs) / minuteMs) * minuteMs;
  switch (kind) {
    case 'none':
      return null;
    case 'business':
    case 'calendar':
      return { kind, ms };
    case 'end_of_day':
      return { kind, cutOffMs: ms };
    case 'business_days':
      return { kind, days: Number(amount) };
    case 'due_date':
      return { kind };
  }
}

type Pausing = NonNullable<SlaPolicyBody['pauses'][ClockMetric]>[number];

export function pausesIn(draft: PolicyDraft, category: Pausing): boolean {
  return pausedMetrics.every((metric) => draft.pauses[metric]?.includes(category));
}

export function withPause(draft: PolicyDraft, category: Pausing, isOn: boolean): PolicyDraft {
  const pauses = { ...draft.pauses };
  for (const metric of pausedMetrics) {
    const others = (pauses[metric] ?? []).filter((one) => one !== category);
    pauses[metric] = isOn ? [...others, category] : others;
  }
  return { ...draft, pauses };
}
