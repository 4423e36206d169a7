import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { newIdempotencyKey, type ServerDraft } from '@ventanilla/web';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { readNow } from '../../../shared/hooks/use-now.ts';
import { liveHub } from '../../../shared/live/live-hub.ts';
import { useMe } from '../../../shared/session/session.ts';
import { discardDraft, draftsQuery, saveDraft } from './draft.queries.ts';
import { DraftBox, type DraftServer, type DraftView } from './draft-box.ts';
import { type DraftKind, draftKinds, draftStorageKey } from './draft-store.ts';

/** How long after another page wrote the server is asked, in ms: it saves once the hand rests. */
const otherPageMs = 1200;

export interface DraftHandle extends DraftView {
  ticketId: string;
  box: DraftBox;
}

/** What is being written for a ticket, kept here and on the server. */
export function useDraft(ticketId: string): DraftHandle {
  const agentId = useMe().agent.id;
  const queryClient = useQueryClient();
  const [box] = useState(
    () =>
      new DraftBox(
        { agentId, ticketId },
        {
          storage: localStorage,
          newKey: newIdempotencyKey,
          readNow,
          server: serverOf(ticketId, queryClient),
        },
      ),
  );
  const view = useSyncExternalStore(box.watch, box.read);
  useServerDrafts(ticketId, box);
  useFlush(box);
  return { ...view, ticketId, box };
}

/** The server's side of the drafts of a ticket; the cache learns what was saved. */
function serverOf(ticketId: string, queryClient: QueryClient): DraftServer {
  const query = draftsQuery(ticketId);
  const withDraft = (mine: ServerDraft[], kind: DraftKind, saved: ServerDraft | null) => [
    ...mine.filter((each) => each.kind !== kind),
    ...(saved ? [saved] : []),
  ];
  return {
    save: (kind, part, keepalive) => saveDraft({ ticketId, kind, part, keepalive }),
    discard: (kind, keepalive) => discardDraft({ ticketId, kind, keepalive }),
    async find(kind) {
      const { mine } = await queryClient.fetchQuery({ ...query, staleTime: 0 });
      return mine.find((each) => each.kind === kind) ?? null;
    },
    onKnown(kind, saved) {
      queryClient.setQueryData(
        query.queryKey,
        (known) =>
          known && { ...known, mine: withDraft(known.mine, kind, saved), askedMs: performance.now() },
      );
      void queryClient.invalidateQueries({ queryKey: ['ticket-draft-versions', ticketId, kind] });
    },
  };
}

/** Joins what the server holds when the ticket is opened and when one comes back to the page. */
function useServerDrafts(ticketId: string, box: DraftBox) {
  const { data, isFetchedAfterMount } = useQuery(draftsQuery(ticketId));
  useOtherPages(ticketId);
  useOtherDevices(ticketId, box);
  const seen = useRef(0);
  useEffect(() => {
    if (!data || !isFetchedAfterMount || data.askedMs <= seen.current) return;
    seen.current = data.askedMs;
    for (const kind of draftKinds) {
      // What is under way tells of a conflict by itself.
      if (!box.sync.isBusy(kind)) box.merge(kind, data.mine.find((each) => each.kind === kind) ?? null);
    }
    box.sync.flush(false);
  }, [data, isFetchedAfterMount, box]);
}

/**
 * What another page of this browser writes shows here while nobody writes here: it stands beside this one, so that no
 * change of focus tells of it.
 */
function useOtherPages(ticketId: string) {
  const queryClient = useQueryClient();
  const { id: agentId } = useMe().agent;
  useEffect(() => {
    const key = draftStorageKey({ agentId, ticketId });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const listen = (event: StorageEvent) => {
      if (event.key !== key || document.hasFocus()) return;
      clearTimeout(timer);
      // The other page saves when its writer's hand rests; then the server has it.
      const fetch = () => void queryClient.invalidateQueries({ queryKey: draftsQuery(ticketId).queryKey });
      timer = setTimeout(fetch, otherPageMs);
    };
    window.addEventListener('storage', listen);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('storage', listen);
    };
  }, [agentId, ticketId, queryClient]);
}

/** What another device saved or ended shows here at once; the echo of one's own saving is nothing new. */
function useOtherDevices(ticketId: string, box: DraftBox) {
  const queryClient = useQueryClient();
  useEffect(
    () =>
      liveHub.listen({
        onDraft({ ticketId: changed, kind, rev }) {
          if (changed !== ticketId || box.sync.isBusy(kind) || box.read().draft[kind].rev === rev) return;
          void queryClient.invalidateQueries({ queryKey: draftsQuery(ticketId).queryKey });
        },
      }),
    [ticketId, box, queryClient],
  );
}

/** Sends what the server does not have when the page is left, hidden, or online again. */
function useFlush(box: DraftBox) {
  useEffect(() => {
    const leave = () => box.sync.flush(true);
    const hide = () => document.visibilityState === 'hidden' && leave();
    const back = () => box.sync.flush(false);
    document.addEventListener('visibilitychange', hide);
    window.addEventListener('pagehide', leave);
    window.addEventListener('online', back);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('online', back);
      leave();
      box.sync.stop();
    };
  }, [box]);
}
