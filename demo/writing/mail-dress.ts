import { localParts } from '../story/school-hours.ts';

/** What a mail program wraps around the words of the sender. */

export interface QuotedMessage {
  author: string;
  address: string;
  at: Date;
  text: string;
}

const months = ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'];
const weekdays = ['dom', 'lun', 'mar', 'mié', 'jue', 'vie', 'sáb'];

function quoteLine({ author, address, at }: QuotedMessage): string {
  const { year, month, day, weekday, minute } = localParts(at);
  const time = `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
  return `El ${weekdays[weekday]}, ${day} ${months[month]} ${year} a las ${time}, ${author} (<${address}>) escribió:`;
}

/** The earlier message as it stands below an answer in plain text. */
export function quoteBelow(message: QuotedMessage): string {
  const lines = message.text.split('\n').map((line) => `> ${line}`.trimEnd());
  return [quoteLine(message), '', ...lines].join('\n');
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

const paragraphs = (text: string) =>
  text
    .split(/\n{2,}/)
    .map((part) => `<p>${escapeHtml(part).replaceAll('\n', '<br>')}</p>`)
    .join('');

/** The same mail in HTML, built of the elements that our own cleaning keeps. */
export function toHtml(mail: { text: string; quoted: QuotedMessage | null }): string {
  const quoted = mail.quoted
    ? `<p>${escapeHtml(quoteLine(mail.quoted))}</p><blockquote>${paragraphs(mail.quoted.text)}</blockquote>`
    : '';
  return `<div>${paragraphs(mail.text)}</div>${quoted}`;
}
