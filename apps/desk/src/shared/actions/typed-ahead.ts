let typed = '';
let onEscape: (() => void) | null = null;

function keep(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Tab') return;
  if (event.key === 'Escape') onEscape?.();
  else if (event.key.length === 1) typed += event.key;
  event.preventDefault();
  event.stopPropagation();
}

/**
 * What is typed before the box of a layer is there belongs to that box: neither lost, nor taken for single keys.
 * @param escape takes the layer back before it came
 */
export function holdTyped(escape: () => void): void {
  typed = '';
  onEscape = escape;
  window.addEventListener('keydown', keep, true);
}

/** What was typed since the layer was asked for; from now on its box has the keys. */
export function takeTyped(): string {
  window.removeEventListener('keydown', keep, true);
  const taken = typed;
  typed = '';
  return taken;
}
