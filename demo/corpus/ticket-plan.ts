import type { Random } from '../story/random.ts';
import { type Corpus, type TicketFacts, type TicketFate, ticketFacts } from './corpus.ts';
import { askedWords } from './vocabulary.ts';

interface StepBase {
  at: number;
}

/** What happened to a ticket, one step after the other. `by` and `to` are indexes of agents. */
export type CorpusStep =
  | (StepBase & { kind: 'mail'; subject: string; text: string; html: boolean; files: number })
  | (StepBase & {
      kind: 'reply';
      by: number;
      text: string;
      andThen: 'keep' | 'close' | 'wait';
      sentAfterMs: number;
    })
  | (StepBase & { kind: 'note'; by: number; text: string })
  | (StepBase & { kind: 'take'; by: number })
  | (StepBase & { kind: 'assign'; by: number; to: number })
  | (StepBase & { kind: 'ignore'; by: number })
  | (StepBase & { kind: 'seen'; by: number });

export interface TicketPlan extends TicketFacts {
  subject: string;
  steps: CorpusStep[];
}

/** Tells one ticket of the corpus from its number alone. */
export function planTicket(number: number, corpus: Corpus): TicketPlan {
  const facts = ticketFacts(number, corpus);
  const { random } = facts;
  const subject = capitalized(drawWords(random.between(3, 6), corpus, random).join(' '));
  const voices = voicesOf(facts.fate, facts.messages);
  const instants = spread(facts, voices.length, corpus.now.getTime());
  const steps: CorpusStep[] = [];
  voices.forEach((voice, at) => {
    const words = drawWords(random.between(corpus.wordsMin, corpus.wordsMax), corpus, random);
    if (at === 0 && facts.hasRareWord) words.splice(words.length >> 1, 0, askedWords.rare);
    const text = makeText(words, random);
    steps.push(...stepsOf({ voice, at: instants[at]!, first: at === 0, text, subject }, facts, corpus));
    const isFirstAnswer = voice === 'agent' && !voices.slice(0, at).includes('agent');
    if (isFirstAnswer) {
      const taken = { kind: 'take' as const, at: instants[at]! - 1_000, by: facts.owner };
      steps.splice(steps.length - 1, 0, taken);
    }
  });
  finish(steps, facts, corpus);
  return { ...facts, subject, steps };
}

type Voice = 'customer' | 'agent' | 'note';

/** Who writes, in order: the fate decides who had the last word. */
function voicesOf(fate: TicketFate, count: number): Voice[] {
  const last = count - 1;
  return Array.from({ length: count }, (_, at): Voice => {
    if (at === 0) return 'customer';
    if (fate === 'unassigned' || fate === 'untouched' || fate === 'ignored') {
      return at % 5 === 2 && at !== last ? 'note' : 'customer';
    }
    if (fate === 'your_turn') {
      if (at === last) return 'customer';
      if (at % 7 === 2) return 'note';
    } else {
      if (at === last) return 'agent';
      if (count > 4 && at % 7 === 3) return 'note';
    }
    return at % 2 === 1 ? 'agent' : 'customer';
  });
}

/** Instants of the messages: hours apart, all of them before the corpus's now. */
function spread(facts: TicketFacts, count: number, now: number): number[] {
  const gaps = Array.from({ length: count }, (_, at) =>
    at === 0 ? 0 : facts.random.between(20 * 60_000, 8 * 3_600_000),
  );
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  const room = (now - facts.createdAt) * 0.9;
  const shrink = Math.min(1, room / Math.max(1, total));
  let at = facts.createdAt;
  return gaps.map((gap) => (at += Math.floor(gap * shrink)));
}

function stepsOf(
  said: { voice: Voice; at: number; first: boolean; text: string; subject: string },
  { random, owner, fate }: TicketFacts,
  corpus: Corpus,
): CorpusStep[] {
  const { voice, at, first, text } = said;
  if (voice === 'note')
    return [
      { kind: 'note', at, by: fate === 'unassigned' ? random.between(0, corpus.agents - 1) : owner, text },
    ];
  if (voice === 'agent') {
    return [{ kind: 'reply', at, by: owner, text, andThen: 'keep', sentAfterMs: random.between(300, 3_000) }];
  }
  return [
    {
      kind: 'mail',
      at,
      subject: first ? said.subject : `Re: ${said.subject}`,
      text,
      html: random.chance(0.3),
      files: first && random.chance(0.08) ? random.between(1, 2) : 0,
    },
  ];
}

/** How it ends: closed with the last answer, left waiting, ignored, handed to somebody, read or not. */
function finish(steps: CorpusStep[], { fate, owner, random }: TicketFacts, corpus: Corpus) {
  const last = steps.at(-1)!;
  if (last.kind === 'reply' && fate === 'closed') last.andThen = 'close';
  if (last.kind === 'reply' && fate === 'waiting') last.andThen = 'wait';
  if (fate === 'ignored') steps.push({ kind: 'ignore', at: last.at + 60_000, by: owner });
  if (fate === 'untouched') {
    const by = corpus.agents > 7 ? 7 : 0;
    steps.splice(1, 0, { kind: 'assign', at: steps[0]!.at + 1_000, by, to: owner });
  }
  if ((fate === 'your_turn' || fate === 'untouched') && random.chance(0.5)) {
    steps.push({ kind: 'seen', at: last.at + 30_000, by: owner });
  }
}

function drawWords(count: number, { vocabulary }: Corpus, random: Random): string[] {
  return Array.from({ length: count }, () => vocabulary.draw(random));
}

/** Sentences of some ten words, paragraphs of some fifty. */
function makeText(words: readonly string[], random: Random): string {
  let text = '';
  let sentence = 0;
  let paragraph = 0;
  let length = random.between(7, 14);
  words.forEach((word, at) => {
    text += sentence === 0 ? capitalized(word) : word;
    sentence += 1;
    if (at === words.length - 1) text += '.';
    else if (sentence < length) text += ' ';
    else {
      paragraph += sentence;
      text += paragraph > 50 ? '.\n\n' : '. ';
      if (paragraph > 50) paragraph = 0;
      sentence = 0;
      length = random.between(7, 14);
    }
  });
  return text;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
