import { Readable } from 'node:stream';
import type { Language } from '@ventanilla/contracts/common';
import { exportPhrases as en } from '@ventanilla/phrases/en/export';
import { exportPhrases as es } from '@ventanilla/phrases/es/export';
import { stringify } from 'csv-stringify';
import type { FastifyReply } from 'fastify';
import { disposition } from '../../../platform/files/download.ts';

const phrasesIn = { es, en };
const separators = { comma: ',', semicolon: ';' } as const;
export type Separator = keyof typeof separators;

/**
 * Rows as a CSV that spreadsheets read: UTF-8 with its mark, lines that end as they expect, and nothing in it is a
 * formula: what would begin one begins with an apostrophe instead.
 */
export async function sendCsv(
  input: { rows: AsyncIterable<unknown[]>; separator: Separator; language: Language; day: string },
  reply: FastifyReply,
): Promise<undefined> {
  const csv = stringify({
    bom: true,
    delimiter: separators[input.separator],
    record_delimiter: 'windows',
    escape_formulas: true,
  });
  const rows = Readable.from(input.rows);
  // Whoever leaves before the end leaves the reading, too; what fails in it cuts the download short.
  rows.on('error', (error) => csv.destroy(error));
  csv.on('close', () => rows.destroy());
  await reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header(
      'content-disposition',
      disposition('attachment', `${phrasesIn[input.language].fileName}-${input.day}.csv`),
    )
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .send(rows.pipe(csv));
  return undefined;
}
