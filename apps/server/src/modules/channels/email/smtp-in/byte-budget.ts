/** Counts bytes that are held in memory at once, by everybody together. */
export interface ByteBudget {
  /** False, and nothing is counted, when there is no room for so many more. */
  take(bytes: number): boolean;
  give(bytes: number): void;
  /** Whether so many would fit now. */
  fits(bytes: number): boolean;
}

export function createByteBudget({ bytesMax }: { bytesMax: number }): ByteBudget {
  let held = 0;
  const fits = (bytes: number) => held + bytes <= bytesMax;
  return {
    fits,
    take(bytes) {
      if (!fits(bytes)) return false;
      held += bytes;
      return true;
    },
    give(bytes) {
      held -= bytes;
    },
  };
}
