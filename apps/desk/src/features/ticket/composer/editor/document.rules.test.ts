import { describe, expect, it } from 'vitest';
import {
  type DocumentNode,
  documentHtml,
  documentOfText,
  documentText,
  isBlankDocument,
  isPlainDocument,
  spreadLines,
} from './document.rules.ts';

const text = (words: string, ...marks: string[]): DocumentNode => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
});
const line = (...content: DocumentNode[]): DocumentNode => ({
  type: 'paragraph',
  ...(content.length > 0 ? { content } : {}),
});
const doc = (...content: DocumentNode[]): DocumentNode => ({ type: 'doc', content });
const br: DocumentNode = { type: 'hardBreak' };

/** What the browser reads from the HTML of lines, for the way back. */
function readParagraphs(html: string): DocumentNode {
  const paragraphs = [...html.matchAll(/<p>(.*?)<\/p>/g)].map(([, inside = '']) =>
    line(
      ...inside
        .split(/(<br>)/)
        .flatMap((piece) => (piece === '' ? [] : [piece === '<br>' ? br : text(piece)])),
    ),
  );
  return doc(...paragraphs);
}

describe('the HTML that is kept and sent', () => {
  it.each([
    ['Hola', '<p>Hola</p>'],
    ['Hola\nadiós', '<p>Hola<br>adiós</p>'],
    ['Hola:\n\nVa el recibo.\n\nSaludos', '<p>Hola:</p><p>Va el recibo.</p><p>Saludos</p>'],
    ['a\n\n\nb', '<p>a</p><p><br>b</p>'],
    ['\na', '<p><br>a</p>'],
    ['a\n', '<p>a<br></p>'],
    ['a\n\n\n\nb\n\n', '<p>a</p><p><br><br>b<br><br></p>'],
  ])('keeps every line of %j, and reads them back as they were', (words, html) => {
    const document = documentOfText(words);
    expect(documentHtml(document)).toBe(html);
    expect(spreadLines(readParagraphs(html))).toEqual(document);
  });

  it('is nothing where nothing was written', () => {
    expect(documentHtml(documentOfText('\n  \n'))).toBe('');
  });

  it('writes formatting, links, lists, quotes and code with the few tags that mail may have', () => {
    const document = doc(
      line(text('El folio es '), text('R-77120', 'bold'), text(' y '), {
        ...text('la liga', 'underline'),
        marks: [{ type: 'link', attrs: { href: 'https://escuela.example/?a=1&b="2"' } }, { type: 'italic' }],
      }),
      {
        type: 'bulletList',
        content: [
          { type: 'listItem', content: [line(text('uno'))] },
          {
            type: 'listItem',
            content: [
              line(text('dos')),
              { type: 'orderedList', content: [{ type: 'listItem', content: [line(text('a'))] }] },
            ],
          },
        ],
      },
      { type: 'blockquote', content: [line(text('dijo')), line(), line(text('esto'))] },
      { type: 'codeBlock', content: [text('if (a < b)\n  "x"')] },
    );
    expect(documentHtml(document)).toBe(
      '<p>El folio es <strong>R-77120</strong> y ' +
        '<a href="https://escuela.example/?a=1&amp;b=&quot;2&quot;"><em>la liga</em></a></p>' +
        '<ul><li>uno</li><li>dos<ol><li>a</li></ol></li></ul>' +
        '<blockquote><p>dijo</p><p>esto</p></blockquote>' +
        '<pre><code>if (a &lt; b)\n  "x"</code></pre>',
    );
    expect(documentText(document)).toBe(
      'El folio es R-77120 y la liga\n- uno\n- dos\n  1. a\n> dijo\n> \n> esto\nif (a < b)\n  "x"',
    );
  });

  it('places a picture by its upload, and leaves out one that has not arrived', () => {
    const picture = (uploadId: string | null): DocumentNode => ({
      type: 'image',
      attrs: { uploadId, alt: 'pantalla "1"' },
    });
    expect(documentHtml(doc(line(text('ve '), picture('u1'))))).toBe(
      '<p>ve <img src="upload:u1" alt="pantalla &quot;1&quot;"></p>',
    );
    expect(documentHtml(doc(line(text('ve'), picture(null))))).toBe('<p>ve</p>');
    expect(isBlankDocument(doc(line(picture(null))))).toBe(false);
  });

  it('takes typed markup as words and keeps the width of spaces', () => {
    expect(documentHtml(documentOfText('<b> & "x"   y'))).toBe(
      '<p>&lt;b&gt; &amp; &quot;x&quot;\u00a0\u00a0 y</p>',
    );
  });
});

it('knows what a plain field can show without losing anything', () => {
  expect(isPlainDocument(doc(line(text('a'), br, text('b')), line()))).toBe(true);
  expect(isPlainDocument(doc(line(text('a', 'bold'))))).toBe(false);
  expect(isPlainDocument(doc({ type: 'bulletList', content: [] }))).toBe(false);
});
