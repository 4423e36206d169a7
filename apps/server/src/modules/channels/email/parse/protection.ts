/** How the sender protected a mail, by the technique used. Nothing here was verified. */
export interface Protection {
  signed: 'smime' | 'pgp' | null;
  encrypted: 'smime' | 'pgp' | null;
}

/**
 * Text in PGP armour. A signed text comes back without its armour, the signature included; an encrypted one comes
 * back as it is, for a person who has the key.
 */
export function readArmor(text: string): { text: string; signed: boolean; encrypted: boolean } {
  const encrypted = /^-----BEGIN PGP MESSAGE-----[ \t\r]*$/m.test(text);
  const begin = /^-----BEGIN PGP SIGNED MESSAGE-----[ \t\r]*$/m.exec(text);
  if (!begin) return { text, signed: false, encrypted };
  const signature = text.indexOf('\n-----BEGIN PGP SIGNATURE-----', begin.index);
  const bodyStart = /\r?\n[ \t]*\r?\n/.exec(text.slice(begin.index, begin.index + 2000));
  if (signature < 0 || !bodyStart) return { text, signed: false, encrypted };
  const endMark = '-----END PGP SIGNATURE-----';
  const end = text.indexOf(endMark, signature);
  const from = begin.index + bodyStart.index + bodyStart[0].length;
  const inner = text.slice(from, Math.max(from, signature)).replace(/^- /gm, '');
  const after = end < 0 ? '' : text.slice(end + endMark.length);
  return { text: `${text.slice(0, begin.index)}${inner}${after}`, signed: true, encrypted };
}

/** Object identifiers of the Cryptographic Message Syntax (RFC 5652), as DER contents in hexadecimal. */
const SIGNED_DATA = '2a864886f70d010702';
const DATA = '2a864886f70d010701';
const PIECES_MAX = 100_000;

interface Element {
  tag: number;
  start: number;
  end: number;
}

/**
 * The content of an S/MIME message that is signed but not encrypted (CMS SignedData in DER or BER), so that its
 * text can be read. The signature is not checked. Null when it is encrypted or not CMS.
 */
export function signedContent(bytes: Buffer): Buffer | null {
  try {
    const outer = readElement(bytes, 0, bytes.length);
    const [type, wrapped] = childrenOf(bytes, outer, 2);
    if (!type || !wrapped || bytes.toString('hex', type.start, type.end) !== SIGNED_DATA) return null;
    const signedData = childrenOf(bytes, wrapped, 1)[0];
    const encapsulated = signedData && childrenOf(bytes, signedData, 3)[2];
    const [innerType, content] = encapsulated ? childrenOf(bytes, encapsulated, 2) : [];
    if (!innerType || !content || bytes.toString('hex', innerType.start, innerType.end) !== DATA) return null;
    const octets = childrenOf(bytes, content, 1)[0];
    return octets ? joinOctets(bytes, octets) : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** An octet string may come in pieces. */
function joinOctets(bytes: Buffer, octets: Element): Buffer {
  if ((octets.tag & 0x20) === 0) return bytes.subarray(octets.start, octets.end);
  return Buffer.concat(
    childrenOf(bytes, octets, PIECES_MAX).map((piece) => bytes.subarray(piece.start, piece.end)),
  );
}

function childrenOf(bytes: Buffer, parent: Element, countMax: number): Element[] {
  const children: Element[] = [];
  for (let position = parent.start; position < parent.end && children.length < countMax; ) {
    // Two zeros end an element of indefinite length.
    if (bytes[position] === 0 && bytes[position + 1] === 0) break;
    const child = readElement(bytes, position, parent.end);
    children.push(child);
    position = child.end + (isIndefinite(bytes, position) ? 2 : 0);
  }
  return children;
}

function isIndefinite(bytes: Buffer, position: number): boolean {
  return bytes[position + 1] === 0x80;
}

/** Throws RangeError when the bytes are not an element. Tags above 30 do not occur in this syntax. */
function readElement(bytes: Buffer, position: number, limit: number, level = 0): Element {
  const tag = bytes[position];
  const first = bytes[position + 1];
  if (tag === undefined || first === undefined || position + 2 > limit || level > 20) throw new RangeError();
  if (first < 0x80) return bounded({ tag, start: position + 2, end: position + 2 + first }, limit);
  if (first === 0x80) {
    const start = position + 2;
    let end = start;
    while (end < limit && !(bytes[end] === 0 && bytes[end + 1] === 0)) {
      const child = readElement(bytes, end, limit, level + 1);
      end = child.end + (isIndefinite(bytes, end) ? 2 : 0);
    }
    return { tag, start, end };
  }
  const lengthBytes = first & 0x7f;
  if (lengthBytes > 4) throw new RangeError();
  const start = position + 2 + lengthBytes;
  return bounded({ tag, start, end: start + bytes.readUIntBE(position + 2, lengthBytes) }, limit);
}

function bounded(element: Element, limit: number): Element {
  if (element.end > limit) throw new RangeError();
  return element;
}
