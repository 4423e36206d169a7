import { useEffect, useEffectEvent } from 'react';

const typingTags = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

/** Whether a key pressed there is text: single keys never act while somebody types. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return typingTags.has(target.tagName) || target.isContentEditable;
}

/** A dialog or menu on top keeps its keys to itself. */
function isLayerOpen(): boolean {
  return document.querySelector('[role="dialog"],[role="menu"]') !== null;
}

/**
 * Single-key shortcuts of a screen: `{ j: next, ArrowDown: next, '/': focusSearch }`. They rest while somebody
 * types, with a modifier held, and under a dialog or menu. A handler that returns false lets the key through.
 */
export function useShortcuts(keys: Record<string, (event: KeyboardEvent) => boolean | void>): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = keys[event.key];
    if (!action || isTyping(event.target) || isLayerOpen()) return;
    if (action(event) !== false) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
