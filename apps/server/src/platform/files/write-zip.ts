import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A file of the archive; its text is asked for as it is written. */
export interface ZipEntry {
  name: string;
  text: AsyncIterable<string> | Iterable<string>;
}

const version = 20;
/** Sizes follow the content, and names are UTF-8. */
const flags = 0x0808;
const deflated = 8;
/** The first of January of 1980, which is as far back as the format goes. */
const date = 0x21;
const bytesMax = 0xffff_ffff;

interface Written {
  name: Buffer;
  at: number;
  crc: number;
  size: number;
  packed: number;
}

/**
 * A ZIP archive (APPNOTE.TXT 6.3.3) written as it is read: nothing of it is held but what is on its way, and whoever
 * stops reading stops the entries, too. Throws where an archive grows beyond 4 GiB, which its fields cannot tell.
 */
export async function* writeZip(entries: Iterable<ZipEntry>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let at = 0;
  for (const { name, text } of entries) {
    const one: Written = { name: Buffer.from(name), at, crc: 0, size: 0, packed: 0 };
    written.push(one);
    const head = record(0x0403_4b50, [
      [2, version],
      [2, flags],
      [2, deflated],
      [2, 0],
      [2, date],
      [4, 0],
      [4, 0],
      [4, 0],
      [2, one.name.length],
      [2, 0],
    ]);
    yield Buffer.concat([head, one.name]);
    yield* deflate(text, one);
    const sums = record(0x0807_4b50, [
      [4, one.crc],
      [4, one.packed],
      [4, one.size],
    ]);
    yield sums;
    at += head.length + one.name.length + one.packed + sums.length;
    if (at > bytesMax || one.size > bytesMax) throw new Error('a ZIP archive beyond 4 GiB');
  }
  yield directory(written, at);
}

async function* deflate(text: ZipEntry['text'], one: Written): AsyncGenerator<Buffer> {
  async function* measured() {
    for await (const part of text) {
      const bytes = Buffer.from(part);
      one.crc = crc32(bytes, one.crc);
      one.size += bytes.length;
      yield bytes;
    }
  }
  // What fails in the text, or whoever leaves before its end, ends the other side as well.
  const packed = pipeline(Readable.from(measured()), createDeflateRaw({ level: 6 }), () => undefined);
  for await (const chunk of packed) {
    one.packed += (chunk as Buffer).length;
    yield chunk as Buffer;
  }
}

function directory(written: readonly Written[], at: number): Buffer {
  const lines = written.map(({ name, ...one }) =>
    Buffer.concat([
      record(0x0201_4b50, [
        [2, version],
        [2, version],
        [2, flags],
        [2, deflated],
        [2, 0],
        [2, date],
        [4, one.crc],
        [4, one.packed],
        [4, one.size],
        [2, name.length],
        [2, 0],
        [2, 0],
        [2, 0],
        [2, 0],
        [4, 0],
        [4, one.at],
      ]),
      name,
    ]),
  );
  const size = lines.reduce((sum, line) => sum + line.length, 0);
  const end = record(0x0605_4b50, [
    [2, 0],
    [2, 0],
    [2, written.length],
    [2, written.length],
    [4, size],
    [4, at],
    [2, 0],
  ]);
  return Buffer.concat([...lines, end]);
}

/** A record of the format: its mark, then fields of two or four bytes. */
function record(mark: number, fields: readonly (readonly [2 | 4, number])[]): Buffer {
  const bytes = Buffer.alloc(4 + fields.reduce((sum, [width]) => sum + width, 0));
  let at = bytes.writeUInt32LE(mark, 0);
  for (const [width, value] of fields) at = bytes.writeUIntLE(value, at, width);
  return bytes;
}
