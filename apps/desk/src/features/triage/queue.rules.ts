import type { TriageItem, TriageOutcome, TriageQueue } from '@ventanilla/contracts/triage';
import { type TriageFactor, triageFactors } from '@ventanilla/contracts/triage.rules';
import type { TicketCard } from '@ventanilla/web';

/** The queue with one of its cards as it will be. */
export function withCard(queue: TriageQueue, ticketId: string, card: Partial<TicketCard>): TriageQueue {
  return {
    ...queue,
    items: queue.items.map((item) =>
      item.id === ticketId ? { ...item, card: { ...item.card, ...card } } : item,
    ),
  };
}

interface Leaving {
  item: TriageItem;
  outcome: TriageOutcome;
  /** ISO instant. */
  at: string;
}

/** The queue after a step: done and out of it, or skipped and at its end. */
export function withStep(queue: TriageQueue, { item, outcome, at }: Leaving): TriageQueue {
  const rest = queue.items.filter(({ id }) => id !== item.id);
  const { round } = queue;
  if (outcome === 'skipped') {
    const isNew = item.skippedAt === null ? 1 : 0;
    return {
      ...queue,
      items: [...rest, { ...item, skippedAt: at }],
      round: { ...round, skippedCount: round.skippedCount + isNew },
    };
  }
  const wasSkipped = item.skippedAt === null ? 0 : 1;
  return {
    ...queue,
    items: rest,
    count: { ...queue.count, value: Math.max(0, queue.count.value - 1) },
    done: [{ card: item.card, outcome, at }, ...queue.done],
    round: {
      ...round,
      doneCount: round.doneCount + 1,
      answeredCount: round.answeredCount + (outcome === 'answered' ? 1 : 0),
      skippedCount: round.skippedCount - wasSkipped,
    },
  };
}

/** The queue as it was before a step, with the ticket at its place. */
export function withoutStep(
  queue: TriageQueue,
  { item, outcome, place }: { item: TriageItem; outcome: TriageOutcome; place: number },
): TriageQueue {
  const rest = queue.items.filter(({ id }) => id !== item.id);
  const isDone = outcome === 'skipped' ? 0 : 1;
  const { round } = queue;
  return {
    ...queue,
    items: rest.toSpliced(place, 0, item),
    count: { ...queue.count, value: queue.count.value + isDone },
    done: queue.done.filter(({ card }) => card.id !== item.id),
    round: {
      ...round,
      doneCount: round.doneCount - isDone,
      answeredCount: round.answeredCount - (outcome === 'answered' ? 1 : 0),
      skippedCount: round.skippedCount + skippedBack({ item, outcome }),
    },
  };
}

/** A first skip is taken off again; what had been skipped and was then done is skipped again. */
function skippedBack({ item, outcome }: Omit<Leaving, 'at'>): number {
  if (outcome === 'skipped') return item.skippedAt === null ? -1 : 0;
  return item.skippedAt === null ? 0 : 1;
}

/** From fewer points on a reason is not worth a line. */
const pointsMin = 0.5;

/** What adds to a ticket's place, most points first. */
export function reasonsOf({ points }: Pick<TriageItem, 'points'>): TriageFactor[] {
  return triageFactors
    .filter((factor) => points[factor] >= pointsMin)
    .toSorted((one, other) => points[other] - points[one]);
}
