import { clockTime } from '@ventanilla/web';
import { useSyncExternalStore } from 'react';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { readNow } from '../../../shared/hooks/use-now.ts';

/** How long something stays silent, in ms. */
const muteMs = 60 * 60_000;

/** What can be silent for an hour: a ticket or a column of the board. */
export type Mutable = { ticketId: string } | { column: string };

/** Until when, as ISO instants, by what. It is kept in this browser, for all its tabs. */
type Mutes = Readonly<Record<string, string>>;

const watchers = new Set<() => void>();
let storageKey = 'ventanilla.mutes';
let mutes: Mutes = {};

function keyOf(what: Mutable): string {
  return 'ticketId' in what ? `ticket:${what.ticketId}` : `column:${what.column}`;
}

function read(): Mutes {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    const now = readNow().toISOString();
    const entries = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
    return Object.fromEntries(
      entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] > now),
    );
  } catch {
    // No storage in this browser: what is silent stays so for this page only.
    return mutes;
  }
}

function set(next: Mutes) {
  mutes = next;
  try {
    localStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // As above.
  }
  for (const notify of watchers) notify();
}

/** Whose mutes these are: people who share a computer do not silence each other. */
export function openMutes(agentId: string): () => void {
  storageKey = `ventanilla.mutes.${agentId}`;
  const refresh = () => {
    mutes = read();
    for (const notify of watchers) notify();
  };
  refresh();
  const onStorage = ({ key }: StorageEvent) => {
    if (key === storageKey) refresh();
  };
  addEventListener('storage', onStorage);
  return () => removeEventListener('storage', onStorage);
}

/** Makes something silent for an hour; answers until when. */
export function mute(what: Mutable): string {
  const until = new Date(readNow().getTime() + muteMs).toISOString();
  set({ ...read(), [keyOf(what)]: until });
  return until;
}

export function unmute(what: Mutable): void {
  const { [keyOf(what)]: _until, ...rest } = read();
  set(rest);
}

export function isMuted(what: Mutable): boolean {
  const until = mutes[keyOf(what)];
  return until !== undefined && until > readNow().toISOString();
}

function watch(notify: () => void): () => void {
  watchers.add(notify);
  return () => watchers.delete(notify);
}

/** The time of day until which something is silent; null: it is not. */
export function useMutedUntil(what: Mutable): string | null {
  const format = useFormat();
  const until = useSyncExternalStore(watch, () => mutes[keyOf(what)] ?? null);
  return until !== null && until > format.now.toISOString() ? clockTime(until, format) : null;
}
