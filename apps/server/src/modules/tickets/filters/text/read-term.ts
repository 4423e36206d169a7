import type { FilterField } from '@ventanilla/contracts/filter-fields';
import type { FilterProblem } from '@ventanilla/contracts/filter-routes';
import {
  type Condition,
  type Filter,
  filterTextMax,
  filterValuesMax,
  own,
} from '@ventanilla/contracts/filters';
import { closestOrAll, closestTo } from './closest.ts';
import { readMomentWord, readPeriodWord } from './moment-words.ts';
import type { Place, TermToken, WrittenValue } from './tokens.ts';
import {
  fieldOfKey,
  isOwnWord,
  keyOf,
  knownKeys,
  knownValues,
  meaningsOf,
  meansOwner,
  momentExamples,
  type Names,
  says,
  shapeIn,
  switchOf,
  switchWords,
  writtenValue,
} from './vocabulary.ts';

/** What a term says, or what is wrong with it. */
export interface ReadTerm {
  part: Filter | null;
  problem: FilterProblem | null;
}

type Code = FilterProblem['code'];

/** One condition from `estado:abierto,cerrado`, `sin:asignar`, `de:@san-benito`, `creado:<hace-3d`. */
export function readTerm(term: TermToken, names: Names): ReadTerm {
  const value = term.values[0];
  if (!value) return wrong(keyPlace(term), 'nothing_there', `${term.key}:`);
  if (says(term.key, 'is')) return readSwitch(term, value, names);
  const isLacking = says(term.key, 'lacks');
  if (isLacking || says(term.key, 'has')) return readPresence(value, { isLacking, names });
  if (says(term.key, 'from')) return readFrom(term, names);
  const field = fieldOfKey(term.key, names);
  if (!field) return wrong(keyPlace(term), 'unknown_field', term.key, closestTo(term.key, knownKeys(names)));
  return readAsked({ term, value, field, names });
}

interface Asked {
  term: TermToken;
  value: WrittenValue;
  field: FilterField;
  names: Names;
}

function readAsked(asked: Asked): ReadTerm {
  const { term, value, field, names } = asked;
  switch (shapeIn(field, names)) {
    case 'instant':
      return readInstant(asked);
    case 'number':
      return readNumber(asked);
    case 'switch':
      if (says(value.text, 'yes')) return right({ field, op: 'is', value: true });
      return says(value.text, 'no') ? right({ field, op: 'is', value: false }) : wrongValue(asked);
    case 'text':
      if (term.sign === '=')
        return right({ field, op: 'any_of', values: term.values.map(({ text }) => text) });
      return term.sign === '' && value.text.trim() !== '' && value.text.length <= filterTextMax
        ? right({ field, op: 'contains', text: value.text.trim() })
        : wrong(term, 'not_asked', keyOf(field, names));
    case 'rank':
      if (term.sign === '>=' || term.sign === '<=')
        return readChoice(asked, term.sign === '>=' ? 'at_least' : 'at_most');
      return readChoice(asked, 'any_of');
    default:
      return readChoice(asked, 'any_of');
  }
}

function readChoice(
  { term, field, names }: Omit<Asked, 'value'>,
  op: 'any_of' | 'at_least' | 'at_most' | 'under',
): ReadTerm {
  const isCompared = op === 'at_least' || op === 'at_most';
  if ((term.sign !== '' && !isCompared) || (isCompared && term.values.length !== 1))
    return wrong(term, 'not_asked', keyOf(field, names));
  if (term.values.length > filterValuesMax) return wrong(term, 'too_much', keyOf(field, names));
  const values: string[] = [];
  for (const value of term.values) {
    if (!value.quoted && !isCompared && isOwnWord(value.text, field)) {
      values.push(own);
      continue;
    }
    const [only, ...others] = meaningsOf(value.text, field, names);
    if (only === undefined || only === '') return wrongValue({ value, field, names });
    if (others.length > 0)
      return wrong(
        value,
        'several_meant',
        value.text,
        [only, ...others].slice(0, 3).map((each) => writtenValue(each, field, names)),
      );
    values.push(only);
  }
  return right({ field, op, values } as Condition);
}

/** `de:@san-benito` an organisation with what belongs to it, `de:ana-lopez` whoever wrote. */
function readFrom(term: TermToken, names: Names): ReadTerm {
  const isOf = ({ text }: WrittenValue) => text.startsWith('@');
  const strip = (value: WrittenValue) => ({
    ...value,
    text: value.text.slice(1),
    at: value.at + 1,
    length: value.length - 1,
  });
  const parts = [
    { values: term.values.filter(isOf).map(strip), field: 'organization', op: 'under' },
    { values: term.values.filter((value) => !isOf(value)), field: 'requester', op: 'any_of' },
  ] as const;
  const read = parts
    .filter(({ values }) => values.length > 0)
    .map(({ values, field, op }) => readChoice({ term: { ...term, values }, field, names }, op));
  const faulty = read.find(({ problem }) => problem);
  if (faulty) return perhapsOrganization(faulty, names);
  return { part: { or: read.map(({ part }) => part!) }, problem: null };
}

/** Whoever writes `de:san-benito`, and nobody is called so, may have meant the organisation. */
function perhapsOrganization(read: ReadTerm, names: Names): ReadTerm {
  const { problem } = read;
  if (problem?.code !== 'unknown_value' || problem.suggestions.length > 0) return read;
  const organizations = closestTo(problem.word, knownValues('organization', names));
  return { ...read, problem: { ...problem, suggestions: organizations.map((name) => `@${name}`) } };
}

function readInstant({ term, value, field, names }: Asked): ReadTerm {
  if (term.values.length > 1) return wrong(term, 'not_asked', keyOf(field, names));
  const moment = readMomentWord(value.text);
  if (term.sign === '') {
    const period = readPeriodWord(value.text);
    if (period) return right({ field, op: 'within', period });
    return wrong(value, 'unknown_moment', value.text, momentExamples(names, { periods: true }));
  }
  if (term.sign === '=') return wrong(term, 'not_asked', keyOf(field, names));
  if (!moment) return wrong(value, 'unknown_moment', value.text, momentExamples(names, { periods: false }));
  return right({ field, op: term.sign.startsWith('<') ? 'before' : 'after', moment });
}

function readNumber({ term, value, field, names }: Asked): ReadTerm {
  const number = Number(value.text.replace(/^v-/i, ''));
  if (term.values.length > 1) return wrong(term, 'not_asked', keyOf(field, names));
  if (!/^(?:v-)?-?\d{1,15}(?:\.\d{1,9})?(?:e[+-]?\d{1,2})?$/i.test(value.text) || Math.abs(number) > 1e15)
    return wrong(value, 'unknown_number', value.text);
  if (term.sign === '>' || term.sign === '<')
    return right({ not: { field, op: term.sign === '>' ? 'max' : 'min', number } });
  const op = { '>=': 'min', '<=': 'max', '=': 'equals', '': 'equals' } as const;
  return right({ field, op: op[term.sign], number });
}

/** `es:spam`; `es:nada` fits no ticket. */
function readSwitch(term: TermToken, value: WrittenValue, names: Names): ReadTerm {
  if (says(value.text, 'nothing')) return right({ or: [] });
  const field = switchOf(value.text);
  if (!field || term.sign !== '' || term.values.length > 1)
    return wrong(value, 'unknown_value', value.text, closestTo(value.text, switchWords(names)));
  return right({ field, op: 'is', value: true });
}

function readPresence(
  value: WrittenValue,
  { isLacking, names }: { isLacking: boolean; names: Names },
): ReadTerm {
  const field = fieldOfKey(value.text, names) ?? (meansOwner(value.text) ? 'owner' : null);
  const shape = field && shapeIn(field, names);
  if (!field || shape === null)
    return wrong(value, 'unknown_field', value.text, closestTo(value.text, knownKeys(names)));
  if (shape === 'switch' || field === 'text') return wrong(value, 'not_asked', value.text);
  return right({ field, op: isLacking ? 'empty' : 'present' });
}

function wrongValue({ value, field, names }: Pick<Asked, 'value' | 'field' | 'names'>): ReadTerm {
  const shape = shapeIn(field, names);
  // Of people and organisations only some are known here.
  const suggest = shape === 'choice' || shape === 'rank' ? closestOrAll : closestTo;
  const suggestions = suggest(value.text, knownValues(field, names));
  return wrong(value, 'unknown_value', value.text, suggestions, keyOf(field, names));
}

const right = (part: Filter): ReadTerm => ({ part, problem: null });

function wrong(place: Place, code: Code, word: string, suggestions: string[] = [], field?: string): ReadTerm {
  return {
    part: null,
    problem: { at: place.at, length: place.length, code, word, suggestions, ...(field ? { field } : {}) },
  };
}

const keyPlace = ({ at, key }: TermToken): Place => ({ at, length: key.length + 1 });
