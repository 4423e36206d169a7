import type { Keyring } from '../../../platform/keyring/keyring.ts';

/** A signature for this is worth nothing elsewhere. */
const purpose = 'file-link';
const proofBytes = 16;
const tokenPattern = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([a-z0-9]{1,16}\.[\w-]{22})$/;

/** What stands in the address of a link: nobody can make one up, or go from one to the next. */
export function fileLinkToken(linkId: string, keyring: Keyring): string {
  return `${linkId}.${keyring.sign(linkId, purpose, proofBytes)}`;
}

/** The link that a token names where one of our keys signed it, else null. */
export function readFileLinkToken(token: string, keyring: Keyring): string | null {
  const [, linkId = '', signature = ''] = tokenPattern.exec(token) ?? [];
  return linkId !== '' && keyring.verify(linkId, signature, purpose, proofBytes) ? linkId : null;
}
