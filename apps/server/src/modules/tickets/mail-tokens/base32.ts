/** RFC 4648 in lower case: mail servers fold the case of addresses. */
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** `bytes` in groups of five (40 bits are eight letters), so that no padding is left to vary. */
export function toBase32(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 5) {
    let value = BigInt(`0x${bytes.subarray(at, at + 5).toString('hex')}`);
    let group = '';
    for (let n = 0; n < 8; n += 1) {
      group = alphabet[Number(value & 31n)] + group;
      value >>= 5n;
    }
    text += group;
  }
  return text;
}

/** The bytes of `toBase32`; `text` holds whole groups of its letters only. */
export function fromBase32(text: string): Buffer {
  const groups = text.match(/.{8}/g) ?? [];
  return Buffer.concat(
    groups.map((group) => {
      let value = 0n;
      for (const letter of group) value = (value << 5n) | BigInt(alphabet.indexOf(letter));
      return Buffer.from(value.toString(16).padStart(10, '0'), 'hex');
    }),
  );
}
