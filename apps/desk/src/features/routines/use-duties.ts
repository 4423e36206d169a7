import { useQueryClient } from '@tanstack/react-query';
import type { RoutineRun } from '@ventanilla/contracts/routine-runs';
import { useEffect, useRef } from 'react';
import { readNow } from '../../shared/hooks/use-now.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { useLive } from '../../shared/live/use-live.ts';
import { notifyDone, notifyProblem, notifyUndoable } from '../../shared/notify.tsx';
import { foreseen, takingBack } from './duties.rules.ts';
import { myRunsQuery, type Settling, settleItems } from './routines.queries.ts';

/** However much happens to tickets, the evidence is asked again no oftener than this, in ms. */
const pauseMs = 5_000;

export interface Duties {
  /** `said`: told below, with a button to take it back. */
  settle(run: RoutineRun, settling: Settling, said?: string): void;
  undo(): void;
}

/** What was done: how the duty was before, and with which of its items. */
interface Done {
  before: RoutineRun;
  itemIds: string[];
}

/** What one does with one's duties: at once on the screen, and as it was where the server says no. */
export function useDuties(): Duties {
  const { t } = useTranslation('routines');
  const queryClient = useQueryClient();
  /** What was done last is last. */
  const done = useRef<Done[]>([]);
  const queue = useRef(Promise.resolve());
  /** How each duty looks after what was done last. */
  const foreseenRuns = useRef(new Map<string, RoutineRun>());
  const put = (run: RoutineRun) =>
    queryClient.setQueryData(myRunsQuery.queryKey, (runs) =>
      runs?.map((one) => (one.id === run.id ? run : one)),
    );
  /** One after the other; what the server answers counts once nothing of the same duty waits behind it. */
  const say = (run: RoutineRun, settlings: readonly Settling[]) => {
    const at = readNow().toISOString();
    const next = settlings.reduce((one, settling) => foreseen(one, settling, at), run);
    put(next);
    foreseenRuns.current.set(run.id, next);
    queue.current = queue.current.then(async () => {
      try {
        await queryClient.cancelQueries({ queryKey: myRunsQuery.queryKey });
        // What is called off puts back what there was.
        put(foreseenRuns.current.get(run.id) ?? next);
        let answer = next;
        for (const settling of settlings) answer = await settleItems(run.id, settling);
        if (foreseenRuns.current.get(run.id) === next) put(answer);
      } catch (error) {
        notifyProblem(error);
        await queryClient.invalidateQueries({ queryKey: myRunsQuery.queryKey });
      }
    });
  };
  const takeBack = (one: Done) => {
    done.current = done.current.filter((other) => other !== one);
    const present = queryClient.getQueryData(myRunsQuery.queryKey)?.find(({ id }) => id === one.before.id);
    if (present) say(present, takingBack(one.before, one.itemIds));
  };
  return {
    settle(run, settling, said) {
      const one = { before: run, itemIds: settling.itemIds };
      done.current.push(one);
      say(run, [settling]);
      if (said) notifyUndoable(said, { label: t('done.undo'), run: () => takeBack(one) });
    },
    undo() {
      const last = done.current.at(-1);
      if (last) takeBack(last);
      else notifyDone(t('done.nothingToUndo'));
    },
  };
}

/** Reads the duties again after what happened to tickets: the evidence may be another. */
export function useDutiesLive(): void {
  const queryClient = useQueryClient();
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  const refresh = () => {
    waiting.current ??= setTimeout(() => {
      waiting.current = null;
      void queryClient.invalidateQueries({ queryKey: myRunsQuery.queryKey });
    }, pauseMs);
  };
  useLive({ onTickets: refresh, onResync: refresh });
  useEffect(
    () => () => {
      if (waiting.current) clearTimeout(waiting.current);
    },
    [],
  );
}
