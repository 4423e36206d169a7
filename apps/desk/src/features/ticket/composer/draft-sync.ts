import { isProblem, type ServerDraft } from '@ventanilla/web';
import { type DraftKind, type DraftPart, draftKinds, isBlank } from './draft-store.ts';

/** How long after the last key what was written is sent to the server, in ms. */
const restMs = 800;
/** How long until it is tried again after a failure, in ms. */
const retryMs = 8000;

/** `saved`: the server has it; `local`: only this browser does, for now. */
export type SyncState = 'saved' | 'saving' | 'local';

export interface SyncDeps {
  read(kind: DraftKind): DraftPart;
  save(kind: DraftKind, part: DraftPart, keepalive: boolean): Promise<ServerDraft>;
  discard(kind: DraftKind, keepalive: boolean): Promise<void>;
  /** What the server holds; null for nothing. */
  find(kind: DraftKind): Promise<ServerDraft | null>;
  /** The server has `sent` now; null where it was emptied. */
  onSaved(kind: DraftKind, sent: DraftPart, saved: ServerDraft | null): void;
  /** Another device saved meanwhile, or sent it: null. */
  onConflict(kind: DraftKind, server: ServerDraft | null): void;
  onState(kind: DraftKind, state: SyncState): void;
}

interface Lane {
  timer: ReturnType<typeof setTimeout> | undefined;
  running: Promise<void> | null;
  again: boolean;
  isHeld: boolean;
}

/** Brings what is written to the server, one request at a time for each kind; what fails is tried again. */
export function createDraftSync(deps: SyncDeps) {
  const lane = (): Lane => ({ timer: undefined, running: null, again: false, isHeld: false });
  const lanes: Record<DraftKind, Lane> = { reply: lane(), note: lane() };

  const pushOnce = async (kind: DraftKind, keepalive: boolean) => {
    const part = deps.read(kind);
    if (part.isSaved) return;
    deps.onState(kind, 'saving');
    try {
      if (!isBlank(part)) deps.onSaved(kind, part, await deps.save(kind, part, keepalive));
      else {
        if (part.rev !== null) await deps.discard(kind, keepalive);
        deps.onSaved(kind, part, null);
      }
      deps.onState(kind, 'saved');
    } catch (error) {
      if (isProblem(error, 'drafts.stale')) {
        deps.onConflict(kind, await deps.find(kind));
        lanes[kind].again = true;
        return;
      }
      deps.onState(kind, 'local');
      schedule(kind, retryMs);
    }
  };
  const push = (kind: DraftKind, keepalive = false): Promise<void> => {
    const own = lanes[kind];
    clearTimeout(own.timer);
    if (own.isHeld) return Promise.resolve();
    if (own.running) {
      own.again = true;
      return own.running;
    }
    own.again = false;
    own.running = pushOnce(kind, keepalive)
      .catch(() => deps.onState(kind, 'local'))
      .finally(() => {
        own.running = null;
        // After a conflict or a further key; a little later, so that nothing ever spins.
        if (own.again) schedule(kind, restMs / 4);
      });
    return own.running;
  };
  function schedule(kind: DraftKind, ms: number) {
    const own = lanes[kind];
    clearTimeout(own.timer);
    if (!own.isHeld) own.timer = setTimeout(() => void push(kind), ms);
  }

  return {
    /** Something was written: it is sent once the hand rests. */
    touched: (kind: DraftKind) => schedule(kind, restMs),
    /** Sends at once what the server does not have, also from a page that is being left. */
    flush(keepalive: boolean) {
      for (const kind of draftKinds) if (!deps.read(kind).isSaved) void push(kind, keepalive);
    },
    /** Stops saving while the text itself is being sent, after what is under way. */
    async hold(kind: DraftKind) {
      const own = lanes[kind];
      own.isHeld = true;
      own.again = false;
      clearTimeout(own.timer);
      await own.running;
      own.again = false;
      clearTimeout(own.timer);
    },
    release(kind: DraftKind) {
      lanes[kind].isHeld = false;
      if (!deps.read(kind).isSaved) schedule(kind, restMs);
    },
    isBusy: (kind: DraftKind) => lanes[kind].running !== null || lanes[kind].isHeld,
    stop() {
      for (const kind of draftKinds) clearTimeout(lanes[kind].timer);
    },
  };
}

export type DraftSync = ReturnType<typeof createDraftSync>;
