import { Readable } from 'node:stream';
import type { Language } from '@ventanilla/contracts/common';
import type { ExportFormat } from '@ventanilla/contracts/views';
import { exportPhrases as en } from '@ventanilla/phrases/en/export';
import { exportPhrases as es } from '@ventanilla/phrases/es/export';
import { stringify } from 'csv-stringify';
import type { FastifyReply } from 'fastify';
import { disposition } from '../../../platform/files/download.ts';
import { type Cell, writeXlsx } from './write-xlsx.ts';

const phrasesIn = { es, en };
const separators = { comma: ',', semicolon: ';' } as const;
type Separator = keyof typeof separators;

const contentTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

interface Sending {
  rows: AsyncIterable<Cell[]>;
  format: ExportFormat;
  separator: Separator;
  language: Language;
  day: string;
}

/** Rows as a file to keep, written as fast as whoever downloads takes it. */
export async function sendExport(input: Sending, reply: FastifyReply): Promise<undefined> {
  const { rows, format, language, day } = input;
  const { fileName } = phrasesIn[language];
  await reply
    .header('content-type', contentTypes[format])
    .header('content-disposition', disposition('attachment', `${fileName}-${day}.${format}`))
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .send(format === 'xlsx' ? Readable.from(writeXlsx({ rows, sheetName: fileName })) : csvOf(input));
  return undefined;
}

/**
 * Rows as a CSV that spreadsheets read: UTF-8 with its mark, lines that end as they expect, and nothing in it is a
 * formula: what would begin one begins with an apostrophe instead.
 */
function csvOf({ rows, separator }: Sending): Readable {
  const csv = stringify({
    bom: true,
    delimiter: separators[separator],
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: { date: (at) => at.toISOString().slice(0, 16).replace('T', ' ') },
  });
  const source = Readable.from(rows);
  // Whoever leaves before the end leaves the reading, too; what fails in it cuts the download short.
  source.on('error', (error) => csv.destroy(error));
  csv.on('close', () => source.destroy());
  return source.pipe(csv);
}
