import { junk, scenarios } from '../scenarios/index.ts';
import { boardScenes, type Scene } from './board.ts';
import { demoAgentKey, makeCast } from './cast.ts';
import { boardPace, type Telling, tellConversation } from './conversation.ts';
import { createRandom, type Random } from './random.ts';
import type { Scenario } from './scenario.ts';
import {
  dayMs,
  hourMs,
  localDay,
  localParts,
  minuteMs,
  parentHours,
  staffHours,
  withinHours,
} from './school-hours.ts';
import type { Cast, CastContact, Step, Story } from './story.ts';

export interface StoryOptions {
  /** Instant at which the story stops. */
  now: Date;
  seed?: number;
  /** Days that it goes back. */
  days?: number;
  /** Conversations that were closed; a few have a second ticket. */
  closed?: number;
  /** Mails that somebody ignored. */
  ignored?: number;
}

const defaults = { seed: 20_260_302, days: 60, closed: 166, ignored: 14 };
/** What is closed lies at least this far back: the last hours belong to the board. */
const quietMs = 90 * minuteMs;

/** The same options tell the same story, whatever the machine. */
export function tellStory(options: StoryOptions): Story {
  const { now, seed, days, closed, ignored } = { ...defaults, ...options };
  const cast = makeCast(now);
  const random = createRandom(seed);
  const teller: StoryTeller = { now, days, cast, random };
  const conversations = [
    ...tellClosed(teller, closed),
    ...tellJunk(teller, ignored),
    ...boardScenes(demoAgentKey).map((scene, index) => tellScene(teller, scene, `board-${index + 1}`)),
  ];
  const steps = conversations.flat().sort((a, b) => a.at.getTime() - b.at.getTime());
  return { cast, steps };
}

interface StoryTeller {
  now: Date;
  days: number;
  cast: Cast;
  random: Random;
}

function contactFor(scenario: Scenario, { cast, random }: StoryTeller): CastContact {
  return random.pick(cast.contacts.filter(({ role }) => scenario.from.includes(role)));
}

/** A moment at which this person writes, some days back; weekdays and mornings are busier. */
function openingInstant(contact: CastContact, { now, days, random }: StoryTeller): Date {
  const hours = contact.role === 'parent' ? parentHours : staffHours;
  for (;;) {
    const day = localDay(now, -random.between(1, days - 1));
    const { weekday } = localParts(day);
    if ((weekday === 0 || weekday === 6) && !(hours.weekends && random.chance(0.35))) continue;
    const minute = Math.min(random.between(hours.from, hours.to), random.between(hours.from, hours.to));
    return new Date(day.getTime() + minute * minuteMs + random.between(0, 59_999));
  }
}

function tellClosed(teller: StoryTeller, count: number): Step[][] {
  const { cast, random } = teller;
  const owners = cast.agents.filter(({ roleKey }) => roleKey !== 'admin');
  const told: Step[][] = [];
  const returned = new Map<string, number>();
  let deck: Scenario[] = [];
  while (told.length < count) {
    if (deck.length === 0) deck = random.shuffled(scenarios);
    const scenario = deck.pop()!;
    const contact = contactFor(scenario, teller);
    const times = returned.get(scenario.key) ?? 0;
    const again = scenario.again !== undefined && times < 2;
    if (again) returned.set(scenario.key, times + 1);
    told.push(
      tellEnded(
        {
          conversation: `closed-${told.length + 1}`,
          scenario,
          contact,
          // The demo's agent has more of a past than the others.
          owner: random.chance(0.3)
            ? cast.agents.find(({ key }) => key === demoAgentKey)!
            : random.pick(owners),
          startAt: openingInstant(contact, teller),
          turns: scenario.turns.length,
          ends: 'close',
          ...(again ? { again: 'closed' as const } : {}),
        },
        teller,
      ),
    );
  }
  return told;
}

/** Moves the beginning back by whole weeks until the conversation is over in time. */
function tellEnded(telling: Telling, { now, cast, random }: StoryTeller): Step[] {
  const seed = random.between(0, 2 ** 31);
  for (let weeks = 0; ; weeks += 1) {
    const startAt = new Date(telling.startAt.getTime() - weeks * 7 * dayMs);
    const steps = tellConversation({ ...telling, startAt }, cast, createRandom(seed));
    if (steps.at(-1)!.at.getTime() <= now.getTime() - quietMs) return steps;
  }
}

function tellJunk(teller: StoryTeller, count: number): Step[][] {
  const { now, days, cast, random } = teller;
  const readers = cast.agents.filter(({ roleKey }) => roleKey === 'agent');
  return Array.from({ length: count }, (_, index) => {
    const mail = junk[index % junk.length]!;
    const day = localDay(now, -random.between(2, days - 1)).getTime();
    const at = new Date(day + random.between(0, 23 * 60) * minuteMs);
    const ignoredAt = new Date(at.getTime() + random.between(10, 9 * 60) * minuteMs);
    const conversation = `junk-${index + 1}`;
    return [
      {
        at,
        conversation,
        kind: 'mail',
        from: { name: mail.name, address: mail.address, contactKey: null },
        subject: mail.subject,
        text: mail.text,
        style: 'html',
        quotes: false,
        isAuto: false,
        files: [],
      },
      { at: ignoredAt, conversation, kind: 'ignore', by: random.pick(readers).key },
    ];
  });
}

/** One card of the board: what happened ends when the scene says. */
function tellScene(teller: StoryTeller, scene: Scene, conversation: string): Step[] {
  const { now, cast, random } = teller;
  const scenario = scenarioFor(scene, random);
  const contact = contactFor(scenario, teller);
  const telling: Telling = {
    conversation,
    scenario,
    contact,
    owner: cast.agents.find(({ key }) => key === (scene.owner ?? demoAgentKey))!,
    startAt: now,
    turns: scene.again ? scenario.turns.length : turnsOf(scene, scenario, random),
    ends: scene.again ? 'close' : 'open',
    plain: true,
    claimed: scene.owner !== null,
    ...(scene.refused ? { refused: scene.refused.replace('{address}', contact.email) } : {}),
  };
  const endsAt = new Date(now.getTime() - scene.minutesAgo * minuteMs);
  const steps = tellTimed({ telling, scene, endsAt }, teller);
  const seenAt = new Date(steps.at(-1)!.at.getTime() + minuteMs);
  if (scene.seen) steps.push({ at: seenAt, conversation, kind: 'seen', by: demoAgentKey });
  return steps;
}

/** What must end at one instant is told twice: the first time only to learn how long it takes. */
function tellTimed(
  input: { telling: Telling; scene: Scene; endsAt: Date },
  { now, cast, random }: StoryTeller,
): Step[] {
  const { telling, scene, endsAt } = input;
  const seed = random.between(0, 2 ** 31);
  const told = (changes: Partial<Telling>) =>
    tellConversation({ ...telling, ...changes }, cast, createRandom(seed));
  if (scene.minutesAgo >= dayMs / minuteMs) {
    // Long enough ago for school hours: the last day on which all of it fits.
    for (let back = 1; ; back += 1) {
      const startAt = new Date(localDay(endsAt, -back).getTime() + 8 * hourMs + (seed % (4 * hourMs)));
      const { weekday } = localParts(startAt);
      const steps = weekday >= 1 && weekday <= 5 ? told({ startAt }) : [];
      if (steps.length > 0 && steps.at(-1)!.at <= endsAt) return steps;
    }
  }
  if (scene.again) {
    const startAt = withinHours(new Date(localDay(now, -20).getTime() + 10 * hourMs), staffHours, random);
    const trial = told({ startAt, again: 'open', againAt: now });
    const lastsMs = trial.at(-1)!.at.getTime() - now.getTime();
    return told({ startAt, again: 'open', againAt: new Date(endsAt.getTime() - lastsMs) });
  }
  const trial = told({ paceMinutes: boardPace });
  const lastsMs = trial.at(-1)!.at.getTime() - now.getTime();
  return told({ paceMinutes: boardPace, startAt: new Date(endsAt.getTime() - lastsMs) });
}

function scenarioFor(scene: Scene, random: Random): Scenario {
  const least = scene.stage === 'your_turn' ? 4 : 3;
  const named = scenarios.find(({ key }) => key === scene.scenario);
  if (scene.scenario && !named) throw new Error(`no scenario ${scene.scenario}`);
  return named ?? random.pick(scenarios.filter(({ turns }) => turns.length >= least));
}

/** «Te toca» ends with the customer's turn, «Respondidos» with ours, and none of them at the end of the scenario. */
function turnsOf(scene: Scene, scenario: Scenario, random: Random): number {
  if (scene.stage === 'new' || scene.stage === 'mine_unanswered') return 1;
  const most = scenario.turns.length - 1;
  if (scene.stage === 'answered') return random.chance(0.5) && most >= 4 ? 4 : 2;
  return random.chance(0.4) && most >= 5 ? 5 : 3;
}
