import type { ClockMetric } from '@ventanilla/contracts/clocks';
import type { StatusCategory } from '@ventanilla/contracts/events';
import type { ClockMark } from '../../tickets/index.ts';

/** Why a clock may stand still: where the ticket stands, or that it is spam. */
export type Standing = StatusCategory | 'spam';

/** A stretch of a ticket's life in one standing; the last has no end. */
export interface Stretch {
  from: number;
  to: number;
  standing: Standing;
}

/** What a clock measures: from when, until when, and whether it ended by what it waited for. */
export interface Span {
  metric: ClockMetric;
  /** Each time that the customer waits is a turn. */
  turn: number;
  startedAt: number;
  endedAt: number | null;
  isKept: boolean;
}

const finished = new Set<StatusCategory>(['closed', 'ignored']);

/** Where a ticket stood, from its beginning on, without gaps; empty stretches are left out. */
export function stretchesOf(marks: readonly ClockMark[]): Stretch[] {
  const stretches: Stretch[] = [];
  let category: StatusCategory | null = null;
  let isSpam = false;
  for (const mark of marks) {
    if (mark.kind === 'created' || mark.kind === 'status') category = mark.category;
    else if (mark.kind === 'spam') isSpam = mark.isSpam;
    else continue;
    if (category === null) continue;
    const standing = isSpam ? 'spam' : category;
    const last = stretches.at(-1);
    if (last?.standing === standing) continue;
    if (last) last.to = mark.at;
    if (last && last.from === last.to) stretches.pop();
    if (stretches.at(-1)?.standing === standing) stretches.at(-1)!.to = Number.POSITIVE_INFINITY;
    else stretches.push({ from: mark.at, to: Number.POSITIVE_INFINITY, standing });
  }
  return stretches;
}

/**
 * Every span of a ticket. What was imported or practised begins and keeps nothing; an imported ticket has clocks for
 * what its customer writes from then on. Closing ends what waited, and reopening lets it wait anew.
 */
export function spansOf(marks: readonly ClockMark[]): Span[] {
  const spans: Span[] = [];
  const turns = { first_response: 0, next_response: 0 };
  let resolution: Span | null = null;
  /** Since when the customer was told nothing. */
  let silence: number | null = null;
  let waiting: Span | null = null;
  let isUnanswered = false;
  let wasAnswered = false;
  let category: StatusCategory | null = null;

  const wait = (at: number) => {
    if (waiting || (category && finished.has(category))) return;
    const metric = wasAnswered || !resolution ? 'next_response' : 'first_response';
    turns[metric] += 1;
    waiting = { metric, turn: turns[metric], startedAt: at, endedAt: null, isKept: false };
    spans.push(waiting);
  };
  const stopWaiting = (at: number, isKept: boolean) => {
    if (waiting) Object.assign(waiting, { endedAt: at, isKept });
    waiting = null;
  };

  for (const mark of marks) {
    if (mark.kind === 'created') {
      category = mark.category;
      if (!mark.isLive) continue;
      silence = mark.at;
      resolution = { metric: 'resolution', turn: 1, startedAt: mark.at, endedAt: null, isKept: false };
      spans.push(resolution);
    } else if (mark.kind === 'customer' && mark.isLive) {
      isUnanswered = true;
      silence ??= mark.at;
      wait(mark.at);
    } else if (mark.kind === 'us') {
      wasAnswered = true;
      isUnanswered = false;
      if (!mark.isLive) continue;
      silence = mark.at;
      stopWaiting(mark.at, true);
    } else if (mark.kind === 'status') {
      const wasFinished = category !== null && finished.has(category);
      category = mark.category;
      if (finished.has(category) === wasFinished) continue;
      if (wasFinished) {
        if (resolution) Object.assign(resolution, { endedAt: null, isKept: false });
        if (silence !== null) silence = mark.at;
        if (isUnanswered) wait(mark.at);
      } else {
        if (resolution) Object.assign(resolution, { endedAt: mark.at, isKept: category === 'closed' });
        stopWaiting(mark.at, false);
      }
    }
  }
  if (silence !== null && category && !finished.has(category))
    spans.push({ metric: 'no_news', turn: 1, startedAt: silence, endedAt: null, isKept: false });
  return spans;
}
