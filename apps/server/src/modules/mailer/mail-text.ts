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
}): MailBody & { subject: string } {
  const phrase = phrases[input.language][input.kind];
  const fill = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (_, key: string) => input.params[key] ?? '');
  const { link } = input;
  const before = phrase.before.map(fill);
  const after = phrase.after.map(fill);
  const colour = input.look?.color ?? inkColour;
  const html = [
    ...before.map(paragraph),
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
    text: [...before, ...(link ? [link] : []), ...after].join('\n\n'),
    html: html.join('\n'),
  };
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}
