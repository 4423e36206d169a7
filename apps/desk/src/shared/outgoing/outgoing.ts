import { dataOf, isProblem, type ServerDraft } from '@ventanilla/web';
import { useSyncExternalStore } from 'react';
import { api } from '../api/api.ts';
import { noteOwnAction } from '../live/own-actions.ts';

/** An answer of one's own that waits for its moment and can still be stopped. */
export interface Outgoing {
  id: string;
  ticketId: string;
  /** Whom it goes to. */
  to: string;
  /** When it leaves, on the clock of `performance.now()`, in ms. */
  dueMs: number;
  /** How long it waits in all, in ms. */
  delayMs: number;
  /** What the person asked for last and has no answer yet. */
  asking: 'undo' | 'send' | null;
}

/** What came of stopping one or sending it now. */
export type OutgoingResult = { id: string; ticketId: string } & (
  | { kind: 'undone'; draft: ServerDraft | null }
  | { kind: 'sent' }
  | { kind: 'too_late' }
  | { kind: 'failed'; error: unknown }
);

type Listener = (result: OutgoingResult) => void;

/** A moment after it left, so that what is shown and what happened are not at odds, in ms. */
const afterMs = 400;

/** The answers that wait, whichever page is open: one can be stopped from everywhere in the desk. */
export function createOutgoing() {
  let waiting: readonly Outgoing[] = [];
  const watchers = new Set<() => void>();
  const listeners = new Set<Listener>();
  let undone: { ticketId: string; draft: ServerDraft } | null = null;
  const set = (next: readonly Outgoing[]) => {
    waiting = next;
    for (const notify of watchers) notify();
  };
  const change = (id: string, to: Partial<Outgoing>) =>
    set(waiting.map((each) => (each.id === id ? { ...each, ...to } : each)));
  const drop = (id: string) => set(waiting.filter((each) => each.id !== id));
  const tell = (result: OutgoingResult) => {
    if (result.kind === 'undone' && result.draft) undone = { ticketId: result.ticketId, draft: result.draft };
    for (const listener of listeners) listener(result);
  };
  const ask = async (
    id: string,
    asking: 'undo' | 'send',
    request: (one: Outgoing) => Promise<OutgoingResult>,
  ) => {
    const one = waiting.find((each) => each.id === id);
    if (!one || one.asking) return;
    change(id, { asking });
    noteOwnAction(one.ticketId);
    try {
      const result = await request(one);
      drop(id);
      tell(result);
    } catch (error) {
      const isGone =
        isProblem(error, 'tickets.already_sent') || isProblem(error, 'tickets.scheduled_not_found');
      if (isGone) drop(id);
      else change(id, { asking: null });
      const what = { id, ticketId: one.ticketId };
      tell(isGone ? { ...what, kind: 'too_late' } : { ...what, kind: 'failed', error });
    }
  };
  const pathOf = (one: Outgoing) => ({ path: { ticketId: one.ticketId, scheduledReplyId: one.id } });
  return {
    /** Shows one that waits; again for one that is shown already changes nothing. */
    add(one: Omit<Outgoing, 'asking'>) {
      if (waiting.some(({ id }) => id === one.id)) return;
      set([...waiting, { ...one, asking: null }]);
      setTimeout(() => drop(one.id), Math.max(0, one.dueMs - performance.now()) + afterMs);
    },
    undo: (id: string) =>
      ask(id, 'undo', async (one) => {
        const path = '/api/v1/tickets/{ticketId}/scheduled-replies/{scheduledReplyId}';
        const { draft } = await dataOf(api.DELETE(path, { params: pathOf(one) }));
        return { id, ticketId: one.ticketId, kind: 'undone', draft };
      }),
    sendNow: (id: string) =>
      ask(id, 'send', async (one) => {
        const path = '/api/v1/tickets/{ticketId}/scheduled-replies/{scheduledReplyId}/send-now';
        await dataOf(api.POST(path, { params: pathOf(one) }));
        return { id, ticketId: one.ticketId, kind: 'sent' };
      }),
    /** One for a later hour was taken back: who writes goes on with it, as with one that was undone. */
    tellUndone: (one: { id: string; ticketId: string; draft: ServerDraft | null }) =>
      tell({ ...one, kind: 'undone' }),
    /** What was stopped last, once, for the page that goes on with it. */
    takeUndone(ticketId: string): ServerDraft | null {
      if (undone?.ticketId !== ticketId) return null;
      const { draft } = undone;
      undone = null;
      return draft;
    },
    /** Hears what came of it; answers how to stop hearing. */
    listen(listener: Listener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch(notify: () => void): () => void {
      watchers.add(notify);
      return () => watchers.delete(notify);
    },
    read: () => waiting,
    /** Somebody signed out: what waits goes out all the same, and is shown to nobody else. */
    forget: () => set([]),
  };
}

export const outgoing = createOutgoing();

/** The answers that wait now, oldest first. */
export function useOutgoing(): readonly Outgoing[] {
  return useSyncExternalStore(outgoing.watch, outgoing.read);
}
