import type { ParsedMail } from '../parse/parsed-mail.ts';
import type { Expectation } from './mail-builder.ts';

/** What went wrong, by the property it belongs to. */
export type Finding = { property: Property; detail: string };

/** The first six hold for every mail whatever it expects, and are demanded without exception. */
export const hardProperties = ['time', 'text', 'html', 'names', 'autoReply', 'form'] as const;
export const softProperties = [
  'visible',
  'subject',
  'people',
  'date',
  'files',
  'bounce',
  'calendar',
  'protection',
] as const;
export type Property = (typeof hardProperties)[number] | (typeof softProperties)[number];

const squeezed = (text: string) => text.replace(/[\s>]+/g, ' ').trim();

/** Markup that runs, loads, overlays or posts; nothing of it may be left after reading. */
const dangerous: [name: string, pattern: RegExp][] = [
  [
    'element',
    /<\s*\/?\s*(?:script|style|iframe|frame|object|embed|applet|form|input|button|textarea|select|meta|base|link|svg|math|template|noscript|audio|video|source|marquee|dialog|portal)\b/i,
  ],
  ['handler', /<[^>]*\son\w+\s*=/i],
  [
    'address',
    /(?:href|src|action|formaction|background|poster|srcset|xlink:href)\s*=\s*["']?\s*(?:javascript|vbscript|data:text|data:image\/svg|file|blob|about)\s*:/i,
  ],
  ['loading', /<[^>]*\s(?:src|background|srcset|poster)\s*=\s*["']?\s*(?:https?:|\/\/)/i],
  [
    'style',
    /<[^<>]*\sstyle\s*=\s*"[^"]*(?:url\s*\(|expression|position|behavior|-moz-binding|@import|z-index|display|opacity|transform)/i,
  ],
  ['name', /<[^>]*\s(?:id|name|class)\s*=/i],
];

/** Everything that is wrong with what was read of a mail. */
export function checkMail(mail: ParsedMail, expected: Expectation): Finding[] {
  return [
    ...checkAlways(mail),
    ...checkReading(mail, expected),
    ...checkPeople(mail, expected),
    ...checkParts(mail, expected),
  ];
}

function checkAlways(mail: ParsedMail): Finding[] {
  const findings: Finding[] = [];
  const say = (property: Property, detail: string) => findings.push({ property, detail });
  for (const [name, pattern] of dangerous) {
    const match = mail.html === null ? null : pattern.exec(mail.html);
    if (match) say('html', `${name}: ${match[0].slice(0, 80)}`);
  }
  for (const { fileName } of mail.attachments) {
    const isSafe =
      fileName !== '' && Buffer.byteLength(fileName) <= 150 && !/[/\\\p{Cc}\p{Cf}]|^\.|\.$/u.test(fileName);
    if (!isSafe) say('names', JSON.stringify(fileName));
  }
  const seen = new Set(squeezed(`${mail.visibleText} ${mail.quotedText ?? ''}`).split(' '));
  const lost = squeezed(mail.text)
    .split(' ')
    .find((word) => !seen.has(word));
  if (lost !== undefined) say('text', `neither visible nor quoted: ${lost}`);
  if (/[\p{Cs}\uE000]|(?![\t\n])\p{Cc}/u.test(`${mail.text}${mail.subject}`))
    say('form', 'control characters or lone surrogates');
  if (!/^<[^<>\s]+>$/.test(mail.messageId)) say('form', `Message-ID ${mail.messageId}`);
  for (const { address } of [...mail.to, ...mail.cc, ...mail.replyTo]) {
    if (address !== address.toLowerCase() || /[\s<>]/.test(address)) say('form', `address ${address}`);
  }
  return findings;
}

function checkReading(mail: ParsedMail, expected: Expectation): Finding[] {
  const findings: Finding[] = [];
  const say = (property: Property, detail: string) => findings.push({ property, detail });
  const text = squeezed(mail.text);
  for (const part of expected.text ?? []) if (!text.includes(squeezed(part))) say('text', `missing: ${part}`);
  for (const part of expected.html ?? [])
    if (!mail.html?.includes(part)) say('visible', `missing in HTML: ${part}`);
  if (expected.visible !== undefined && squeezed(mail.visibleText) !== squeezed(expected.visible)) {
    say('visible', `got ${JSON.stringify(mail.visibleText.slice(0, 300))}`);
  }
  if (expected.whole && (mail.quotedText !== null || mail.visibleText !== mail.text))
    say('visible', 'was cut');
  if (expected.subject !== undefined && mail.subject !== expected.subject)
    say('subject', `got ${JSON.stringify(mail.subject)}`);
  if (expected.date !== undefined && mail.date !== expected.date) say('date', `got ${mail.date}`);
  if (expected.autoReply !== undefined && mail.autoReply !== expected.autoReply)
    say('autoReply', `got ${mail.autoReply}`);
  for (const notice of expected.notices ?? []) {
    if (!mail.notices.some((found) => found === notice)) say('form', `no notice ${notice}`);
  }
  return findings;
}

function checkPeople(mail: ParsedMail, expected: Expectation): Finding[] {
  const findings: Finding[] = [];
  const say = (detail: string) => findings.push({ property: 'people', detail });
  const { from, to, plusTokens, forwardedFrom } = expected;
  if (from && from.address !== mail.from.address) say(`from ${mail.from.address}`);
  if (from?.name !== undefined && from.name !== mail.from.name) say(`name ${mail.from.name}`);
  if (to && to.join() !== mail.to.map(({ address }) => address).join())
    say(`to ${mail.to.map(({ address }) => address).join()}`);
  if (plusTokens && plusTokens.join() !== mail.plusTokens.join()) say(`tokens ${mail.plusTokens.join()}`);
  if (forwardedFrom !== undefined && forwardedFrom !== (mail.forwardedFrom?.address ?? null)) {
    say(`forwarded from ${mail.forwardedFrom?.address}`);
  }
  return findings;
}

function checkParts(mail: ParsedMail, expected: Expectation): Finding[] {
  const findings: Finding[] = [];
  const say = (property: Property, detail: string) => findings.push({ property, detail });
  const names = mail.attachments.map(({ fileName }) => fileName);
  if (expected.files && expected.files.join('|') !== names.join('|')) say('files', names.join('|'));
  const inline = mail.attachments.filter((file) => file.inline).length;
  if (expected.inline !== undefined && expected.inline !== inline) say('files', `${inline} inline`);
  const { signed, encrypted } = expected;
  if (signed !== undefined && signed !== (mail.protection.signed !== null))
    say('protection', `signed ${mail.protection.signed}`);
  if (encrypted !== undefined && encrypted !== (mail.protection.encrypted !== null))
    say('protection', 'encrypted');
  for (const [key, value] of Object.entries(expected.calendar ?? {})) {
    const found = key === 'organizer' ? mail.calendar?.organizer?.address : mail.calendar?.[key as 'summary'];
    if ((found ?? null) !== value) say('calendar', `${key} ${found}`);
  }
  if (expected.calendar === null && mail.calendar !== null) say('calendar', 'found one');
  if (expected.bounce === null && mail.bounce !== null) say('bounce', 'is none');
  if (expected.bounce && !mail.bounce) say('bounce', 'not recognised');
  for (const [key, value] of Object.entries(mail.bounce ? (expected.bounce ?? {}) : {})) {
    const found = mail.bounce?.[key as 'status'];
    if (found !== value) say('bounce', `${key} ${found}`);
  }
  return findings;
}
