/** An e-mail address as people type it: something, @, a domain with a dot. The server has the last word. */
const address = /^[^\s@<>,;"]{1,64}@[^\s@<>,;"]{1,190}\.[^\s@<>,;".]{2,}$/;

/** The addresses in what was typed or pasted, without names, and what is no address. */
export function readAddresses(text: string): { valid: string[]; wrong: string[] } {
  const pieces = text
    .split(/[,;\n]+/)
    .map((piece) => /<([^<>]+)>/.exec(piece)?.[1]?.trim() ?? piece.trim())
    .filter((piece) => piece !== '');
  return {
    valid: pieces.filter((piece) => address.test(piece)),
    wrong: pieces.filter((piece) => !address.test(piece)),
  };
}

/** Adds addresses that are not there yet, whatever their case. */
export function addAddresses(known: readonly string[], more: readonly string[]): string[] {
  const all = [...known];
  for (const each of more) {
    if (!all.some((other) => other.toLowerCase() === each.toLowerCase())) all.push(each);
  }
  return all;
}
