import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packRtf } from '../corpus/tnef-builder.ts';
import { decompressRtf } from './rtf-compressed.ts';
import { readRtf } from './rtf-text.ts';

const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex');
const rtf = (body: string) => Buffer.from(`{\\rtf1\\ansi\\ansicpg1252\\deff0 ${body}}`, 'latin1');

describe('compressed RTF', () => {
  test('the two examples of its specification come out as it says', () => {
    const simple = hex(`2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c0900
      206277 05b0 6c647d 0a80 0fa0`);
    expect(decompressRtf(simple)?.toString()).toBe('{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n');
    const crossing = hex('1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0');
    expect(decompressRtf(crossing)?.toString()).toBe('{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}');
  });

  test('an invented size takes no memory, and cut bytes give what stands before the cut', () => {
    const packed = packRtf('{\\rtf1 hola}');
    const lying = Buffer.from(packed);
    lying.writeUInt32LE(0xffffffff, 4);
    expect(decompressRtf(lying)?.toString()).toContain('hola');
    expect(decompressRtf(packed.subarray(0, 24))?.toString()).toBe('{\\rtf1 '.slice(0, 7));
    expect(decompressRtf(Buffer.from('no es'))).toBeNull();
  });

  test('whatever bytes come, it ends, within its limits', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4000 }), (bytes) => {
        const input = Buffer.concat([packRtf('').subarray(0, 16), bytes]);
        input.writeUInt32LE(0xffffffff, 4);
        const output = decompressRtf(input);
        expect(output?.length ?? 0).toBeLessThanOrEqual(input.length * 17);
        if (output) readRtf(output);
        readRtf(Buffer.concat([Buffer.from('{\\rtf1'), bytes]));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the text of an RTF', () => {
  test('accents, quotes, paragraphs and characters beyond its code page are read; fonts and colours are not', () => {
    const source = rtf(
      "{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red0;}{\\*\\generator Outlook;}Ma\\'f1ana \\ldblquote s\\'ed\\rdblquote\\par {\\b Adi\\u243?s} \\u8364?5\\tab fin\\~\\{x\\}",
    );
    expect(readRtf(source)).toEqual({ plain: 'Mañana “sí”\nAdiós €5\tfin\u00A0{x}', html: null });
  });

  test('one made from HTML gives that HTML back, without what only repeats it', () => {
    const source = Buffer.from(
      "{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf {\\par \\htmlrtf0 Niña < 5\\'f1{\\*\\htmltag84 <b>}\\htmlrtf {\\b\\htmlrtf0 hola\\htmlrtf }\\htmlrtf0{\\*\\htmltag92 </b>}\\htmlrtf\\par}\\htmlrtf0{\\*\\htmltag72 </p>}}",
      'latin1',
    );
    expect(readRtf(source)).toEqual({ plain: null, html: '<p>Niña &lt; 5ñ<b>hola</b></p>' });
  });

  test('what is not RTF is not read as one, and twenty thousand groups do not stop it', () => {
    expect(readRtf(Buffer.from('hola'))).toBeNull();
    expect(readRtf(Buffer.from(`{\\rtf1 ${'{'.repeat(20_000)}hola${'}'.repeat(20_000)} fin}`))?.plain).toBe(
      'hola fin',
    );
  });
});
