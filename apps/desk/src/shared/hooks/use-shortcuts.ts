import { useActions } from '../actions/use-actions.ts';

/**
 * Bare keys of a screen: `{ j: next, ArrowDown: next }`. They rest while somebody types, with a modifier held, and
 * under a dialog or menu. A handler that returns false lets the key through. What people should find by name is
 * given to `useActions` instead.
 */
export function useShortcuts(keys: Record<string, (event: KeyboardEvent) => boolean | void>): void {
  useActions(
    'everywhere',
    Object.entries(keys).map(([key, act]) => ({
      id: key,
      keys: [key],
      run: (event) => (event ? act(event) : false),
    })),
  );
}
