export interface LoadInput {
  /** How many ask at once, each again as soon as it was answered. */
  concurrency: number;
  count: number;
  /** Nothing begins later than this. */
  msMax: number;
  /** One operation, its answer checked; answers its milliseconds. Throws when the answer is wrong. */
  operation(index: number): Promise<number>;
}

export interface Load {
  samples: number[];
  elapsedMs: number;
  /** The first few; any of them makes the figure worthless. */
  errors: string[];
}

/** Does an operation many times, some at once, bounded in number and time. */
export async function runLoad({ concurrency, count, msMax, operation }: LoadInput): Promise<Load> {
  const samples: number[] = [];
  const errors: string[] = [];
  const began = performance.now();
  let next = 0;
  async function worker() {
    while (next < count && performance.now() - began < msMax && errors.length < 5) {
      const index = next;
      next += 1;
      try {
        samples.push(await operation(index));
      } catch (error) {
        errors.push(error instanceof Error ? error.message : String(error));
      }
    }
  }
  await Promise.all(Array.from({ length: concurrency }, worker));
  return { samples, elapsedMs: performance.now() - began, errors };
}
