import { useEffect, useEffectEvent } from 'react';
import { type ActionPlace, type DeskAction, registerActions } from './actions.ts';

/**
 * What a screen can do while it is shown: `useActions('ticket', [{ id: 'reply', name: t('…'), keys: ['r'], run }])`.
 * One list feeds the keys, the palette (⌘K) and the sheet of keys (`?`).
 */
export function useActions(place: ActionPlace, actions: readonly DeskAction[]): void {
  const read = useEffectEvent(() => actions);
  useEffect(() => registerActions({ place, read: () => read() }), [place]);
}
