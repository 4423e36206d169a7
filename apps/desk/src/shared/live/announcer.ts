import type { PresenceState } from '@ventanilla/web';

/** What a tab has open, and what is done there; null: nothing. */
export type Announced = { ticketId: string; state: PresenceState } | null;

/**
 * Says what this tab has open, one request after another, so that an earlier word never overtakes a later one.
 * What is changed again at once is said once: going from one ticket to the next is no leaving.
 */
export function createAnnouncer(send: (announced: Announced) => Promise<unknown>) {
  let wanted: Announced = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending = false;
  let again = false;

  async function run() {
    timer = undefined;
    if (sending) {
      again = true;
      return;
    }
    sending = true;
    do {
      again = false;
      try {
        await send(wanted);
      } catch {
        // A courtesy: nothing else suffers, and the next time says it.
      }
    } while (again);
    sending = false;
  }

  return {
    say(announced: Announced) {
      wanted = announced;
      timer ??= setTimeout(() => void run(), 0);
    },
    /** The page goes: there is no later. */
    leaveNow() {
      clearTimeout(timer);
      timer = undefined;
      wanted = null;
      send(null).catch(() => undefined);
    },
  };
}
