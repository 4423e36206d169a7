/** Letters with signs on them, and what is left without: Latin of every European language. */
const signed = Array.from({ length: 0x250 }, (_, code) => {
  const char = String.fromCharCode(code);
  const plain = char.normalize('NFD').charAt(0).toLowerCase();
  return plain.length === 1 ? plain : char;
});

/**
 * The text in small letters without accents, every letter where it was: what is found in it stands at the same place in
 * the text itself. Close to what the database's `fold_text` makes of it.
 */
export function foldSameLength(text: string): string {
  const lower = text.toLowerCase();
  const small = lower.length === text.length ? lower : text;
  return small.replace(/[A-Z\u0080-\u024f]/g, (char) => signed[char.charCodeAt(0)] ?? char);
}
