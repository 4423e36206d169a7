import type { Notice } from './notices.rules.ts';

const listeners = new Set<(notices: readonly Notice[]) => void>();

/** From the board's feed to whoever shows and sounds. */
export const noticeHub = {
  tell(notices: readonly Notice[]) {
    if (notices.length > 0) for (const listener of listeners) listener(notices);
  },
  listen(listener: (notices: readonly Notice[]) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
