import type { Language } from '@ventanilla/contracts/common';
import type { SystemMailKind } from '@ventanilla/contracts/mailer';
import { mailPhrases as en } from '@ventanilla/phrases/en/mails';
import { mailPhrases as es } from '@ventanilla/phrases/es/mails';
import { escapeHtml } from '../../platform/escape-html.ts';

const phrases = { es, en };

export interface MailBody {
  text: string;
  /** Fragment for the body of the mail; values are escaped. */
  html: string;
}

/** What a mail tells besides its phrases: a short table, somebody's own words, several things one below the other. */
export interface MailMatter {
  facts: readonly { label: string; value: string }[];
  quote: { title: string; text: string } | null;
  list?: readonly MailItem[];
}

/** One thing of several; its title is a link where the installation knows its address. */
export interface MailItem {
  title: string;
  text: string;
  link: string | null;
}

/** Of the company's looks, what its button has; its name and logo stand around the mail when it leaves. */
export interface MailLook {
  /** White text on it can be read; the brand's rules see to that. */
  color: string;
}

const linkStyle =
  'display:inline-block;padding:10px 18px;border-radius:8px;color:#ffffff;text-decoration:none';
const inkColour = '#26231f';

/**
 * Writes a mail in its reader's language. `params` fill `{{name}}` of the phrases; `link`, where the mail has one,
 * stands as a button and, for whoever reads plain text, as an address.
 */
export function writeMail(input: {
  kind: SystemMailKind;
  language: Language;
  params: Record<string, string>;
  link: string | null;
  look: MailLook | null;
  matter?: MailMatter | null | undefined;
}): MailBody & { subject: string } {
  const phrase = phrases[input.language][input.kind];
  const fill = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (_, key: string) => input.params[key] ?? '');
  const { link } = input;
  const before = phrase.before.map(fill);
  const after = phrase.after.map(fill).filter((text) => text !== '');
  const colour = input.look?.color ?? inkColour;
  const html = [
    ...before.map(paragraph),
    ...(input.matter ? matterHtml(input.matter) : []),
    ...(link
      ? [
          `<p><a href="${escapeHtml(link)}" style="${linkStyle};background-color:${escapeHtml(colour)}">${escapeHtml(phrase.button)}</a></p>`,
        ]
      : []),
    ...after.map(paragraph),
  ];
  return {
    // A line break in a name would end the header.
    subject: fill(phrase.subject).replace(/[\p{Cc}\u2028\u2029]+/gu, ' '),
    text: [
      ...before,
      ...(input.matter ? matterText(input.matter) : []),
      ...(link ? [link] : []),
      ...after,
    ].join('\n\n'),
    html: html.join('\n'),
  };
}

const factTable = 'role="presentation" cellpadding="0" cellspacing="0" border="0"';

function matterHtml({ facts, quote, list = [] }: MailMatter): string[] {
  const rows = facts.map(
    ({ label, value }) =>
      `<tr><td style="padding:0 14px 4px 0">${escapeHtml(label)}</td><td style="padding:0 0 4px;font-weight:600">${escapeHtml(value)}</td></tr>`,
  );
  return [
    ...(rows.length > 0 ? [`<table ${factTable} style="margin:4px 0 12px">${rows.join('')}</table>`] : []),
    ...(quote ? [paragraph(quote.title), `<blockquote>${linesOf(quote.text)}</blockquote>`] : []),
    ...(list.length > 0
      ? [`<ul style="margin:4px 0 12px;padding:0 0 0 18px">${list.map(itemHtml).join('')}</ul>`]
      : []),
  ];
}

function itemHtml({ title, text, link }: MailItem): string {
  const name = `<span style="font-weight:600">${escapeHtml(title)}</span>`;
  const head = link ? `<a href="${escapeHtml(link)}">${name}</a>` : name;
  return `<li style="padding:0 0 8px">${head}<br>${escapeHtml(text)}</li>`;
}

function matterText({ facts, quote, list = [] }: MailMatter): string[] {
  return [
    ...(facts.length > 0 ? [facts.map(({ label, value }) => `${label}: ${value}`).join('\n')] : []),
    ...(quote ? [`${quote.title}\n${quote.text.replace(/^/gm, '> ')}`] : []),
    ...list.map(({ title, text, link }) =>
      [`- ${title}`, `  ${text}`, ...(link ? [`  ${link}`] : [])].join('\n'),
    ),
  ];
}

/** Somebody's plain words, their lines and paragraphs kept. */
function linesOf(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((part) => `<p>${escapeHtml(part).replaceAll('\n', '<br>')}</p>`)
    .join('');
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}
