import { createHash } from 'node:crypto';

const newline = 0x0a;

/** Counts and hashes bytes on their way through. */
export interface Measure {
  bytes: number;
  /** Line ends, which in PostgreSQL's text format are rows. */
  lines: number;
  sha256(): string;
}

/** Passes a stream on unchanged; the measure is whole once it has ended. */
export function measured(source: AsyncIterable<Buffer>): {
  measure: Measure;
  through: AsyncIterable<Buffer>;
} {
  const hash = createHash('sha256');
  let sum: string | null = null;
  const measure: Measure = {
    bytes: 0,
    lines: 0,
    sha256() {
      sum ??= hash.digest('hex');
      return sum;
    },
  };
  async function* through() {
    for await (const chunk of source) {
      measure.bytes += chunk.length;
      hash.update(chunk);
      for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, at + 1))
        measure.lines += 1;
      yield chunk;
    }
  }
  return { measure, through: through() };
}

/** Reads a stream to its end for its measure alone. */
export async function measureAll(source: AsyncIterable<Buffer>): Promise<Measure> {
  const { measure, through } = measured(source);
  for await (const _ of through);
  return measure;
}

export async function collect(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}
