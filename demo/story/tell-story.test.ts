import { describe, expect, it } from 'vitest';
import { junk, scenarios } from '../scenarios/index.ts';
import { kindKeys } from '../scenarios/kinds.ts';
import { createRandom } from './random.ts';
import { hourMs, localParts } from './school-hours.ts';
import { fill, makeSlots } from './slots.ts';
import type { Step } from './story.ts';
import { tellStory } from './tell-story.ts';

const now = new Date('2026-03-02T15:00:00.000Z');
const story = tellStory({ now });
const conversations = new Map<string, Step[]>();
for (const step of story.steps) {
  conversations.set(step.conversation, [...(conversations.get(step.conversation) ?? []), step]);
}

describe('the story of the demo', () => {
  it('is the same again for the same instant and seed, and another one for another seed', () => {
    expect(tellStory({ now })).toEqual(story);
    expect(tellStory({ now, seed: 7 }).steps).not.toEqual(story.steps);
  });

  it('runs in the order of time, within sixty days, and ends before now', () => {
    const instants = story.steps.map(({ at }) => at.getTime());
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
    expect(instants.at(-1)!).toBeLessThanOrEqual(now.getTime());
    expect(now.getTime() - instants[0]!).toBeLessThan(66 * 24 * hourMs);
  });

  it.each(['2026-01-01T09:00:00Z', '2026-08-16T03:30:00Z', '2027-02-28T23:59:59Z'])(
    'ends before now also when told at %s',
    (instant) => {
      const told = tellStory({ now: new Date(instant) });
      expect(told.steps.at(-1)!.at.getTime()).toBeLessThanOrEqual(new Date(instant).getTime());
    },
  );

  it('grows with what is asked of it', () => {
    const larger = tellStory({ now, closed: 1_000, ignored: 40 });
    expect(new Set(larger.steps.map(({ conversation }) => conversation)).size).toBe(1_000 + 40 + 32);
  });

  it('tells apart what somebody works on, by scenarios that there are', () => {
    const keys = scenarios.map(({ key }) => key);
    expect(kindKeys.filter((key) => !keys.includes(key))).toEqual([]);
    for (const steps of conversations.values()) {
      const isWorkedOn = steps.some(({ kind }) => kind === 'reply');
      expect(steps.some(({ kind }) => kind === 'classify')).toBe(
        isWorkedOn || steps.some(({ kind }) => kind === 'take'),
      );
    }
  });

  it('begins every conversation with a mail and never lets anyone act before it', () => {
    for (const steps of conversations.values()) expect(steps[0]!.kind).toBe('mail');
  });

  it('keeps its agents to school hours, but for the last hours of the board', () => {
    const past = [...conversations]
      .filter(([key]) => key.startsWith('closed-'))
      .flatMap(([, steps]) => steps);
    for (const step of past.filter(({ kind }) => kind === 'reply')) {
      const { weekday, minute } = localParts(step.at);
      expect({ weekday: weekday >= 1 && weekday <= 5, early: minute >= 480, late: minute <= 1111 }).toEqual({
        weekday: true,
        early: true,
        late: true,
      });
    }
  });

  it('has conversations of two to eight messages, colleagues who hand over, junk and one refused answer', () => {
    const count = (kind: string) => story.steps.filter((step) => step.kind === kind).length;
    expect(count('assign')).toBeGreaterThan(20);
    expect(count('release')).toBeGreaterThan(0);
    expect(count('note')).toBeGreaterThan(30);
    expect(count('ignore')).toBe(14);
    expect(story.steps.filter((step) => step.kind === 'reply' && step.refused !== null)).toHaveLength(1);
    expect(story.steps.filter((step) => step.kind === 'mail' && step.isAuto).length).toBeGreaterThan(1);
    expect(
      story.steps.filter((step) => step.kind === 'mail' && step.files.length > 0).length,
    ).toBeGreaterThan(10);
    const longest = Math.max(...[...conversations.values()].map((steps) => steps.filter(isMessage).length));
    expect(longest).toBeGreaterThanOrEqual(8);
  });
});

const isMessage = ({ kind }: { kind: string }) => kind === 'mail' || kind === 'reply';

describe('its cast', () => {
  it('has networks with schools, people who can be told apart, and reserved domains only', () => {
    const { organizations, contacts, agents } = story.cast;
    expect(organizations.length).toBeGreaterThanOrEqual(12);
    expect(organizations.filter(({ parentKey }) => parentKey !== null).length).toBeGreaterThanOrEqual(5);
    expect(contacts.length).toBeGreaterThanOrEqual(45);
    const addresses = [
      ...contacts.map(({ email }) => email),
      ...agents.map(({ email }) => email),
      ...junk.map(({ address }) => address),
    ];
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const address of addresses) expect(address).toMatch(/^[a-z.-]+@[a-z.-]+\.example$/);
  });
});

describe('its scenarios', () => {
  it('are at least forty, each with its own key and somebody who writes about it', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(40);
    expect(new Set(scenarios.map(({ key }) => key)).size).toBe(scenarios.length);
    for (const { from } of scenarios) {
      expect(story.cast.contacts.some(({ role }) => from.includes(role))).toBe(true);
    }
  });

  it.each(scenarios.map((scenario) => [scenario.key, scenario] as const))(
    '%s is filled in completely and reads as Spanish text',
    (_key, scenario) => {
      const slots = makeSlots(now, createRandom(1));
      const texts = [
        ...scenario.subjects,
        scenario.note ?? '',
        ...scenario.turns,
        ...(scenario.again ?? []),
      ].flat();
      for (const text of texts) expect(fill(text, slots)).not.toMatch(/[{}\uFFFD]|Ã|Â|undefined/);
      expect(scenario.turns.length).toBeGreaterThanOrEqual(2);
      expect(scenario.turns.length).toBeLessThanOrEqual(9);
    },
  );
});
