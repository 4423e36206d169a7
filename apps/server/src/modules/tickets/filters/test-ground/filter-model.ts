import type { Condition, Filter } from '@ventanilla/contracts/filters';
import { dayOfMoment, type FilterTime, namedDaysOf, resolveMoment, resolvePeriod } from '../filter-time.ts';

/** What is known of a ticket, as plain values: by field a key, an id, several of them, an instant, a number, a text. */
export type Facts = Record<string, string | number | boolean | Date | readonly string[] | null>;

interface Reader {
  time: FilterTime;
  /** What stands for whoever asks, by field. */
  own: Record<string, readonly string[]>;
  /** Priorities from the least urgent. */
  ranks: readonly string[];
  /** Of an organisation, itself and what belongs to it. */
  below(id: string): readonly string[];
}

/** Whether a filter fits a ticket, said a second time and without the database, for tests to hold against it. */
export function fits(tree: Filter, facts: Facts, reader: Reader): boolean {
  if ('and' in tree) return tree.and.every((part) => fits(part, facts, reader));
  if ('or' in tree) return tree.or.some((part) => fits(part, facts, reader));
  if ('not' in tree) return !fits(tree.not, facts, reader);
  return holds(tree, facts[tree.field] ?? null, reader);
}

function holds(one: Condition, fact: Facts[string], reader: Reader): boolean {
  const list = Array.isArray(fact) ? fact : fact === null ? [] : [String(fact)];
  const meant =
    'values' in one
      ? one.values.flatMap((value) => (value === '@own' ? (reader.own[one.field] ?? []) : [value]))
      : [];
  const rank = (key: string) => reader.ranks.indexOf(key);
  switch (one.op) {
    case 'any_of':
      return list.some((value) => meant.includes(value));
    case 'none_of':
      return !list.some((value) => meant.includes(value));
    case 'under':
      return list.some((value) => meant.some((id) => reader.below(id).includes(value)));
    case 'empty':
      return list.length === 0;
    case 'present':
      return list.length > 0;
    case 'at_least':
      return list.some((value) => rank(value) >= rank(meant[0]!) && rank(meant[0]!) >= 0);
    case 'at_most':
      return list.some((value) => rank(value) <= rank(meant[0]!) && rank(meant[0]!) >= 0);
    case 'is':
      return (fact === true) === one.value;
    case 'contains':
      return typeof fact === 'string' && fold(fact).includes(fold(one.text));
    case 'min':
      return typeof fact === 'number' && fact >= one.number;
    case 'max':
      return typeof fact === 'number' && fact <= one.number;
    case 'equals':
      return fact === one.number;
    default:
      return holdsInTime(one, fact, reader.time);
  }
}

function holdsInTime(
  one: Extract<Condition, { op: 'before' | 'after' | 'within' }>,
  fact: Facts[string],
  time: FilterTime,
): boolean {
  if (typeof fact === 'string') {
    if (one.op === 'within') {
      const { from, to } = namedDaysOf(one.period, time);
      return fact >= from && fact < to;
    }
    return one.op === 'before' ? fact < dayOfMoment(one.moment, time) : fact >= dayOfMoment(one.moment, time);
  }
  if (!(fact instanceof Date)) return false;
  if (one.op === 'within') {
    const { from, to } = resolvePeriod(one.period, time);
    return fact >= from && fact < to;
  }
  return one.op === 'before'
    ? fact < resolveMoment(one.moment, time)
    : fact >= resolveMoment(one.moment, time);
}

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
