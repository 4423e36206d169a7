import { escapeHtml } from '../../../../platform/escape-html.ts';

/** The company's looks in its mails. The logo travels inside of each mail: nothing is fetched from us to see it. */
export interface MailLook {
  name: string;
  /** `#rrggbb`; only a line and buttons have it, never text on the reader's own background. */
  color: string;
  language: 'es' | 'en';
  logo: MailLogo | null;
}

export interface MailLogo {
  /** Without angle brackets. */
  contentId: string;
  fileName: string;
  contentType: string;
  content: Buffer;
}

const font =
  "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:15px;line-height:1.5";
const columnPx = 640;

/** How our few elements look; whoever reads without styles reads them all the same. */
const looksOf: readonly (readonly [string, string])[] = [
  // A picture of a whole screen must not be wider than the reader's.
  ['<img ', '<img style="max-width:100%;height:auto" '],
  ['<blockquote>', '<blockquote style="margin:8px 0;padding-left:12px;border-left:3px solid #c9c5bd">'],
  ['<pre>', '<pre style="padding:10px;border:1px solid #c9c5bd;white-space:pre-wrap">'],
];

/**
 * Puts a sanitised fragment into the frame of every mail we send: one column of a table, which every program draws;
 * the reader's own fonts, background and colours, so that a dark one stays dark; nothing that loads. What it may use
 * stands in docs/correo-html.md, and a test compares.
 */
export function frameMail(fragment: string, look: MailLook | null): string {
  const dressed = looksOf.reduce((html, [bare, styled]) => html.replaceAll(bare, styled), fragment);
  const table = 'role="presentation" cellpadding="0" cellspacing="0" border="0"';
  return [
    '<!doctype html>',
    `<html lang="${look?.language ?? 'es'}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">',
    '</head>',
    `<body style="margin:0;padding:0;${font}">`,
    `<table ${table} width="100%"><tr><td align="left" style="padding:16px;${font}">`,
    `<table ${table} width="${columnPx}" style="width:100%;max-width:${columnPx}px">`,
    ...(look ? [`<tr><td>${letterhead(look)}</td></tr>`] : []),
    `<tr><td style="${font}">${dressed}</td></tr>`,
    '</table></td></tr></table></body></html>',
    '',
  ].join('\n');
}

function letterhead({ name, color, logo }: MailLook): string {
  // Dark letters on nothing would vanish on a dark background: a logo brings its paper along.
  const picture = logo
    ? `<td style="padding:0 10px 0 0"><img src="cid:${escapeHtml(logo.contentId)}" alt="" height="28" style="display:block;height:28px;padding:3px;border-radius:4px;background-color:#ffffff"></td>`
    : '';
  return [
    `<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%"`,
    ` style="margin:0 0 14px;border-bottom:2px solid ${escapeHtml(color)}"><tr><td style="padding:0 0 10px">`,
    '<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>',
    `${picture}<td style="${font};font-weight:600">${escapeHtml(name)}</td>`,
    '</tr></table></td></tr></table>',
  ].join('');
}
