import { AppError } from '../../../platform/errors.ts';
import { imagesOf, sanitizeWritten, textOfWritten } from '../written-html.ts';

/** A message as its writer sent it. */
export interface Written {
  text: string;
  html?: string | undefined;
  uploadIds: readonly string[];
}

/** A message ready to be kept: both its forms, and its files with those that stand in the text told apart. */
export interface WrittenBody {
  text: string;
  /** Sanitised, images still as uploads; null when it came as plain text. */
  html: string | null;
  uploadIds: string[];
  imageIds: string[];
}

/** Reads what was written; where there is HTML the text comes from it. */
export function readWritten(input: Written): WrittenBody {
  const html = input.html === undefined ? null : sanitizeWritten(input.html);
  const imageIds = html === null ? [] : imagesOf(html);
  const text = html === null ? input.text.trim() : textOfWritten(html);
  return { text, html, uploadIds: [...new Set([...input.uploadIds, ...imageIds])], imageIds };
}

/** Throws `tickets.empty_message` when there is nothing to send. */
export function demandContent(body: WrittenBody): void {
  if (body.text === '' && body.uploadIds.length === 0) throw new AppError('tickets.empty_message');
}
