/** What the default mailbox receives besides its own address: mail of this machine. */
const localAddress = 'soporte@localhost';

interface Receiver {
  id: string;
  address: string;
  isDefault: boolean;
  aliases?: readonly string[];
}

/**
 * The mailbox that receives for an address: its own, one of its aliases or a plus-address of those
 * (`soporte+x@…`), without regard to case; the default one receives `soporte@localhost` too.
 */
export function findReceiver<A extends Receiver>(address: string, accounts: readonly A[]): A | null {
  const wanted = new Set([address.trim().toLowerCase(), withoutTag(address)]);
  return (
    accounts.find((account) => wanted.has(account.address.toLowerCase())) ??
    accounts.find(({ aliases = [] }) => aliases.some((alias) => wanted.has(alias))) ??
    (wanted.has(localAddress) ? accounts.find(({ isDefault }) => isDefault) : undefined) ??
    null
  );
}

function withoutTag(address: string): string {
  return address
    .trim()
    .toLowerCase()
    .replace(/^([^+@]+)\+[^@]*@/, '$1@');
}

/** An address as people know it: a signed plus-address belongs to one conversation and is shown to nobody. */
export function withoutToken(address: string): string {
  return address.replace(/^([^+@]+)\+[tma]p?\d{1,15}-[a-z0-9]{1,16}-[a-z2-7]{24}@/i, '$1@');
}
