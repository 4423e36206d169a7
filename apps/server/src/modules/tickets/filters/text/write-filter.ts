import { type FilterField, isOwnField } from '@ventanilla/contracts/filter-fields';
import { type Condition, type Filter, own } from '@ventanilla/contracts/filters';
import type { FilterWords } from '@ventanilla/phrases/es/filter-words';
import { writeMoment, writePeriod } from './moment-words.ts';
import { normalFilter } from './normal-filter.ts';
import { tokensOf } from './tokens.ts';
import { isOwnWord, keyOf, type Names, shapeIn, wordsOf, writtenValue } from './vocabulary.ts';

/** A filter as text; reading it again gives the same filter in its normal form. Empty: everything. */
export function writeFilter(tree: Filter, names: Names): string {
  const normal = normalFilter(tree);
  if ('and' in normal) return writeParts(normal.and, names);
  return writeNode(normal, names, 'top');
}

type Within = 'top' | 'and' | 'or' | 'not';

function writeNode(tree: Filter, names: Names, within: Within): string {
  const words = wordsOf[names.language];
  if ('and' in tree) return `(${writeParts(tree.and, names)})`;
  if ('or' in tree) {
    if (tree.or.length === 0) return `${words.is}:${words.nothing}`;
    const parts = tree.or.map((part) => writeNode(part, names, 'or'));
    const text = parts.join(` ${words.or} `);
    return within === 'top' ? text : `(${text})`;
  }
  if ('not' in tree) {
    const inner = tree.not;
    // A minus before a choice or a switch asks the other way; whatever is not asked so is put in brackets.
    const isPlain = !('and' in inner) && !('or' in inner) && !('not' in inner);
    const text = writeNode(inner, names, 'not');
    return isPlain && !text.startsWith('-') ? `-${text}` : text.startsWith('(') ? `-${text}` : `-(${text})`;
  }
  return writeCondition(tree, names, within === 'top' || within === 'or');
}

/** Words that stand side by side would be read as one search, so that only the first is written bare. */
function writeParts(parts: readonly Filter[], names: Names): string {
  let wasBare = false;
  return parts
    .map((part) => {
      if ('op' in part) {
        const text = writeCondition(part, names, !wasBare);
        wasBare = part.op === 'contains' && part.field === 'text' && isBare(text);
        return text;
      }
      wasBare = false;
      return writeNode(part, names, 'and');
    })
    .join(' ');
}

function writeCondition(one: Condition, names: Names, mayBeBare: boolean): string {
  const words = wordsOf[names.language];
  const key = keyOf(one.field, names);
  switch (one.op) {
    case 'any_of':
      return `${key}:${signOfChoice(one.field, names)}${listed(one, names)}`;
    case 'none_of':
      return `-${key}:${signOfChoice(one.field, names)}${listed(one, names)}`;
    case 'under':
      return `${words.from}:@${one.values.map((value) => writtenValue(value, one.field, names)).join(',@')}`;
    case 'empty':
      return `${words.lacks}:${one.field === 'owner' ? words.lacksOwner : key}`;
    case 'present':
      return `${words.has}:${key}`;
    case 'at_least':
      return `${key}:>=${listed(one, names)}`;
    case 'at_most':
      return `${key}:<=${listed(one, names)}`;
    case 'before':
      return `${key}:<${writeMoment(one.moment, words)}`;
    case 'after':
      return `${key}:>=${writeMoment(one.moment, words)}`;
    case 'within':
      return `${key}:${writePeriod(one.period, words)}`;
    case 'min':
      return `${key}:>=${one.number}`;
    case 'max':
      return `${key}:<=${one.number}`;
    case 'equals':
      return `${key}:${one.number}`;
    case 'is':
      return writeSwitch(one, key, words);
    case 'contains':
      return one.field === 'text' && mayBeBare && isBare(one.text) ? one.text : `${key}:${quote(one.text)}`;
  }
}

/** Of a text of one's own `=` says that it is exactly so. */
function signOfChoice(field: FilterField, names: Names): string {
  const shape = shapeIn(field, names);
  return isOwnField(field) && shape !== 'choice' && shape !== 'reference' ? '=' : '';
}

function writeSwitch(
  { field, value }: Extract<Condition, { op: 'is' }>,
  key: string,
  words: FilterWords,
): string {
  if (isOwnField(field)) return `${key}:${value ? words.yes : words.no}`;
  const word = words.switches[field as keyof FilterWords['switches']];
  return `${value ? '' : '-'}${words.is}:${word}`;
}

function listed({ field, values }: { field: FilterField; values: readonly string[] }, names: Names): string {
  const words = wordsOf[names.language];
  return values
    .map((value) => {
      if (value === own && field in words.own) return words.own[field as keyof FilterWords['own']];
      const written = writtenValue(value, field, names);
      return isOneWord(written) && !isOwnWord(written, field) ? written : quote(written);
    })
    .join(',');
}

const isOneWord = (text: string) => /^[^\s,()"“”«»<>=]+$/.test(text);
const quote = (text: string) =>
  isOneWord(text) && !text.startsWith('-') ? text : `"${text.replaceAll('"', '""')}"`;

/** Text that reads as words and nothing else. */
function isBare(text: string): boolean {
  const tokens = tokensOf(text);
  return (
    text === text.trim() &&
    tokens.length > 0 &&
    tokens.every((token) => token.kind === 'words' && (token.quoted || isPlainWord(token.text)))
  );
}

const isPlainWord = (word: string) => !/^(?:o|or|y|and)$/i.test(word) && !word.startsWith('-');
