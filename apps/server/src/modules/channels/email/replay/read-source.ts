import type { Readable } from 'node:stream';
import { sourceCharactersMax } from '@ventanilla/contracts/originals';
import { cleanText } from '../parse/clean-text.ts';
import { headerEnd } from '../parse/header-block.ts';

const headersMax = 500;
const DIRECTION = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

export interface MailSource {
  headers: { name: string; value: string }[];
  body: string;
  truncated: boolean;
}

/**
 * The beginning of a stored mail as a person reads it: its headers one by one, then everything else as it travelled.
 * Nothing is decoded but UTF-8; control and bidirectional characters, which would disguise what stands there, go.
 */
export async function readSource(stream: Readable): Promise<MailSource> {
  const chunks: Buffer[] = [];
  let size = 0;
  let truncated = false;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk.subarray(0, sourceCharactersMax - size));
    size += chunk.length;
    truncated = size > sourceCharactersMax;
    if (truncated) break;
  }
  const bytes = Buffer.concat(chunks);
  const end = headerEnd(bytes);
  return {
    headers: readHeaders(shown(bytes.subarray(0, end))),
    body: shown(bytes.subarray(end)).replace(/^\n+/, '').trimEnd(),
    truncated,
  };
}

function shown(bytes: Buffer): string {
  return cleanText(bytes.toString('utf8')).replace(DIRECTION, '');
}

function readHeaders(text: string): MailSource['headers'] {
  const headers: MailSource['headers'] = [];
  for (const line of text.split('\n')) {
    const last = headers.at(-1);
    if (/^[ \t]/.test(line) && last) last.value += `\n${line}`;
    else if (line !== '' && headers.length < headersMax) headers.push(splitHeader(line));
  }
  return headers;
}

/** A line without a colon is shown too: that is what somebody looks for here. */
function splitHeader(line: string): { name: string; value: string } {
  const colon = line.indexOf(':');
  return colon < 1
    ? { name: '', value: line }
    : { name: line.slice(0, colon), value: line.slice(colon + 1).trim() };
}
