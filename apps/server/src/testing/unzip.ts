import { crc32, inflateRawSync } from 'node:zlib';

/** The text of each file in a ZIP archive by its name, read from its directory; throws where a sum is wrong. */
export function unzipped(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [crc, packed, size] = [16, 20, 24].map((place) => archive.readUInt32LE(at + place)) as [
      number,
      number,
      number,
    ];
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const begins = archive.readUInt32LE(at + 42);
    const content = begins + 30 + archive.readUInt16LE(begins + 26);
    const text = inflateRawSync(archive.subarray(content, content + packed));
    if (crc32(text) !== crc || text.length !== size) throw new Error(`${name} is not what its sums say`);
    files.set(name, text.toString());
    at += 46 + nameLength;
  }
  return files;
}
