import { createHash } from 'node:crypto';
import { bareSubject } from '../../../tickets/index.ts';

/** Mails of one address in an hour that people may write; what is more is a machine's. */
export const mailsPerHourMax = 20;
/** Mails of one address in an hour that say the same. */
export const alikePerHourMax = 5;
/** Characters compared; two long mails that begin alike for so long are alike. */
const comparedMax = 4000;

export interface MailWords {
  subject: string;
  text: string;
  /** Hashes of its files: the same words around another file are another mail. */
  files: readonly string[];
}

/** What a mail says, as two keys: word for word, and without the numbers that machines count and date with. */
export function patternsOf(mail: MailWords): { exact: string; pattern: string } {
  const files = [...mail.files].sort().join(' ');
  const words = `${wordsOf(mail.subject)}\n${wordsOf(unquoted(mail.text))}`;
  return {
    exact: keyOf(`${words}\n${files}`),
    pattern: keyOf(`${words.replace(/\d+/g, '0')}\n${files}`),
  };
}

/** An automatic answer that we sent to whoever wrote now. */
export interface OurAnswer {
  subject: string;
  text: string;
  externalId: string;
}

/** What the last hour of one address holds, this mail not counted. */
export interface HourOfMail {
  mails: number;
  /** Those that say the same but for numbers. */
  alike: number;
  /** Message-ID of the first that says the same word for word, and of the first that is alike. */
  sameId: string | null;
  alikeId: string | null;
  lastId: string | null;
  /** Newest first. */
  answers: readonly OurAnswer[];
}

export interface LoopFinding {
  /** Message-ID of a mail whose ticket this one joins, where its own references lead nowhere. */
  joins: string | null;
  /** Taken for a machine's that does not say so: automatic from here on. */
  isMachine: boolean;
  /** What administrators are told. */
  alarm: 'too_many' | 'same_words' | null;
}

/**
 * What an hour of mail says of this one. Without an automatic answer of ours there is no loop that could go round,
 * so many mails are only told of. With one, a mail that answers it belongs to its ticket, whatever its headers lack;
 * and whoever repeats our words, or their own after each of our answers, is a machine, whose mails fill one ticket
 * instead of the board.
 */
export function findLoop(mail: MailWords, hour: HourOfMail): LoopFinding {
  const many = hour.alike + 1 > alikePerHourMax ? 'same_words' : 'too_many';
  const isFlood = many === 'same_words' || hour.mails + 1 > mailsPerHourMax;
  if (hour.answers.length === 0) return { joins: null, isMachine: false, alarm: isFlood ? many : null };
  const echoed = hour.answers.find(({ text }) => repeats(mail.text, text));
  const answered = echoed ?? hour.answers.find(({ subject }) => repeats(mail.subject, subject));
  const goesRound = hour.answers.length >= 2 && (hour.sameId !== null || hour.alike >= 2);
  const isMachine = isFlood || goesRound || echoed !== undefined;
  return {
    joins: answered?.externalId ?? hour.sameId ?? (isMachine ? (hour.alikeId ?? hour.lastId) : null),
    isMachine,
    alarm: isMachine ? (isFlood ? many : 'same_words') : null,
  };
}

/** Whether a text holds all the words of one of ours. */
function repeats(text: string, ours: string): boolean {
  const told = wordsOf(ours);
  return told.length >= 8 && wordsOf(text).includes(told);
}

/** Echoes quote; what they quote grows with each turn. */
function unquoted(text: string): string {
  return text.replace(/^[ \t]*>.*$/gm, '');
}

function wordsOf(text: string): string {
  return bareSubject(text)
    .slice(0, comparedMax)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
