import type { MailAccount } from '../mailboxes/mailboxes.store.ts';
import { findReceiver } from '../mailboxes/recipients.rules.ts';
import { parseAddresses } from '../parse/addresses.ts';
import { readHeaderBlock } from '../parse/header-block.ts';

/** Where whoever brought the mail and whoever wrote it say whom it is for, in the order in which they are believed. */
const receiverHeaders = ['delivered-to', 'x-original-to', 'to', 'cc'];
/**
 * So much is looked at, in bytes of the mail and in characters of each header: this is done while everybody waits,
 * not in the process that reads mail, and endless recipients would take seconds.
 */
const headBytesMax = 128 * 1024;
const headerCharactersMax = 8 * 1024;

/** The mailbox that a mail names as its receiver, else the default one; null where there is none. */
export function findNamedReceiver<
  A extends Pick<MailAccount, 'id' | 'address' | 'isDefault'> & { aliases?: readonly string[] },
>(mail: Buffer, accounts: readonly A[]): A | null {
  const headers = readHeaderBlock(mail.subarray(0, headBytesMax));
  for (const name of receiverHeaders) {
    const value = headers.all(name).join(', ').slice(0, headerCharactersMax);
    for (const { address } of parseAddresses(value)) {
      const account = findReceiver(address, accounts);
      if (account) return account;
    }
  }
  return accounts.find(({ isDefault }) => isDefault) ?? null;
}
