/** Whether the clipboard's own words come before its picture: a spreadsheet or a text program brings both. */
function hasWords(html: string): boolean {
  const bare = html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ');
  return bare.trim() !== '';
}

/** Whether what is pasted are files: a copied picture brings a file, and HTML that only points to where it came from. */
export function pastesFiles(clipboard: { html: string; text: string; fileCount: number }): boolean {
  return (
    clipboard.fileCount > 0 &&
    !hasWords(clipboard.html) &&
    (clipboard.html !== '' || clipboard.text.trim() === '')
  );
}

/** Pictures that mail programs show within the text; other files are attached. */
const shownTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

export function isShownInline({ type }: { type: string }): boolean {
  return shownTypes.has(type);
}

const schemes = /^(?:https?:\/\/|mailto:|tel:)/i;

/** The address that a link would lead to: as typed, with `https://` or `mailto:` where it was left out; null for no address. */
export function linkAddress(typed: string): string | null {
  const trimmed = typed.trim();
  if (trimmed === '' || /\s/.test(trimmed)) return null;
  if (schemes.test(trimmed)) return URL.canParse(trimmed) ? trimmed : null;
  if (/^[^@/:]+@[^@/:]+\.[^@/:]+$/.test(trimmed)) return `mailto:${trimmed}`;
  if (/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(trimmed)) return null;
  return /^[^/?#]+\.[^/?#.]{2,}/.test(trimmed) && URL.canParse(`https://${trimmed}`)
    ? `https://${trimmed}`
    : null;
}
