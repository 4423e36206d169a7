/** A phrase whose `<b>…</b>` stand out. It draws words and nothing else, whatever a name in it looks like. */
export function Emphasised({ text }: { text: string }) {
  return text
    .split(/<\/?b>/)
    .map((part, index) => (index % 2 === 1 ? <b key={`${index} ${part}`}>{part}</b> : part));
}
