import type { LiveBoardsFrame } from '@ventanilla/contracts/live';
import type { LiveDraftFrame, LiveExportFrame, LiveNoticesFrame, TicketPresence } from '@ventanilla/web';

/** What the live stream says of tickets: which changed and which may no longer be seen. */
export interface LiveFrame {
  changed: { ticketId: string; version: number; types: string[] }[];
  gone: string[];
}

/** `connecting` until the first frame, `live` while frames can come, `cut` while they cannot. */
export type LiveState = 'connecting' | 'live' | 'cut';

export interface LiveListener {
  onTickets?(frame: LiveFrame): void;
  /**
   * What was missed can no longer be told: fetch everything anew, except what was read when the log stood at `since` or
   * later; null: everything.
   */
  onResync?(since: number | null): void;
  /** Who is in a ticket now. */
  onPresence?(presence: TicketPresence): void;
  /** A draft of one's own is another one now. */
  onDraft?(frame: LiveDraftFrame): void;
  /** One's own notices are different. */
  onNotices?(frame: LiveNoticesFrame): void;
  /** A board that one sees, or saw until now, is different. */
  onBoards?(frame: LiveBoardsFrame): void;
  /** How far one's own export is. */
  onExport?(frame: LiveExportFrame): void;
  /** Frames come again, or for the first time. */
  onOpen?(): void;
  /** Frames cannot come. */
  onCut?(): void;
}

/** Hands out what the one stream of this browser says to whoever draws it. */
export function createLiveHub() {
  const listeners = new Set<LiveListener>();
  const stateListeners = new Set<() => void>();
  let state: LiveState = 'connecting';
  return {
    listen(listener: LiveListener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tickets(frame: LiveFrame) {
      for (const listener of listeners) listener.onTickets?.(frame);
    },
    resync(since: number | null) {
      for (const listener of listeners) listener.onResync?.(since);
    },
    presence(presence: TicketPresence) {
      for (const listener of listeners) listener.onPresence?.(presence);
    },
    draft(frame: LiveDraftFrame) {
      for (const listener of listeners) listener.onDraft?.(frame);
    },
    notices(frame: LiveNoticesFrame) {
      for (const listener of listeners) listener.onNotices?.(frame);
    },
    boards(frame: LiveBoardsFrame) {
      for (const listener of listeners) listener.onBoards?.(frame);
    },
    exporting(frame: LiveExportFrame) {
      for (const listener of listeners) listener.onExport?.(frame);
    },
    getState: () => state,
    setState(next: LiveState) {
      if (next === state) return;
      state = next;
      for (const notify of stateListeners) notify();
      if (next === 'connecting') return;
      for (const listener of listeners) {
        if (next === 'live') listener.onOpen?.();
        else listener.onCut?.();
      }
    },
    onState(notify: () => void): () => void {
      stateListeners.add(notify);
      return () => stateListeners.delete(notify);
    },
  };
}

export const liveHub = createLiveHub();
