const drawn: Record<string, string> = {
  ' ': '␣',
  arrowdown: '↓',
  arrowup: '↑',
  arrowleft: '←',
  arrowright: '→',
  enter: '↵',
  escape: 'Esc',
};

/** Whether the modifier of this computer is ⌘ rather than Ctrl. */
const hasCommandKey = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Elsewhere, and where there is ⌘. */
const modifiers: Record<string, readonly [string, string]> = {
  mod: ['Ctrl', '⌘'],
  shift: ['⇧', '⇧'],
  alt: ['Alt', '⌥'],
};

/** A key as it is printed on keyboards: `mod+k` is `⌘K` or `Ctrl K`, `ArrowDown` is `↓`, `r` is `R`, `R` is `⇧R`. */
export function keyName(key: string, command = hasCommandKey): string {
  const parts = key === '+' ? [key] : key.split('+');
  const last = parts.pop() ?? '';
  const name = drawn[last.toLowerCase()] ?? last.toUpperCase();
  if (/^\p{Lu}$/u.test(last)) parts.push('shift');
  const held = parts.map((part) => modifiers[part]?.[command ? 1 : 0] ?? part);
  return [...held, name].join(command ? '' : ' ');
}
