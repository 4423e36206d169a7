import { useQueryClient } from '@tanstack/react-query';
import { type LiveState as ClientState, createLiveClient } from '@ventanilla/web/live/live-client';
import { useEffect } from 'react';
import { api } from '../api/api.ts';
import { type LiveState, liveHub } from './live-hub.ts';
import { startPresence } from './presence-store.ts';

const states: Record<ClientState, LiveState> = {
  connecting: 'connecting',
  open: 'live',
  offline: 'cut',
  signed_out: 'cut',
};

/** Opens the browser's one live stream while somebody is signed in, and hands its frames to the hub. */
export function useLiveConnection(): void {
  const queryClient = useQueryClient();
  useEffect(() => startPresence(), []);
  useEffect(() => {
    const client = createLiveClient({ url: '/api/v1/live' });
    const unsubscribe = client.subscribe((event) => {
      if (event.type === 'tickets') liveHub.tickets(event);
      else if (event.type === 'resync') liveHub.resync(event.since);
      else if (event.type === 'powers') void queryClient.invalidateQueries();
      else if (event.type === 'definitions')
        for (const name of ['classification', 'statuses', 'departments', 'lines'])
          void queryClient.invalidateQueries({ queryKey: [name] });
      else if (event.type === 'presence') liveHub.presence(event);
      else if (event.type === 'draft') liveHub.draft(event);
      else if (event.type === 'notices') liveHub.notices(event);
      else if (event.type === 'export') liveHub.exporting(event);
      else if (event.type === 'views') void queryClient.invalidateQueries({ queryKey: ['views'] });
      else if (event.type === 'boards') {
        liveHub.boards(event);
        void queryClient.invalidateQueries({ queryKey: ['boards'] });
      } else {
        liveHub.setState(states[event.state]);
        // The session ended elsewhere: the answer 401 takes this tab to signing in.
        if (event.state === 'signed_out') api.GET('/api/v1/session').catch(() => undefined);
      }
    });
    return () => {
      unsubscribe();
      client.close();
      liveHub.setState('connecting');
    };
  }, [queryClient]);
}
