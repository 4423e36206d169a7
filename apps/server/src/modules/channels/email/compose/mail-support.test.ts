import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemMailKinds } from '@ventanilla/contracts/mailer';
import { writtenTags } from '@ventanilla/contracts/written';
import sanitize from 'sanitize-html';
import { describe, expect, it, test } from 'vitest';
import { writeMail } from '../../../mailer/index.ts';
import { frameMail, type MailLook } from './mail-frame.ts';

const stated = readFileSync(join(import.meta.dirname, '../../../../../../../docs/correo-html.md'), 'utf8');
const [elementsText = '', propertiesText = ''] = stated.split('## Propiedades de estilo');
const names = (text: string) => [...text.matchAll(/`([\w-]+)`/g)].map(([, name]) => name!);
const rows = (text: string) => text.split('\n').filter((line) => line.startsWith('| `'));

const allowed = new Map(
  rows(elementsText).map((row) => {
    const [, element = '', attributes = ''] = row.split('|');
    return [names(element)[0]!, new Set(names(attributes))];
  }),
);
const properties = new Set(rows(propertiesText).map((row) => names(row)[0]!));

const look: MailLook = {
  name: 'Escuela <Horizonte>',
  color: '#5046b8',
  language: 'es',
  logo: {
    contentId: 'logo-1@ventanilla',
    fileName: 'logo.png',
    contentType: 'image/png',
    content: Buffer.alloc(1),
  },
};

/** What a template uses that nobody said mail programs support. */
function breachesOf(html: string): string[] {
  const breaches: string[] = [];
  sanitize(html, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    parseStyleAttributes: false,
    transformTags: {
      '*': (tagName, attribs) => {
        const attributes = allowed.get(tagName);
        if (!attributes) breaches.push(`<${tagName}>`);
        for (const name of Object.keys(attribs))
          if (!attributes?.has(name)) breaches.push(`<${tagName} ${name}>`);
        for (const declaration of (attribs['style'] ?? '').split(';').filter((each) => each !== '')) {
          const name = declaration.split(':')[0]!.trim();
          if (!properties.has(name)) breaches.push(`${name}: of <${tagName}>`);
        }
        return { tagName, attribs };
      },
    },
  });
  if (/url\s*\(|@import|@font-face|@media|<style|<script|<link/i.test(html))
    breaches.push('something that loads');
  if (/<img [^>]*src="(?!cid:)/.test(html)) breaches.push('an image that does not travel with the mail');
  return breaches;
}

/** Every element that the composer may write, as the server sanitises it. */
const everything = writtenTags
  .map((tag) => {
    if (tag === 'br') return '<br />';
    if (tag === 'img') return '<img src="cid:1@ventanilla" alt="La pantalla" />';
    if (tag === 'a')
      return '<a href="https://x.mx/" rel="noopener noreferrer nofollow" target="_blank">x</a>';
    if (tag === 'ol') return '<ol start="3"><li>x</li></ol>';
    return `<${tag}>x</${tag}>`;
  })
  .join('');

describe('what leaves uses only what docs/correo-html.md states', () => {
  test('the lists are read', () => {
    expect(allowed.size).toBeGreaterThan(15);
    expect(properties.size).toBeGreaterThan(12);
  });
  test.each([
    ['an answer with every format', frameMail(everything, look)],
    ['an answer before the set-up', frameMail(everything, null)],
    ['one without a logo', frameMail('<p>Hola</p>', { ...look, logo: null })],
    ...systemMailKinds.flatMap((kind) =>
      (['es', 'en'] as const).map((language) => {
        const { html } = writeMail({ kind, language, params: {}, link: 'https://x.mx/a', look });
        return [`${kind} in ${language}`, frameMail(html, look)] as [string, string];
      }),
    ),
  ])('%s', (_, html) => {
    expect(breachesOf(html)).toEqual([]);
  });
  test('what is not stated is found', () => {
    const html =
      '<div><p style="position:absolute">x</p><img src="https://x.mx/a.png" alt=""><td bgcolor="#fff">';
    expect(new Set(breachesOf(html))).toEqual(
      new Set([
        '<div>',
        'position: of <p>',
        '<p style>',
        '<td bgcolor>',
        'an image that does not travel with the mail',
      ]),
    );
  });
});

it('writes what a company calls itself as text, and its colour on a line only', () => {
  const html = frameMail('<p>Hola</p>', look);
  expect(html).toContain('Escuela &lt;Horizonte&gt;');
  expect(html).toContain('border-bottom:2px solid #5046b8');
  expect(html).not.toMatch(/(?:^|[;"])color:/);
});
