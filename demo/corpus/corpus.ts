import { createRandom, type Random } from '../story/random.ts';
import { ticketSeed } from './corpus-ids.ts';
import {
  type CorpusAgent,
  type CorpusCustomer,
  type CorpusOrganization,
  makeAgents,
  makeCustomers,
  makeOrganizations,
} from './people.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** What a corpus is made of. The same options make the same corpus, whenever and wherever. */
export interface CorpusOptions {
  tickets: number;
  /** Instant at which the newest tickets still wait. */
  now: Date;
  seed: number;
  customers: number;
  organizations: number;
  agents: number;
  /** Words of a message, both ends included. */
  wordsMin: number;
  wordsMax: number;
}

export const corpusDefaults = {
  seed: 1,
  customers: 2_000,
  organizations: 200,
  agents: 20,
  wordsMin: 40,
  wordsMax: 150,
};

/** Messages of a ticket: each hundredth is a long one. */
const messagesUsual = 4;
const messagesLong = 30;
const longEvery = 100;
/** The word nobody else uses stands in one ticket of so many, or in one if there are fewer. */
const rareEvery = 10_000;
const rareTicket = 77;
/** Half of the newest tenth is open: one in twenty. */
const newestShare = 0.1;
const openChance = 0.5;
const ignoredChance = 0.06;
/** A company of two years. */
const spanMs = 730 * 86_400_000;
/** Coprime with any round number of customers, so that each comes back after as many tickets as there are customers. */
const customerStride = 7_919;
const continuedEvery = 33;

/** How a ticket stands at the end. */
export type TicketFate =
  | 'unassigned'
  | 'untouched'
  | 'answered'
  | 'waiting'
  | 'your_turn'
  | 'closed'
  | 'ignored';

export interface Corpus extends CorpusOptions {
  organizationList: readonly CorpusOrganization[];
  customerList: readonly CorpusCustomer[];
  agentList: readonly CorpusAgent[];
  vocabulary: Vocabulary;
  mailbox: { name: string; address: string };
}

export function createCorpus(options: CorpusOptions): Corpus {
  const organizationList = makeOrganizations(options.organizations);
  return {
    ...options,
    organizationList,
    customerList: makeCustomers(options.customers, organizationList),
    agentList: makeAgents(options.agents),
    vocabulary: createVocabulary(),
    mailbox: { name: 'Soporte', address: 'soporte@mesa.example' },
  };
}

/** What is known of a ticket before its words; `number` counts from 1. */
export interface TicketFacts {
  number: number;
  createdAt: number;
  fate: TicketFate;
  messages: number;
  /** Index of who asks. */
  customer: number;
  /** Index of the agent who has it, or had it. */
  owner: number;
  continues: number | null;
  hasRareWord: boolean;
  /** Goes on where these facts stopped. */
  random: Random;
}

export function ticketFacts(number: number, corpus: Corpus): TicketFacts {
  const random = createRandom(ticketSeed(corpus.seed, number));
  const place = (number - 1 + random.next()) / corpus.tickets;
  const lastMinutes = 20 * 60_000;
  const createdAt = Math.floor(corpus.now.getTime() - lastMinutes - (1 - place) * (spanMs - lastMinutes));
  const fate = fateOf(number, corpus, random);
  const customer = (number * customerStride) % corpus.customers;
  const owner = random.between(0, corpus.agents - 1);
  const former = number - corpus.customers;
  const mayContinue = number % continuedEvery === 0 && former > 0;
  return {
    number,
    createdAt,
    fate,
    messages: number % longEvery === 0 ? messagesLong : messagesUsual,
    customer,
    owner,
    continues: mayContinue && isDone(former, corpus) ? former : null,
    hasRareWord: number % rareEvery === rareTicket,
    random,
  };
}

function isDone(number: number, corpus: Corpus): boolean {
  return number <= corpus.tickets * (1 - newestShare);
}

function fateOf(number: number, corpus: Corpus, random: Random): TicketFate {
  const open = random.chance(openChance) && !isDone(number, corpus);
  if (!open) return random.chance(ignoredChance) ? 'ignored' : 'closed';
  if (random.chance(0.5)) return 'unassigned';
  return random.pick(['untouched', 'answered', 'waiting', 'your_turn', 'your_turn', 'answered']);
}
