import type { StatusCategory } from '@ventanilla/contracts/events';

/** Characters of the last message that a card shows. */
export const previewLengthMax = 160;
/** Characters of a message that are searchable; the rest stays readable. */
export const searchableLengthMax = 200_000;
/** Message-IDs given in References: the first and the newest ones. */
export const referencesMax = 20;

/** One line for a card: white space joined, cut at a word. */
export function makePreview(text: string): string {
  const line = text
    .slice(0, previewLengthMax * 4)
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= previewLengthMax) return line;
  const cut = line.slice(0, previewLengthMax);
  const space = cut.lastIndexOf(' ');
  return `${space > previewLengthMax / 2 ? cut.slice(0, space) : cut}…`;
}

/** Text without the "Re:", "RV:", "Fwd:" that mail programs put before it, in any order and number. */
export function bareSubject(subject: string): string {
  let rest = subject.trim();
  for (let n = 0; n < 20; n += 1) {
    const next = rest.replace(/^(?:re|rv|fw|fwd|res|enc|aw|tr)\s*(?:\[\d+\])?\s*:\s*/i, '');
    if (next === rest) break;
    rest = next;
  }
  return rest;
}

/** Subject of an answer. */
export function answerSubject(subject: string): string {
  return `Re: ${bareSubject(subject)}`.slice(0, 998);
}

/** What `References` of an answer holds: those of the mail answered, then itself; the first and the newest stay. */
export function answerReferences(input: {
  references: readonly string[];
  externalId: string | null;
}): string[] {
  const all = [...input.references, ...(input.externalId ? [input.externalId] : [])];
  const unique = [...new Set(all)];
  if (unique.length <= referencesMax) return unique;
  return [unique[0]!, ...unique.slice(1 - referencesMax)];
}

export function isFinished(category: StatusCategory): boolean {
  return category === 'closed' || category === 'ignored';
}

/** Who a ticket waits for while it stands in a category; the ledger's second dimension. */
export function waitingOn(category: StatusCategory): 'us' | 'customer' | 'area' | 'nobody' {
  if (category === 'waiting_customer') return 'customer';
  if (category === 'waiting_area') return 'area';
  return isFinished(category) ? 'nobody' : 'us';
}

/** Category after somebody begins to work on it (take, answer): «Abierto» means that nobody does (W13). */
export function categoryWhenWorked(category: StatusCategory): StatusCategory {
  return category === 'open' ? 'in_progress' : category;
}

/** Category after the customer wrote: what waited for them waits for us again. */
export function categoryWhenCustomerWrites(category: StatusCategory): StatusCategory {
  return category === 'waiting_customer' ? 'in_progress' : category;
}

const pictureTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** Raster images that a browser shows without running anything. */
export function isPicture(contentType: string): boolean {
  return pictureTypes.has(contentType);
}
