import { kindOf } from '../scenarios/kinds.ts';
import { supervisorKey } from './cast.ts';
import type { Random } from './random.ts';
import type { Scenario, Turn } from './scenario.ts';
import { agentHours, hourMs, minuteMs, parentHours, staffHours, withinHours } from './school-hours.ts';
import { fill, makeSlots } from './slots.ts';
import type { Cast, CastAgent, CastContact, Step, StoryFile } from './story.ts';
import { addenda, agentTurn, awayTexts, customerOpening, customerTurn, handOverNotes } from './voices.ts';

/** Minutes between turns in the last hours, when the school's day may be over where the reader is. */
export const boardPace = [7, 55] as const;

/** One telling of a scenario: who, when it begins, and how far it has come. */
export interface Telling {
  conversation: string;
  scenario: Scenario;
  contact: CastContact;
  /** Who has it in the end. */
  owner: CastAgent;
  startAt: Date;
  /** Turns told; the rest has not happened yet. */
  turns: number;
  ends: 'close' | 'open';
  /** Whether a colleague may have had it first, away messages come, and so on. */
  plain?: boolean;
  /** Minutes between turns; absent: as school hours have it. */
  paceMinutes?: readonly [number, number];
  /** Nobody has taken it, or somebody has without an answer. */
  claimed?: boolean;
  /** The receiving server's words for the last answer. */
  refused?: string;
  /** Whether the customer comes back after the closing, and how that stands. */
  again?: 'closed' | 'open';
  /** When they come back, and then at the pace of the board; absent: some days later. */
  againAt?: Date;
}

interface Teller {
  telling: Telling;
  cast: Cast;
  random: Random;
  slots: Record<string, string>;
  subject: string;
  steps: Step[];
  at: Date;
  /** In what came after the closing; files belong to what came before. */
  isFollowUp: boolean;
  /** Minutes between turns; null: as school hours have it. */
  pace: readonly [number, number] | null;
}

/** Steps of one conversation, in order. */
export function tellConversation(telling: Telling, cast: Cast, random: Random): Step[] {
  const slots = makeSlots(telling.startAt, random);
  const subject = fill(random.pick(telling.scenario.subjects), slots);
  const teller: Teller = {
    telling,
    cast,
    random,
    slots,
    subject,
    steps: [],
    at: telling.startAt,
    isFollowUp: false,
    pace: telling.paceMinutes ?? null,
  };
  const { scenario } = telling;
  tellTurns(teller, scenario.turns.slice(0, telling.turns));
  if (telling.ends === 'close') close(teller);
  if (telling.again && scenario.again) comeBack(teller, scenario.again);
  return teller.steps;
}

/** The customer answers after the closing, in what becomes a new ticket. */
function comeBack(teller: Teller, turns: readonly Turn[]) {
  const { telling, random } = teller;
  teller.isFollowUp = true;
  const later = new Date(teller.at.getTime() + random.between(2 * 24, 12 * 24) * hourMs);
  teller.at = telling.againAt ?? withinHours(later, hoursOf(telling.contact), random);
  if (telling.againAt) teller.pace = boardPace;
  tellTurns(teller, turns);
  if (telling.again === 'closed') close(teller);
}

function hoursOf(contact: CastContact) {
  return contact.role === 'parent' ? parentHours : staffHours;
}

function tellTurns(teller: Teller, turns: readonly Turn[]) {
  let claimed = false;
  turns.forEach((turn, index) => {
    if (index % 2 === 0) {
      customerWrites(teller, turn, { first: index === 0 && !teller.isFollowUp, index });
      return;
    }
    if (!claimed) claim(teller);
    claimed = true;
    agentWrites(teller, turn, { first: index === 1, index, last: index === turns.length - 1 });
  });
  const { telling } = teller;
  if (turns.length === 1 && telling.claimed) claim(teller);
}

function wording(teller: Teller, turn: Turn): string {
  const { scenario, contact } = teller.telling;
  if (typeof turn === 'string') return fill(turn, teller.slots);
  const byRole = scenario.opensByRole && turn === scenario.turns[0];
  return fill(byRole ? turn[scenario.from.indexOf(contact.role)]! : teller.random.pick(turn), teller.slots);
}

function wait(teller: Teller, minutes: readonly [number, number], who: 'agent' | 'customer') {
  const { random, telling } = teller;
  const [min, max] = teller.pace ?? minutes;
  const later = new Date(
    teller.at.getTime() + random.between(min, max) * minuteMs + random.between(1, 59) * 1000,
  );
  const hours = who === 'agent' ? agentHours : hoursOf(telling.contact);
  teller.at = teller.pace ? later : withinHours(later, hours, random);
}

function push(teller: Teller, step: WithoutPlace<Step>) {
  teller.steps.push({ at: teller.at, conversation: teller.telling.conversation, ...step } as Step);
}

type WithoutPlace<T> = T extends unknown ? Omit<T, 'at' | 'conversation'> : never;

function files(teller: Teller, index: number): StoryFile[] {
  const { file } = teller.telling.scenario;
  return file?.turn === index && !teller.isFollowUp
    ? [{ kind: file.kind, name: file.name, caption: teller.subject }]
    : [];
}

function sender(contact: CastContact) {
  return { name: contact.name, address: contact.email, contactKey: contact.known ? contact.key : null };
}

function customerWrites(teller: Teller, turn: Turn, how: { first: boolean; index: number }) {
  const { telling, cast, random } = teller;
  const { contact } = telling;
  if (how.index > 0) wait(teller, [12, 26 * 60], 'customer');
  const organization = cast.organizations.find(({ key }) => key === contact.organizationKey) ?? null;
  const text = wording(teller, turn);
  const said = { text, at: teller.at, from: contact, organization };
  push(teller, {
    kind: 'mail',
    from: sender(contact),
    subject: how.first ? teller.subject : `Re: ${teller.subject}`,
    text: how.first ? customerOpening(said, random) : customerTurn(said, random),
    style: random.chance(0.4) ? 'html' : 'plain',
    quotes: !how.first && random.chance(0.75),
    isAuto: false,
    files: files(teller, how.index),
  });
  if (how.first) addendum(teller);
}

function addendum(teller: Teller) {
  const { random, telling } = teller;
  if (telling.plain || !random.chance(0.08)) return;
  teller.at = new Date(teller.at.getTime() + random.between(2, 9) * minuteMs);
  push(teller, {
    kind: 'mail',
    from: sender(telling.contact),
    subject: `Re: ${teller.subject}`,
    text: random.pick(addenda),
    style: 'plain',
    quotes: false,
    isAuto: false,
    files: [],
  });
}

/** How the ticket comes to its owner: taken, given by the supervisor, handed over, or just answered. */
function claim(teller: Teller) {
  const { telling, random, cast } = teller;
  const owner = telling.owner.key;
  wait(teller, [3, 150], 'agent');
  const way = telling.plain ? 0 : random.next();
  if (way < 0.55) push(teller, { kind: 'take', by: owner });
  else if (way < 0.75) push(teller, { kind: 'assign', by: supervisorKey, to: owner });
  else if (way < 0.87)
    handOver(
      teller,
      random.pick(cast.agents.filter(({ key, roleKey }) => key !== owner && roleKey === 'agent')).key,
    );
  else if (telling.claimed) push(teller, { kind: 'take', by: owner });
  push(teller, { kind: 'classify', by: owner, as: kindOf(telling.scenario.key) });
  tellNote(teller);
}

function handOver(teller: Teller, former: string) {
  const { random, telling } = teller;
  push(teller, { kind: 'take', by: former });
  wait(teller, [10, 90], 'agent');
  push(teller, { kind: 'note', by: former, text: random.pick(handOverNotes) });
  wait(teller, [1, 3], 'agent');
  if (random.chance(0.3)) {
    push(teller, { kind: 'release', by: former });
    wait(teller, [5, 60], 'agent');
    push(teller, { kind: 'take', by: telling.owner.key });
    return;
  }
  push(teller, { kind: 'assign', by: former, to: telling.owner.key });
}

function tellNote(teller: Teller) {
  const { note } = teller.telling.scenario;
  if (!note || teller.isFollowUp || !teller.random.chance(0.7)) return;
  wait(teller, [2, 30], 'agent');
  push(teller, { kind: 'note', by: teller.telling.owner.key, text: fill(note, teller.slots) });
}

function agentWrites(teller: Teller, turn: Turn, how: { first: boolean; index: number; last: boolean }) {
  const { telling, random } = teller;
  wait(teller, [4, how.first ? 45 : 180], 'agent');
  const closes = how.last && telling.ends === 'close' && random.chance(0.4);
  const text = agentTurn(
    { text: wording(teller, turn), to: telling.contact.name, by: telling.owner, first: how.first },
    random,
  );
  push(teller, {
    kind: 'reply',
    by: telling.owner.key,
    text,
    andThen: closes ? 'close' : random.chance(0.4) ? 'wait' : 'keep',
    files: files(teller, how.index),
    refused: how.last ? (telling.refused ?? null) : null,
  });
  if (how.first && !telling.plain && random.chance(0.05)) awayMessage(teller);
}

function awayMessage(teller: Teller) {
  const { random, telling } = teller;
  teller.at = new Date(teller.at.getTime() + random.between(5, 40) * 1000);
  push(teller, {
    kind: 'mail',
    from: sender(telling.contact),
    subject: `Respuesta automática: ${teller.subject}`,
    text: random.pick(awayTexts),
    style: 'plain',
    quotes: false,
    isAuto: true,
    files: [],
  });
}

function close(teller: Teller) {
  const wroteLast = teller.steps.findLast((step) => step.kind === 'reply' || step.kind === 'mail');
  if (wroteLast?.kind === 'reply' && wroteLast.andThen === 'close') return;
  wait(teller, wroteLast?.kind === 'reply' ? [20 * 60, 48 * 60] : [3, 90], 'agent');
  push(teller, { kind: 'close', by: teller.telling.owner.key });
}
