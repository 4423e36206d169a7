/** Characters of bytes 0x80 to 0x9F in windows-1252; unassigned ones keep their C1 code point. */
const CP1252_HIGH =
  '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F' +
  '\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178';

/** Bytes 0x80 to 0xFF of the DOS code pages that old programs of schools and banks still write. */
const DOS_437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀' +
  'αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0';
const DOS_850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀' +
  'ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0';

const dosPages: Record<string, string> = { '437': DOS_437, '850': DOS_850, '858': DOS_850.replace('ı', '€') };

/** Windows-1252 never fails: every byte has a character. */
export function decodeWindows1252(bytes: Uint8Array): string {
  return latin1(bytes).replace(
    /[\u0080-\u009F]/g,
    (character) => CP1252_HIGH[character.charCodeAt(0) - 0x80] ?? '',
  );
}

/** The byte of a character in windows-1252, or −1. */
export function windows1252Byte(character: string): number {
  const code = character.charCodeAt(0);
  // C1 controls stand for the bytes they came from: latin1 made them.
  if (code <= 0xff) return code;
  const index = CP1252_HIGH.indexOf(character);
  return index < 0 ? -1 : index + 0x80;
}

/** Text in one of the DOS code pages, or null when the label names none of them. */
export function decodeDos(bytes: Uint8Array, label: string): string | null {
  const page = dosPages[/^(?:cp|ibm|csibm|dos)[-_]?(437|850|858)$/i.exec(label)?.[1] ?? ''];
  if (page === undefined) return null;
  return latin1(bytes).replace(/[\u0080-\u00FF]/g, (character) => page[character.charCodeAt(0) - 0x80] ?? '');
}

/** UTF-7 (RFC 2152), which web standards forbid but old Exchange servers wrote. */
export function decodeUtf7(bytes: Uint8Array): string {
  return latin1(bytes).replace(/\+([A-Za-z0-9+/]*)-?/g, (_match, encoded: string) =>
    encoded === '' ? '+' : utf16BigEndian(Buffer.from(encoded, 'base64')),
  );
}

function utf16BigEndian(bytes: Buffer): string {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  return even.swap16().toString('utf16le');
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
