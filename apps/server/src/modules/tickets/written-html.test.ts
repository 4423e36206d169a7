import { describe, expect, it } from 'vitest';
import { htmlOfText, imagesOf, sanitizeWritten, textOfWritten, withContentIds } from './written-html.ts';

const upload = '01930000-0000-7000-8000-000000000001';

describe('what a composer sends', () => {
  it('keeps what the composer writes', () => {
    const html =
      '<p>Hola <strong>Ana</strong>, <em>mira</em> <u>esto</u> <s>no</s>:</p><ul><li><p>uno</p></li></ul>' +
      '<ol start="3"><li><p>tres</p></li></ol><blockquote><p>cita</p></blockquote><pre><code>x &lt; 1</code></pre>';
    expect(sanitizeWritten(html)).toBe(html);
  });

  it('calls by their written names what other programs paste', () => {
    expect(sanitizeWritten('<div><b>a</b> <i>b</i> <strike>c</strike></div><h1>t</h1>')).toBe(
      '<p><strong>a</strong> <em>b</em> <s>c</s></p><h3>t</h3>',
    );
  });

  it('gives links to the web, mail and telephone, and no others', () => {
    const linked = (href: string) => sanitizeWritten(`<a href="${href}">x</a>`);
    for (const href of [
      'https://colegio.mx/a?b=1',
      'http://colegio.mx/',
      'mailto:a@b.mx',
      'tel:+525512345678',
    ])
      expect(linked(href)).toBe(`<a href="${href}" rel="noopener noreferrer nofollow" target="_blank">x</a>`);
    for (const href of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      '&#106;avascript:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      '//evil.example/x',
      '/tickets/1',
      'file:///etc/passwd',
    ])
      expect(linked(href)).toBe('<a>x</a>');
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<img src="https://evil.example/pixel.gif">',
    '<img src="data:image/png;base64,AAAA">',
    '<img src="upload:not-an-id">',
    `<img src="upload:${upload}/../x">`,
    '<img srcset="https://evil.example/1.png 1x">',
    '<svg onload=alert(1)><script>1</script></svg>',
    '<math><style><img src onerror=alert(1)></style></math>',
    '<style>*{background:url(https://evil.example)}</style>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    '<link rel=stylesheet href=https://evil.example/x.css>',
    '<iframe srcdoc="<script>1</script>"></iframe>',
    '<form action=https://evil.example><input name=a></form>',
    '<object data=x></object><embed src=x>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<template><script>1</script></template>',
    '<base href=https://evil.example>',
    '<!-- <img src=x onerror=alert(1)> -->',
  ])('leaves nothing of %s', (hostile) => {
    const clean = sanitizeWritten(`<p>antes</p>${hostile}<p>después</p>`);
    expect(clean).not.toMatch(
      /evil|onerror|onload|<(script|style|svg|img|iframe|form|meta|link|object|base|template)/i,
    );
    expect(clean).toContain('<p>antes</p>');
  });

  it('leaves no attribute but those it writes itself', () => {
    expect(
      sanitizeWritten('<p style="background:url(x)" class="a" id="b" onclick="x()" dir="rtl">a</p>'),
    ).toBe('<p>a</p>');
  });

  it('takes time in proportion to the length, whatever is nested', () => {
    /** Milliseconds of the processor, which other programs beside do not lengthen; the better of two. */
    const cost = (part: string, length: number) => {
      const html = part.repeat(Math.floor(length / part.length));
      const once = () => {
        const before = process.cpuUsage();
        textOfWritten(sanitizeWritten(html));
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1000;
      };
      return Math.min(once(), once());
    };
    for (const part of ['<blockquote>', '<b>', '<ul><li>', '<a href="https://x.mx">', '<', '<p']) {
      // Four times the length; growth by its square would be sixteen times.
      expect(cost(part, 200_000)).toBeLessThan(9 * cost(part, 50_000) + 300);
    }
  });

  it('keeps quotes within quotes to a few levels, so that their marks do not outgrow the words', () => {
    const level = `<blockquote>${'<p>hola</p>'.repeat(480)}`;
    const clean = sanitizeWritten(`${level.repeat(38)}<p>fondo</p>${'</blockquote>'.repeat(38)}<p>fuera</p>`);
    const text = textOfWritten(clean);
    expect(clean.match(/<blockquote>/g)).toHaveLength(8);
    expect(text.match(/hola/g)).toHaveLength(38 * 480);
    expect(text).toContain(`${'> '.repeat(8)}fondo`);
    expect(text).toMatch(/\nfuera$/);
    expect(text.length).toBeLessThan(4 * clean.length);
  });

  it('keeps the words of what is nested deeper than anybody writes', () => {
    const clean = sanitizeWritten(`${'<blockquote>'.repeat(500)}fondo${'</blockquote>'.repeat(500)}`);
    expect(clean).toContain('fondo');
    expect(clean.match(/<blockquote>/g)?.length).toBeLessThan(100);
    expect(textOfWritten(clean)).toContain('fondo');
    expect(sanitizeWritten(`${'<b>'.repeat(60_000)}x &lt; fondo`)).toBe('<p>x &amp;lt; fondo</p>');
  });
});

describe('images of the text', () => {
  it('are uploads, and become parts of the mail', () => {
    const html = sanitizeWritten(
      `<p><img src="upload:${upload.toUpperCase()}" alt="La &quot;pantalla&quot;"></p>`,
    );
    expect(imagesOf(html)).toEqual([upload]);
    expect(withContentIds(html)).toBe(
      `<p><img src="cid:${upload}@ventanilla" alt="La &quot;pantalla&quot;" /></p>`,
    );
  });

  it('are not what only reads like one', () => {
    const html = sanitizeWritten(`<p>&lt;img src="upload:${upload}"&gt; upload:${upload}</p>`);
    expect(imagesOf(html)).toEqual([]);
    expect(withContentIds(html)).toBe(html);
  });
});

describe('the plain text', () => {
  it('reads as one would have typed it', () => {
    const html = sanitizeWritten(
      '<p>Hola Ana:</p><p>Sigue estos <strong>pasos</strong>:</p><ol><li><p>Entra a <a href="https://colegio.mx/a?b=1&amp;c=2">la página</a>.</p></li>' +
        '<li><p>Elige:</p><ul><li><p>uno</p></li><li><p>dos</p></li></ul></li></ol><p></p><p>Gracias,<br>Beto &lt;3</p><blockquote><p>no imprime</p></blockquote>',
    );
    expect(textOfWritten(html)).toBe(
      'Hola Ana:\n\nSigue estos pasos:\n\n 1. Entra a la página (https://colegio.mx/a?b=1&c=2).\n 2. Elige:\n    - uno\n    - dos\n\nGracias,\nBeto <3\n\n> no imprime',
    );
  });

  it('says an address once, and names an image', () => {
    const html = sanitizeWritten(
      `<p><a href="https://colegio.mx/">https://colegio.mx/</a></p><p><img src="upload:${upload}" alt="pantalla.png"></p>`,
    );
    expect(textOfWritten(html)).toBe('https://colegio.mx/\n\n[pantalla.png]');
  });

  it('goes back into paragraphs without becoming markup', () => {
    expect(htmlOfText('Hola <b>:\n\nuno\ndos')).toBe('<p>Hola &lt;b&gt;:</p><p>uno<br>dos</p>');
  });
});
