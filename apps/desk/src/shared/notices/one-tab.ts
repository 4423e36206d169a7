/** How long the tab that acted keeps the turn, in ms: a burst makes one sound. */
const turnMs = 1_500;
/** Notices that are remembered as told. */
const rememberedMax = 500;

const told = new Set<string>();
const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel('ventanilla-notices') : null;

function remember(keys: readonly string[]) {
  for (const key of keys) told.add(key);
  for (const key of told) {
    if (told.size <= rememberedMax) break;
    told.delete(key);
  }
}

channel?.addEventListener('message', ({ data }: MessageEvent<string[]>) => remember(data));

/** Says to the other tabs that these were told in this way, so that none of them tells them again. */
export function markTold(way: string, keys: readonly string[]): void {
  const marks = keys.map((key) => `${way}:${key}`);
  remember(marks);
  channel?.postMessage(marks);
}

/** Which of these were not told in this way by any tab. */
export function notTold(way: string, keys: readonly string[]): string[] {
  return keys.filter((key) => !told.has(`${way}:${key}`));
}

/**
 * Lets one tab of this browser tell of some notices in one way: the first that gets the turn, while all hear of them
 * at once. `act` is given those that no tab has told yet.
 */
export async function inOneTab(
  way: string,
  keys: readonly string[],
  act: (keys: readonly string[]) => void,
): Promise<void> {
  const actOnce = (): boolean => {
    const fresh = notTold(way, keys);
    if (fresh.length === 0) return false;
    markTold(way, fresh);
    act(fresh);
    return true;
  };
  if (!('locks' in navigator)) {
    // Plain HTTP in an old browser: each tab for itself.
    actOnce();
    return;
  }
  await navigator.locks.request(`ventanilla-${way}`, { ifAvailable: true }, async (lock) => {
    if (lock && actOnce()) await new Promise((resolve) => setTimeout(resolve, turnMs));
  });
}
