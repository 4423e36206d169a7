import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { TicketCard } from '@ventanilla/web';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useClassification } from '../../shared/classification/classification.ts';
import { useLatest } from '../../shared/hooks/use-latest.ts';
import { useLive } from '../../shared/live/use-live.ts';
import { compareBy } from '../../shared/tickets/ticket-order.ts';
import { changeList, type Listed, listQuery, readCount, readListed } from './list.queries.ts';
import { insertCards, isWithin, replaceCards, withCount, withoutCards } from './list.rules.ts';

/** How long changes are joined before their tickets are asked for, in ms. */
const joinMs = 150;
/** After so many at once somebody changes a great many: the next are joined for longer, in ms. */
const manyIds = 20;
const manyMs = 1_000;
/** How long after a failed refresh it is tried again, in ms. */
const retryMs = 3_000;
/** How long a row that no longer belongs is still shown, in ms. */
const fadeMs = 5_000;

/** The rows of a list, kept current by the live stream. */
export function useListRows(listed: Listed, { isReading }: { isReading(): boolean }) {
  const queryClient = useQueryClient();
  const query = useInfiniteQuery(listQuery(listed));
  const { definitions } = useClassification();
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [waiting, setWaiting] = useState<readonly TicketCard[]>([]);
  const cards = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  const rankOf = (key: string) => definitions.priorities.find((one) => one.key === key)?.position ?? 0;
  const compare = compareBy(listed.sort, rankOf);
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());
  const busy = useRef(new Set<string>());

  // Another list begins with nothing that left this one.
  const { filter, sort } = listed;
  useEffect(() => {
    setGone(new Set());
    setWaiting([]);
    const pending = timers.current;
    return () => {
      for (const timer of pending) clearTimeout(timer);
      pending.clear();
    };
    // Only another list counts.
  }, [filter, sort]);
  const later = (ms: number, run: () => void) => {
    const timer = setTimeout(() => {
      timers.current.delete(timer);
      run();
    }, ms);
    timers.current.add(timer);
  };

  const insert = (fresh: readonly TicketCard[]) =>
    changeList(queryClient, listed, (pages) => insertCards(pages, fresh, compare));
  const refresh = async (ids: readonly string[]) => {
    const asked = ids.filter((id) => !busy.current.has(id));
    if (asked.length === 0) return;
    const fitting = await readListed(listed, asked);
    const fits = new Set(fitting.map(({ id }) => id));
    const data = queryClient.getQueryData(listQuery(listed).queryKey);
    const known = new Set(data?.pages.flatMap(({ items }) => items.map(({ id }) => id)));
    changeList(queryClient, listed, (pages) => replaceCards(pages, fitting));
    const left = asked.filter((id) => known.has(id) && !fits.has(id));
    setGone((now) => new Set([...[...now].filter((id) => !fits.has(id)), ...left]));
    setWaiting((now) => now.filter(({ id }) => !asked.includes(id)));
    if (left.length > 0)
      later(fadeMs, () => {
        changeList(queryClient, listed, (pages) => withoutCards(pages, new Set(left)));
        setGone((now) => new Set([...now].filter((id) => !left.includes(id))));
      });
    const fresh = fitting.filter(({ id }) => !known.has(id));
    if (fresh.length === 0) return;
    // One further down than was fetched is found where it is.
    const seen = fresh.filter((card) => isWithin(data?.pages ?? [], card, compare));
    if (isReading()) setWaiting((now) => [...now, ...seen]);
    else insert(seen);
    // Which of them were counted before, only the server knows.
    const count = await readCount(listed);
    changeList(queryClient, listed, (pages) => withCount(pages, count));
  };
  useJoinedChanges(refresh, () => void query.refetch());

  return {
    query,
    cards,
    gone,
    waiting,
    busy,
    count: query.data?.pages[0]?.count ?? null,
    showWaiting: () => {
      insert(waiting);
      setWaiting([]);
    },
    put: (card: TicketCard) => changeList(queryClient, listed, (pages) => replaceCards(pages, [card])),
    refresh: (id: string) => void refresh([id]).catch(() => undefined),
  };
}
export type ListRows = ReturnType<typeof useListRows>;

/** Asks once for all that changed within a moment, and again where the answer did not come. */
function useJoinedChanges(refresh: (ids: string[]) => Promise<void>, resync: () => void) {
  const changed = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useLatest(refresh);
  const waitMs = useRef(joinMs);
  const plan = (ms: number) => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      const ids = [...changed.current];
      changed.current.clear();
      waitMs.current = ids.length >= manyIds ? manyMs : joinMs;
      latest.current(ids).catch(() => {
        for (const id of ids) changed.current.add(id);
        plan(retryMs);
      });
    }, ms);
  };
  useLive({
    onTickets({ changed: tickets, gone }) {
      for (const id of [...tickets.map(({ ticketId }) => ticketId), ...gone]) changed.current.add(id);
      plan(waitMs.current);
    },
    onResync: resync,
  });
  useEffect(() => () => clearTimeout(timer.current), []);
}
