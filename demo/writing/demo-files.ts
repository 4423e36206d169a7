import { crc32, deflateSync } from 'node:zlib';
import type { FileKind } from '../story/scenario.ts';
import type { StoryFile } from '../story/story.ts';

const contentTypes: Record<FileKind, string> = {
  png: 'image/png',
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
};

/** Bytes of a small file that opens in any program; the same for the same caption. */
export function makeFile({ kind, caption }: StoryFile): { contentType: string; bytes: Buffer } {
  return { contentType: contentTypes[kind], bytes: makers[kind](caption) };
}

const makers: Record<FileKind, (caption: string) => Buffer> = {
  png: (caption) => makePicture(caption),
  pdf: (caption) => makePdf(caption),
  txt: (caption) => Buffer.from(`${caption}\n\nDatos de ejemplo de la empresa de demostración Aula Clara.\n`),
  csv: () =>
    Buffer.from('\uFEFFmatricula,parcial_1,parcial_2\n100231,8.5,9.0\n100232,9.2,8.8\n100233,7.9,8.4\n'),
};

const width = 480;
const height = 270;

/** A window with a bar and rows, as screenshots of a school's software look from afar. */
function makePicture(caption: string): Buffer {
  const tint = 90 + (crc32(caption) % 120);
  const rows: Buffer[] = [];
  for (let y = 0; y < height; y += 1) {
    const row = Buffer.alloc(1 + width * 3, 0xf4);
    row[0] = 0;
    for (let x = 0; x < width; x += 1) row.set(colourAt(x, y, tint), 1 + x * 3);
    rows.push(row);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function colourAt(x: number, y: number, tint: number): readonly [number, number, number] {
  if (y < 34) return [40, tint, 150];
  if (x < 96) return [226, 231, 238];
  const line = (y - 34) % 30;
  const isText = line > 10 && line < 19 && x > 116 && x < 200 + (((y - 34 - line) * 7) % 240);
  return isText ? [188, 196, 208] : [250, 251, 253];
}

/** PNG (RFC 2083), §3.2. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.byteLength);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** One page with two lines in a font that every reader has; Latin letters only (WinAnsiEncoding). */
function makePdf(caption: string): Buffer {
  const escaped = caption.replace(/[\\()]/g, '\\$&');
  const page = `BT /F1 18 Tf 60 740 Td (${escaped}) Tj 0 -30 Td /F1 11 Tf (Documento de ejemplo · Aula Clara) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${Buffer.byteLength(page, 'latin1')} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  const trailer = `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text + trailer, 'latin1');
}
