import { createHash } from 'node:crypto';

const kinds = ['ticket', 'message', 'outbound', 'interval', 'attachment', 'correlation'] as const;

/**
 * A UUID of version 7 that is the same in every load: its time is that of the row, the rest tells rows apart. So keys
 * grow with time, as those of the product do. `at` is in ms since 1970, `number` below 2^40, `part` below 2^16.
 */
export function corpusUuid(input: {
  kind: (typeof kinds)[number];
  at: number;
  number: number;
  part?: number;
}): string {
  const time = input.at.toString(16).padStart(12, '0');
  const kind = kinds.indexOf(input.kind).toString(16).padStart(3, '0');
  const part = (input.part ?? 0).toString(16).padStart(4, '0');
  const number = input.number.toString(16).padStart(10, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${kind}-8${number.slice(0, 3)}-${number.slice(3, 10)}0${part}`;
}

/** A seed of its own for each ticket, so that one can be told without those before it. */
export function ticketSeed(seed: number, ticket: number): number {
  return createHash('sha256').update(`${seed}/${ticket}`).digest().readUInt32LE(0);
}
