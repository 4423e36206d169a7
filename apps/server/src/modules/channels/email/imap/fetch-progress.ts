const batchMax = 50;
/** A line that breaks rarely says something about the mail; a parser that gives up does. */
const weights = { mail: 4, line: 1 } as const;
const hopelessAt = 12;

/**
 * Survives the sessions of one mailbox: a mail that the server cannot deliver, or that breaks the reading of its
 * answer, is first looked for alone and then, after three tries of its own or twelve broken lines, passed by with a
 * word in its place.
 */
export interface FetchProgress {
  batchSize(): number;
  succeeded(): void;
  failed(uids: readonly number[], fault: keyof typeof weights): void;
  /** The mail was tried often enough. */
  isHopeless(uid: number): boolean;
}

export function createFetchProgress(): FetchProgress {
  const failures = new Map<number, number>();
  let size = batchMax;
  return {
    batchSize: () => size,
    succeeded() {
      size = Math.min(size * 2, batchMax);
    },
    failed(uids, fault) {
      size = 1;
      const [only] = uids;
      if (uids.length === 1 && only !== undefined)
        failures.set(only, (failures.get(only) ?? 0) + weights[fault]);
    },
    isHopeless: (uid) => (failures.get(uid) ?? 0) >= hopelessAt,
  };
}
