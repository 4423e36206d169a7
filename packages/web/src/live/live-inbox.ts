import type { FromHolder, LiveEvent, LiveState } from './live-events.ts';

/**
 * What one tab makes of what the holder says: a state is told once, and the first time that the stream opens a
 * resync follows, because what the page fetched before may be older than the position from which it now hears.
 * After a mere loss the stream resumes, and none is needed.
 */
export function createLiveInbox(deliver: (event: LiveEvent) => void) {
  let state: LiveState = 'connecting';
  let behind = true;
  return {
    state: () => state,
    receive({ event, position }: FromHolder) {
      if (event.type !== 'state') {
        deliver(event);
        return;
      }
      if (event.state === state) return;
      state = event.state;
      deliver(event);
      // Whoever signs in again begins at a new position.
      if (state === 'signed_out') behind = true;
      if (state !== 'open' || !behind) return;
      behind = false;
      deliver({ type: 'resync', since: position });
    },
    /** Nothing was heard for a while: the next opening is as the first. */
    pause() {
      behind = true;
      state = 'connecting';
    },
  };
}
