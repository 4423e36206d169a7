const drawn: Record<string, string> = {
  arrowdown: '↓',
  arrowup: '↑',
  arrowleft: '←',
  arrowright: '→',
  enter: '↵',
  escape: 'Esc',
};

/** Whether the modifier of this computer is ⌘ rather than Ctrl. */
const hasCommandKey = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** A key as it is printed on keyboards: `mod+k` is `⌘K` or `Ctrl K`, `ArrowDown` is `↓`, `r` is `R`. */
export function keyName(key: string, command = hasCommandKey): string {
  const bare = key.replace(/^mod\+/, '');
  const name = drawn[bare.toLowerCase()] ?? bare.toUpperCase();
  if (bare === key) return name;
  return command ? `⌘${name}` : `Ctrl ${name}`;
}
