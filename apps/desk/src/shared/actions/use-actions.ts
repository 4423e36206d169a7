import { useEffect, useLayoutEffect, useRef } from 'react';
import { type ActionPlace, type DeskAction, registerActions } from './actions.ts';

/**
 * What a screen can do while it is shown: `useActions('ticket', [{ id: 'reply', name: t('…'), keys: ['r'], run }])`.
 * One list feeds the keys, the palette (⌘K) and the sheet of keys (`?`).
 */
export function useActions(place: ActionPlace, actions: readonly DeskAction[]): void {
  // Those of the last render: the palette reads them while it draws itself.
  const present = useRef(actions);
  useLayoutEffect(() => {
    present.current = actions;
  });
  useEffect(() => registerActions({ place, read: () => present.current }), [place]);
}
