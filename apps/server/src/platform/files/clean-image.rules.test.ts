import { describe, expect, it } from 'vitest';
import { jpegSample, pngSample, webpLosslessSample, webpSample } from '../../testing/image-samples.ts';
import { cleanImage, type ImageType } from './clean-image.rules.ts';

const secret = 'GPS 19.4326,-99.1332 Juan';

/** The sample with a place and an author in it, as cameras and editors write them. */
const withSecrets: readonly [ImageType, Buffer][] = [
  [
    'image/jpeg',
    insert(jpegSample, 2, Buffer.concat([segment(0xe1, `Exif\0\0${secret}`), segment(0xfe, secret)])),
  ],
  ['image/png', insert(pngSample, 33, pngChunk('tEXt', `Comment\0${secret}`))],
  ['image/png', insert(pngSample, 33, pngChunk('eXIf', secret))],
  ['image/webp', withWebpChunk(webpSample, 'EXIF')],
  ['image/webp', withWebpChunk(webpLosslessSample, 'XMP ')],
];

function insert(bytes: Buffer, at: number, more: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
}

function segment(marker: number, text: string): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(text.length + 2, 2);
  return Buffer.concat([head, Buffer.from(text, 'latin1')]);
}

function pngChunk(name: string, text: string): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(text.length, 0);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, Buffer.from(text, 'latin1'), Buffer.alloc(4)]);
}

function withWebpChunk(bytes: Buffer, name: string): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 0, 'latin1');
  head.writeUInt32LE(secret.length, 4);
  const more = Buffer.concat([head, Buffer.from(secret), Buffer.alloc(secret.length % 2)]);
  const whole = Buffer.concat([bytes, more]);
  whole.writeUInt32LE(whole.length - 8, 4);
  whole[20]! |= name === 'EXIF' ? 0x08 : 0x04;
  return whole;
}

describe('an uploaded picture', () => {
  it.each(withSecrets)('%s loses what was written beside its pixels, and nothing else', (type, bytes) => {
    expect(bytes.includes(secret)).toBe(true);
    const clean = cleanImage(bytes, type)!;
    expect(clean.bytes.includes(secret)).toBe(false);
    // What is left is what the sample is without secrets, and cleaning again changes nothing.
    const samples = [jpegSample, pngSample, webpSample, webpLosslessSample];
    const plain = samples.map((sample) => cleanImage(sample, type)?.bytes.toString('hex'));
    expect(plain).toContain(clean.bytes.toString('hex'));
    expect(cleanImage(clean.bytes, type)!.bytes.equals(clean.bytes)).toBe(true);
  });

  it.each([
    ['image/jpeg', jpegSample, 3, 2],
    ['image/png', pngSample, 1, 1],
    ['image/webp', webpSample, 3, 2],
    ['image/webp', webpLosslessSample, 3, 2],
  ] as const)('%s says how large it is', (type, bytes, width, height) => {
    expect(cleanImage(bytes, type)).toMatchObject({ width, height });
  });

  it('keeps its colour profile', () => {
    expect(cleanImage(jpegSample, 'image/jpeg')!.bytes.includes('ICC_PROFILE')).toBe(true);
    expect(cleanImage(webpSample, 'image/webp')!.bytes.includes('ICCP')).toBe(true);
  });

  it('loses what hangs after its end', () => {
    for (const [type, sample] of [
      ['image/jpeg', jpegSample],
      ['image/png', pngSample],
      ['image/webp', webpSample],
    ] as const) {
      const tailed = Buffer.concat([sample, Buffer.from('<script>alert(1)</script>')]);
      expect(cleanImage(tailed, type)!.bytes.includes('script')).toBe(false);
    }
  });

  it('that is cut off anywhere is none, and never throws', () => {
    for (const [type, sample] of [
      ['image/jpeg', jpegSample],
      ['image/png', pngSample],
    ] as const) {
      for (let length = 0; length < sample.length - 2; length += 1) {
        expect(cleanImage(sample.subarray(0, length), type)).toBeNull();
      }
    }
    for (let length = 0; length < webpSample.length; length += 1) {
      cleanImage(webpSample.subarray(0, length), 'image/webp');
    }
  });
});
