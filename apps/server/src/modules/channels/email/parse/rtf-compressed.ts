/** What every compressed RTF is thought to begin with ([MS-OXRTFCP] 2.1.2.1); references point into it. */
const DICTIONARY = Buffer.from(
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor ' +
    'MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par ' +
    '\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx',
  'latin1',
);
const DICTIONARY_SIZE = 4096;
const HEADER_BYTES = 16;
const COMPRESSED = 0x75465a4c;
const UNCOMPRESSED = 0x414c454d;
/** RTF beyond this is formatting of pictures; the text stands before it. */
const OUTPUT_BYTES_MAX = 8 * 1024 * 1024;

/**
 * The RTF that Outlook packs into `winmail.dat` ([MS-OXRTFCP]), at most 8 MB of it. Null when the bytes are not
 * that; broken ones give what comes before the break.
 */
export function decompressRtf(bytes: Buffer): Buffer | null {
  if (bytes.length <= HEADER_BYTES) return null;
  const kind = bytes.readUInt32LE(8);
  if (kind === UNCOMPRESSED) return bytes.subarray(HEADER_BYTES, HEADER_BYTES + OUTPUT_BYTES_MAX);
  if (kind !== COMPRESSED) return null;
  // A sender who writes a size of their own choosing gets no more memory than the contents can fill.
  const room = Math.min(bytes.readUInt32LE(4), OUTPUT_BYTES_MAX, bytes.length * 17);
  const output = Buffer.alloc(room);
  const dictionary = Buffer.alloc(DICTIONARY_SIZE, 0x20);
  DICTIONARY.copy(dictionary);
  let write = DICTIONARY.length;
  let length = 0;
  const put = (byte: number) => {
    dictionary[write] = byte;
    write = (write + 1) % DICTIONARY_SIZE;
    output[length] = byte;
    length += 1;
  };
  for (let position = HEADER_BYTES; position < bytes.length && length < room; ) {
    const control = bytes[position++]!;
    for (let bit = 0; bit < 8 && position < bytes.length && length < room; bit += 1) {
      if ((control & (1 << bit)) === 0) {
        put(bytes[position++]!);
        continue;
      }
      if (position + 1 >= bytes.length) return output.subarray(0, length);
      const reference = bytes.readUInt16BE(position);
      position += 2;
      const from = reference >> 4;
      // A reference to where writing goes on is the end.
      if (from === write) return output.subarray(0, length);
      for (let index = 0; index < (reference & 0x0f) + 2 && length < room; index += 1)
        put(dictionary[(from + index) % DICTIONARY_SIZE]!);
    }
  }
  return output.subarray(0, length);
}
