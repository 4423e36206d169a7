import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  arrangeTriage,
  defaultTriageWeights,
  rankTriage,
  type TriageFactor,
  type TriageFacts,
  type TriagePlacement,
  type TriageWeights,
  triageDownBy,
  triageFactors,
  triageLevels,
  triagePlacements,
  triageScore,
  triageWeightMax,
} from './triage.rules.ts';

const now = new Date('2026-03-02T15:00:00.000Z');
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();

/** Nothing speaks for it. */
const calm: TriageFacts = {
  priorityRank: 0,
  priorityCount: 4,
  clockDueAt: null,
  waitingSince: null,
  unansweredCount: 0,
  createdAt: ago(0),
  marks: [],
  noNews: false,
  isOwned: true,
};

describe('how far each factor holds', () => {
  const table: [TriageFactor, Partial<TriageFacts>, number][] = [
    ['clock', {}, 0],
    ['clock', { clockDueAt: ago(-9) }, 0],
    ['clock', { clockDueAt: ago(-4) }, 0.4],
    ['clock', { clockDueAt: ago(0) }, 0.8],
    ['clock', { clockDueAt: ago(4) }, 0.9],
    ['clock', { clockDueAt: ago(80) }, 1],
    ['priority', {}, 0],
    ['priority', { priorityRank: 3 }, 1],
    ['priority', { priorityRank: 1 }, 1 / 3],
    ['priority', { priorityRank: null }, 0.5],
    ['priority', { priorityRank: 0, priorityCount: 1 }, 1],
    ['waiting', { waitingSince: ago(6) }, 0.25],
    ['waiting', { waitingSince: ago(90) }, 1],
    ['messages', { unansweredCount: 1 }, 0],
    ['messages', { unansweredCount: 2 }, 1 / 3],
    ['messages', { unansweredCount: 9 }, 1],
    ['age', { createdAt: ago(84) }, 0.5],
    ['marks', { marks: ['difficult_customer'] }, 0.5],
    ['marks', { marks: ['difficult_customer', 'critical_case'] }, 1],
    ['noNews', { noNews: true }, 1],
    ['unowned', { isOwned: false }, 1],
  ];
  test.each(table)('%s of %o is %d', (factor, facts, level) => {
    expect(triageLevels({ ...calm, ...facts }, now)[factor]).toBeCloseTo(level, 10);
  });
});

test('a critical ticket that is due soon and was asked about three times comes before an old calm one', () => {
  const items = [
    { id: 'old', facts: { ...calm, createdAt: ago(500), waitingSince: ago(200) } },
    {
      id: 'pressing',
      facts: { ...calm, priorityRank: 3, clockDueAt: ago(-0.2), waitingSince: ago(1), unansweredCount: 3 },
    },
  ];
  expect(rankTriage(items, defaultTriageWeights, now).map(({ id }) => id)).toEqual(['pressing', 'old']);
});

const facts: fc.Arbitrary<TriageFacts> = fc.record({
  priorityRank: fc.option(fc.integer({ min: 0, max: 3 })),
  priorityCount: fc.constant(4),
  clockDueAt: fc.option(fc.double({ min: -20, max: 20, noNaN: true }).map(ago)),
  waitingSince: fc.option(fc.double({ min: 0, max: 60, noNaN: true }).map(ago)),
  unansweredCount: fc.integer({ min: 0, max: 8 }),
  createdAt: fc.double({ min: 0, max: 400, noNaN: true }).map(ago),
  marks: fc.subarray(['difficult_customer', 'critical_case'] as const),
  noNews: fc.boolean(),
  isOwned: fc.boolean(),
});
const weights = fc.record(
  Object.fromEntries(
    triageFactors.map((factor) => [factor, fc.integer({ min: 0, max: triageWeightMax })]),
  ) as Record<TriageFactor, fc.Arbitrary<number>>,
) as fc.Arbitrary<TriageWeights>;
const items = fc
  .array(facts, { maxLength: 30 })
  .map((all) => all.map((one, index) => ({ id: `t${index}`, facts: one })));
const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id);

describe('the order', () => {
  test('is total and the same whatever order the tickets come in', () => {
    fc.assert(
      fc.property(items, weights, fc.infiniteStream(fc.nat()), (all, counts, random) => {
        const shuffled = all
          .map((item) => ({ item, at: random.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ item }) => item);
        expect(ids(rankTriage(shuffled, counts, now))).toEqual(ids(rankTriage(all, counts, now)));
      }),
    );
  });

  test('raising a weight never lowers what has more of it below what has less and is otherwise the same', () => {
    fc.assert(
      fc.property(
        facts,
        facts,
        weights,
        fc.constantFrom(...triageFactors),
        fc.integer({ min: 0, max: triageWeightMax }),
        (one, other, counts, factor, more) => {
          const lead = (by: TriageWeights) =>
            triageScore(one, by, now).score - triageScore(other, by, now).score;
          fc.pre(triageLevels(one, now)[factor] >= triageLevels(other, now)[factor]);
          const raised = { ...counts, [factor]: Math.max(counts[factor], more) };
          expect(lead(raised)).toBeGreaterThanOrEqual(lead(counts) - 1e-9);
        },
      ),
    );
  });
});

describe('what one person moves', () => {
  const ranked = (
    count: number,
    moved: Record<number, { placement?: TriagePlacement; skippedAt?: string }>,
  ) =>
    Array.from({ length: count }, (_, at) => ({
      id: `t${at}`,
      placement: moved[at]?.placement ?? null,
      skippedAt: moved[at]?.skippedAt ?? null,
    }));

  test.each([
    ['up: before all', ranked(4, { 2: { placement: 'up' } }), 't2 t0 t1 t3'],
    ['last: behind all', ranked(4, { 0: { placement: 'last' } }), 't1 t2 t3 t0'],
    ['down where there are few: behind them', ranked(3, { 0: { placement: 'down' } }), 't1 t2 t0'],
    [
      'skipped: at the end, in the order of skipping',
      ranked(4, { 0: { skippedAt: ago(1) }, 1: { skippedAt: ago(2) }, 3: { placement: 'last' } }),
      't2 t3 t1 t0',
    ],
  ])('%s', (_, all, order) => {
    expect(ids(arrangeTriage(all)).join(' ')).toBe(order);
  });

  test(`down: ${triageDownBy} places later`, () => {
    const order = ids(arrangeTriage(ranked(20, { 1: { placement: 'down' } })));
    expect(order.indexOf('t1')).toBe(1 + triageDownBy);
  });

  test('nothing is lost and nothing twice', () => {
    const any = fc.array(
      fc.record({
        placement: fc.option(fc.constantFrom(...triagePlacements)),
        skippedAt: fc.option(fc.integer({ min: 0, max: 50 }).map(ago)),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(any, (all) => {
        const named = all.map((one, at) => ({ ...one, id: `t${at}` }));
        expect(ids(arrangeTriage(named)).sort()).toEqual(ids(named).sort());
      }),
    );
  });
});
