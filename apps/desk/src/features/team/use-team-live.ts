import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLive } from '../../shared/live/use-live.ts';
import { teamQuery } from './team.queries.ts';

/** However much happens, the team is read again no oftener than this, in ms. */
const pauseMs = 3_000;

/** Reads the team again after what happened to tickets. */
export function useTeamLive(): void {
  const queryClient = useQueryClient();
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  const refresh = () => {
    waiting.current ??= setTimeout(() => {
      waiting.current = null;
      void queryClient.invalidateQueries({ queryKey: teamQuery.queryKey });
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
