import { useSyncExternalStore } from 'react';

/** Runs that this tab follows to their end, and what is open of them; both outlive a change of page. */
interface BulkLayer {
  followed: readonly string[];
  /** The failures of a run, or the list of recent ones. */
  open: { runId: string } | 'recent' | null;
}

const storageKey = 'ventanilla.bulk';
const listeners = new Set<() => void>();
let layer: BulkLayer = { followed: stored(), open: null };

function stored(): string[] {
  try {
    const ids: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

function set(next: Partial<BulkLayer>): void {
  layer = { ...layer, ...next };
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(layer.followed));
  } catch {
    // Without storage it is followed until the page is loaded anew.
  }
  for (const listener of listeners) listener();
}

export const bulkLayer = {
  follow: (runId: string) => set({ followed: [...layer.followed.filter((id) => id !== runId), runId] }),
  forget: (runId: string) => set({ followed: layer.followed.filter((id) => id !== runId) }),
  show: (open: BulkLayer['open']) => set({ open }),
};

export function useBulkLayer(): BulkLayer {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => layer,
  );
}
