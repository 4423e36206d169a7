import type { TicketDetail, TicketMessage } from '@ventanilla/web';

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
  const written = messages.flatMap(({ from, to, cc, bcc }) => [from, ...to, ...cc, ...bcc]);
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

/** What a mail says of itself and nobody has accepted: whom it names is no part of the conversation. */
const foreign = new Set(['mail.not_participant', 'mail.claims_agent']);

/**
 * Who else an answer goes to unless its writer says otherwise: those that the message answered, or else the last one,
 * went to, besides us and the one who is answered. Blind copies are nobody's to see.
 */
export function copiesOfConversation(
  detail: Pick<TicketDetail, 'messages' | 'channelAccount' | 'replyTo'>,
  { answered, to }: { answered: TicketMessage | null; to: string | null },
): string[] {
  const { messages, channelAccount, replyTo } = detail;
  const last =
    answered ??
    messages.findLast(
      ({ visibility, isAuto, notices, registeredBy }) =>
        visibility !== 'internal' &&
        !isAuto &&
        !registeredBy &&
        !notices.some((notice) => foreign.has(notice)),
    );
  if (!last) return [];
  const seen = new Set(
    [to, channelAccount?.address, replyTo?.from, ...last.alsoReceivedBy].map((each) => each?.toLowerCase()),
  );
  const others =
    last.direction === 'in' && last.from ? [last.from, ...last.to, ...last.cc] : [...last.to, ...last.cc];
  return others.filter((address) => {
    const key = address.toLowerCase();
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** People of the conversation whom one may add: not us, and not who gets the answer already. */
export function suggestedCopies(
  { addresses }: Participants,
  { ours, taken }: { ours: readonly (string | null | undefined)[]; taken: readonly (string | null)[] },
): string[] {
  const out = new Set([...ours, ...taken].map((each) => each?.toLowerCase()));
  return [...addresses].filter((address) => !out.has(address)).sort();
}
