import type {
  LiveBoardsFrame,
  LiveDraftFrame,
  LiveExportFrame,
  LiveNoticesFrame,
  LiveTicketFrame,
  LiveViewsFrame,
} from '@ventanilla/contracts/live';
import type { TicketPresence } from '@ventanilla/contracts/presence';

/**
 * `connecting`: the first time, or again right after a loss; `offline`: trying in vain; `signed_out`: the server
 * ended the session, nothing is tried any more.
 */
export type LiveState = 'connecting' | 'open' | 'offline' | 'signed_out';

export type LiveEvent =
  /** Tickets to fetch anew (`changed`) and to take from the screen (`gone`). `position` is that of the log. */
  | ({ type: 'tickets'; position: number } & LiveTicketFrame)
  /** Everybody in one ticket now, the reader among them. */
  | ({ type: 'presence' } & TicketPresence)
  /** A draft of the reader's own is another one now. */
  | ({ type: 'draft' } & LiveDraftFrame)
  /** A board that the reader sees, or saw until now, is different. */
  | ({ type: 'boards' } & LiveBoardsFrame)
  | ({ type: 'views' } & LiveViewsFrame)
  /** Something about the reader's own notices is different. */
  | ({ type: 'notices' } & LiveNoticesFrame)
  /** How far an export of the reader's own is. */
  | ({ type: 'export' } & LiveExportFrame)
  /** What tickets are told apart by reads differently now. */
  | { type: 'definitions' }
  /**
   * What happened meanwhile is not known: everything on the screen is to be fetched anew, except what was read when the
   * log stood at `since` or later. Null: everything.
   */
  | { type: 'resync'; since: number | null }
  /** What the reader may do or see is another now: session and screen are to be fetched anew. */
  | { type: 'powers' }
  | { type: 'state'; state: LiveState };

/** From a tab to whoever holds the browser's connection. */
export type ToHolder = { kind: 'hello'; url: string } | { kind: 'retry' } | { kind: 'bye' };

/** From the holder to its tabs; with the position from which another holder would go on. */
export interface FromHolder {
  event: LiveEvent;
  position: number | null;
}
