import type { ContactHit } from '@ventanilla/web';
import { nameRank } from '../marks.ts';

/** What a search finds, as the palette groups it. */
export type FoundKind = 'tickets' | 'organizations' | 'people';

interface Found {
  /** What was typed, without the spaces around it. */
  text: string;
  people: readonly Pick<ContactHit, 'name'>[];
  organizations: readonly { name: string }[];
}

/** `V-123`, `#123` or `123`: the number of a ticket; longer ones are telephones. */
const ticketNumber = /^(?:v[\s-]*\d+|#\s*\d+|\d{1,6})$/i;
const phone = /^\+?[\d\s().-]{7,}$/;
/** Letters from which people are looked for: fewer begin too many names. */
const nameLettersMin = 3;
const email = /^\S*@\S+$/;

/**
 * The groups in the order in which they answer best what was typed: a ticket's number, tickets first; an e-mail, a
 * telephone or somebody's name, people first; the name of an organisation, organisations first; any other words,
 * tickets first.
 */
export function kindsInOrder({ text, people, organizations }: Found): FoundKind[] {
  if (ticketNumber.test(text)) return ['tickets', 'people', 'organizations'];
  const isNamed = (named: readonly { name: string }[]) =>
    named.some(({ name }) => nameRank(name, text) !== null);
  if (email.test(text) || phone.test(text) || isNamed(people)) return ['people', 'organizations', 'tickets'];
  if (isNamed(organizations)) return ['organizations', 'tickets', 'people'];
  return ['tickets', 'organizations', 'people'];
}

/** Whether people and organisations are worth looking for: a few letters, or a telephone. */
export function mayNameSomebody(text: string): boolean {
  return phone.test(text) || (text.match(/\p{L}/gu) ?? []).length >= nameLettersMin;
}
