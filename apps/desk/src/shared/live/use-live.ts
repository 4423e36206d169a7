import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { type LiveListener, type LiveState, liveHub } from './live-hub.ts';

/** Calls back on each live frame while the component is on screen. */
export function useLive(listener: LiveListener): void {
  const onTickets = useEffectEvent((frame: Parameters<NonNullable<LiveListener['onTickets']>>[0]) =>
    listener.onTickets?.(frame),
  );
  const onResync = useEffectEvent((since: number | null) => listener.onResync?.(since));
  useEffect(
    () => liveHub.listen({ onTickets: (frame) => onTickets(frame), onResync: (since) => onResync(since) }),
    [],
  );
}

/** Whether live frames can come now. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(liveHub.onState, liveHub.getState);
}
