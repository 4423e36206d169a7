import { utf8 } from './mail-builder.ts';

/** A TNEF attribute with its checksum left at zero, which nobody checks. */
function attribute(level: number, type: number, id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(level, 0);
  head.writeUInt16LE(id, 1);
  head.writeUInt16LE(type, 3);
  head.writeUInt32LE(data.length, 5);
  return Buffer.concat([head, data, Buffer.alloc(2)]);
}

const padded = (data: Buffer) => Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const property = (type: number, id: number, data: Buffer) =>
  Buffer.concat([
    Buffer.from([type & 255, type >> 8, id & 255, id >> 8]),
    uint32(1),
    uint32(data.length),
    padded(data),
  ]);
const wide = (text: string) => Buffer.concat([Buffer.from(text, 'utf16le'), Buffer.alloc(2)]);

const tnef = (...attributes: Buffer[]) =>
  Buffer.concat([Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]), ...attributes]);
/** An envelope of Outlook with one file. */
export const tnefFile = tnef(
  attribute(1, 6, 0x9007, Buffer.from([0xe4, 4, 0, 0, 0, 0, 0, 0])),
  attribute(2, 6, 0x9002, Buffer.alloc(14)),
  attribute(2, 1, 0x8010, Buffer.from('MATRIC~1.PDF\0', 'latin1')),
  attribute(2, 6, 0x800f, utf8('%PDF-')),
  attribute(
    2,
    6,
    0x9005,
    Buffer.concat([
      uint32(2),
      property(0x1f, 0x3707, wide('matrícula.pdf')),
      property(0x1e, 0x370e, Buffer.from('application/pdf\0')),
    ]),
  ),
);
/** An envelope of Outlook with nothing but text. */
export const tnefBody = tnef(
  attribute(
    1,
    6,
    0x9003,
    Buffer.concat([uint32(1), property(0x1f, 0x1000, wide('El texto va aquí, niño.'))]),
  ),
);

/** RTF packed as Outlook packs it, without a single reference back. */
export function packRtf(text: string): Buffer {
  const raw = Buffer.from(text, 'latin1');
  const pieces: Buffer[] = [];
  for (let at = 0; at < raw.length; at += 8) pieces.push(Buffer.from([0]), raw.subarray(at, at + 8));
  const contents = Buffer.concat(pieces);
  const header = [uint32(contents.length + 12), uint32(raw.length), Buffer.from('LZFu'), uint32(0)];
  return Buffer.concat([...header, contents]);
}

/** An envelope of Outlook whose only text is compressed RTF. */
export const tnefRtf = tnef(
  attribute(
    1,
    6,
    0x9003,
    Buffer.concat([
      uint32(1),
      property(
        0x102,
        0x1009,
        packRtf("{\\rtf1\\ansi\\ansicpg1252 Ma\\'f1ana paso por la matr\\'edcula.\\par Saludos}"),
      ),
    ]),
  ),
);
