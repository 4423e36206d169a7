import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { TriageQueue } from '@ventanilla/contracts/triage';
import { useEffect, useRef } from 'react';
import { useLatest } from '../../shared/hooks/use-latest.ts';
import { useLive } from '../../shared/live/use-live.ts';
import { queueQuery } from './triage.queries.ts';

/** How long changes are joined before the queue is asked for again, in ms. */
const joinMs = 800;
/** Time alone changes the order: so often it is asked for anyway, in ms. */
const passingMs = 30_000;

/** The queue, kept current by the stream and by time, and changed at once by what one does. */
export function useQueue(departmentId: string | undefined) {
  const queryClient = useQueryClient();
  const options = queueQuery(departmentId);
  const { queryKey } = options;
  const query = useQuery(options);
  const working = useRef(0);
  const chain = useRef<Promise<unknown>>(Promise.resolve());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // While something is on its way the server knows less than the screen does.
  const refresh = () => {
    if (working.current === 0) void queryClient.invalidateQueries({ queryKey });
  };
  const latest = useLatest(refresh);
  const refreshSoon = () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, joinMs);
  };
  useLive({ onTickets: refreshSoon, onResync: refreshSoon });
  useEffect(() => {
    const every = setInterval(() => latest.current(), passingMs);
    return () => {
      clearInterval(every);
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [latest]);

  const change = (how: (queue: TriageQueue) => TriageQueue) =>
    queryClient.setQueryData(queryKey, (queue) => queue && how(queue));
  /** One thing after the other, in the order in which they were asked for; the last one asks for the queue anew. */
  const send = (work: () => Promise<unknown>) => {
    working.current += 1;
    void queryClient.cancelQueries({ queryKey });
    chain.current = chain.current.then(work).finally(() => {
      working.current -= 1;
      refresh();
    });
    return chain.current;
  };
  return { query, change, send, refresh };
}

export type Queue = ReturnType<typeof useQueue>;
