/** One mail of the corpus: its bytes, made when asked for, and what has to be read in it. */
export interface CorpusMail {
  /** Unique; its first word is the family. */
  name: string;
  raw(): Buffer;
  expected: Expectation;
}

/** Whatever is left out is not checked for this mail; some properties are checked for every mail. */
export interface Expectation {
  subject?: string;
  from?: { name?: string; address: string | null };
  to?: string[];
  date?: string | null;
  /** Each has to be found in `text`. */
  text?: string[];
  /** Exactly, blanks at the ends aside. */
  visible?: string;
  /** Nothing may be cut. */
  whole?: true;
  html?: string[];
  /** File names in the order of the mail. */
  files?: string[];
  inline?: number;
  autoReply?: boolean;
  bounce?: {
    permanent?: boolean;
    status?: string | null;
    finalRecipient?: string | null;
    originalMessageId?: string | null;
  } | null;
  plusTokens?: string[];
  signed?: boolean;
  encrypted?: boolean;
  calendar?: {
    method?: string | null;
    summary?: string;
    start?: string | null;
    organizer?: string | null;
  } | null;
  forwardedFrom?: string | null;
  notices?: string[];
}

type Body = string | Buffer;

/** Bytes of a text in which characters up to U+00FF stand for themselves. */
export const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
export const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');

/** Lines joined as mail has them. Strings are UTF-8; buffers are taken as they are. */
export function lines(...items: Body[]): Buffer {
  return Buffer.concat(items.flatMap((item) => [typeof item === 'string' ? utf8(item) : item, utf8('\r\n')]));
}

let serial = 0;

/** A mail with ordinary headers; those given come first and replace the ordinary ones of the same name. */
export function mail(headers: readonly Body[], ...body: Body[]): Buffer {
  serial += 1;
  const given = new Set(headers.map((header) => header.toString('latin1').split(':')[0]?.toLowerCase()));
  const ordinary = [
    'From: Ana Soto <ana@familia.cl>',
    'To: Mesa de ayuda <ayuda@colegio.cl>',
    'Subject: Consulta',
    'Date: Wed, 4 Mar 2026 10:15:00 -0300',
    `Message-ID: <c${serial}@familia.cl>`,
  ].filter((header) => !given.has(header.split(':')[0]?.toLowerCase()));
  return Buffer.concat([lines(...headers, ...ordinary), utf8('\r\n'), lines(...body)]);
}

/** Several parts between boundaries, the first line of each being its headers. */
export function multipart(
  kind: string,
  parts: readonly Buffer[],
  options: { boundary?: string; close?: boolean } = {},
) {
  const boundary = options.boundary ?? `b${(serial += 1)}x`;
  const body = Buffer.concat([
    ...parts.map((one) => Buffer.concat([utf8(`--${boundary}\r\n`), one, utf8('\r\n')])),
    utf8(options.close === false ? '' : `--${boundary}--\r\n`),
  ]);
  return { header: `Content-Type: multipart/${kind}; boundary="${boundary}"`, body };
}

/** A part: its headers, an empty line, its body. */
export function part(headers: readonly Body[], body: Body): Buffer {
  return Buffer.concat([lines(...headers), utf8('\r\n'), typeof body === 'string' ? utf8(body) : body]);
}

export const plainPart = (text: string): Buffer =>
  part(
    ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit'],
    text.replace(/\n/g, '\r\n'),
  );
export const htmlPart = (html: string): Buffer =>
  part(['Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: base64'], base64(utf8(html)));

export function filePart(headers: readonly Body[], content: Buffer = utf8('contenido')): Buffer {
  return part([...headers, 'Content-Transfer-Encoding: base64'], base64(content));
}

export function base64(content: Buffer): string {
  return content.toString('base64').replace(/.{76}/g, '$&\r\n');
}

/** A mail made of parts. */
export function mailOf(kind: string, parts: readonly Buffer[], headers: readonly Body[] = []): Buffer {
  const { header, body } = multipart(kind, parts);
  return mail([...headers, 'MIME-Version: 1.0', header], body);
}

/** A mail of one text. */
export function textMail(text: string, headers: readonly Body[] = []): Buffer {
  return mail(
    [...headers, 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit'],
    text.replace(/\n/g, '\r\n'),
  );
}

export function htmlMail(html: string, headers: readonly Body[] = []): Buffer {
  return mail([...headers, 'Content-Type: text/html; charset=utf-8'], html);
}

/** What makes a mail an answer. */
export const ANSWER = [
  'In-Reply-To: <t1@colegio.cl>',
  'References: <t0@colegio.cl> <t1@colegio.cl>',
  'Subject: Re: Consulta',
];
