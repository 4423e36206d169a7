import type { TicketDetail } from '@ventanilla/web';

/** Who has part in a conversation, in small letters. */
export interface Participants {
  addresses: ReadonlySet<string>;
  /** Domain of the customer's organisation; null where there is none, or where everybody may have it. */
  domain: string | null;
}

/** Providers that give addresses to everybody: the domain says nothing of who somebody works for. */
const publicDomains =
  /^(gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|aol|proton|protonmail|gmx|prodigy)\./;

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** Everybody who wrote, was written to or got a copy, and the addresses of the customer. */
export function participantsOf(
  detail: Pick<TicketDetail, 'contact' | 'replyTo' | 'messages' | 'channelAccount'>,
): Participants {
  const { contact, replyTo, messages, channelAccount } = detail;
  const own = contact.identities.filter(({ kind }) => kind === 'email').map(({ value }) => value);
  const written = messages.flatMap(({ from, to, cc }) => [from, ...to, ...cc]);
  const all = [...own, ...written, replyTo?.address, channelAccount?.address];
  const domain = contact.organization && own[0] ? domainOf(own[0]) : null;
  return {
    addresses: new Set(all.flatMap((each) => (each ? [each.toLowerCase()] : []))),
    domain: domain && !publicDomains.test(domain) ? domain : null,
  };
}

/** Those of `addresses` who had no part in the ticket and are not of the customer's organisation. */
export function strangersAmong(
  addresses: readonly string[],
  { addresses: known, domain }: Participants,
): string[] {
  return addresses.filter(
    (each) => !known.has(each.toLowerCase()) && (domain === null || domainOf(each) !== domain),
  );
}
