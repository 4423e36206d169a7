/** Headers of the tar format (POSIX ustar), as far as our archives use them: plain files with short names. */
export const blockBytes = 512;
/** Sizes above this are written in base 256, as GNU tar does and every tar reads. */
const octalMax = 0o77777777777;

export interface TarEntry {
  name: string;
  size: number;
}

/** The header of one file, readable by its owner alone. `name` has at most 100 bytes; `seconds` since 1970. */
export function tarHeader({ name, size }: TarEntry, seconds: number): Buffer {
  const header = Buffer.alloc(blockBytes);
  if (Buffer.byteLength(name) > 100) throw new Error('a name of more than 100 bytes');
  header.write(name, 0);
  header.write('0000600\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  if (size <= octalMax) header.write(`${size.toString(8).padStart(11, '0')} `, 124);
  else {
    header[124] = 0x80;
    header.writeBigUInt64BE(BigInt(size), 128);
  }
  header.write(`${seconds.toString(8).padStart(11, '0')} `, 136);
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\u000000', 257);
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

/** Name and size from a header; null for the empty block that ends an archive. Throws when it is no header. */
export function readTarHeader(header: Buffer): TarEntry | null {
  if (header.every((byte) => byte === 0)) return null;
  const stated = Number.parseInt(header.toString('latin1', 148, 156), 8);
  const plain = Buffer.from(header);
  plain.fill(0x20, 148, 156);
  if (stated !== checksum(plain)) throw new Error('not a tar header');
  const end = header.indexOf(0);
  const name = header.toString('utf8', 0, Math.min(end === -1 ? 100 : end, 100));
  const size =
    header[124] === 0x80
      ? Number(header.readBigUInt64BE(128))
      : Number.parseInt(header.toString('latin1', 124, 136), 8);
  return { name, size };
}

function checksum(header: Buffer): number {
  return header.reduce((sum, byte) => sum + byte, 0);
}

/** Bytes after a file up to the next whole block. */
export const paddingOf = (size: number) => (blockBytes - (size % blockBytes)) % blockBytes;
