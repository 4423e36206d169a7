import { useSyncExternalStore } from 'react';
import { readNow } from './use-now.ts';

let since: Date | null = typeof navigator === 'undefined' || navigator.onLine ? null : readNow();

function watch(notify: () => void): () => void {
  const update = () => {
    since = navigator.onLine ? null : (since ?? readNow());
    notify();
  };
  window.addEventListener('online', update);
  window.addEventListener('offline', update);
  return () => {
    window.removeEventListener('online', update);
    window.removeEventListener('offline', update);
  };
}

/** When the connection was lost; null while there is one. */
export function useOfflineSince(): Date | null {
  return useSyncExternalStore(watch, () => since);
}
