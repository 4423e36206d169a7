import { describe, expect, it } from 'vitest';
import { linkify } from './linkify.ts';

const links = (text: string) =>
  linkify(text).flatMap((piece) => (piece.kind === 'link' ? [[piece.text, piece.href]] : []));

describe('linkify', () => {
  it.each([
    [
      've a https://aulaviva.mx/pagos?id=3&x=1.',
      [['https://aulaviva.mx/pagos?id=3&x=1', 'https://aulaviva.mx/pagos?id=3&x=1']],
    ],
    ['(http://a.mx/b_(c))', [['http://a.mx/b_(c)', 'http://a.mx/b_(c)']]],
    ['en www.escuela.mx, por favor', [['www.escuela.mx', 'https://www.escuela.mx/']]],
    [
      'escríbeme a ana.ruiz+1@escuela.edu.mx!',
      [['ana.ruiz+1@escuela.edu.mx', 'mailto:ana.ruiz+1@escuela.edu.mx']],
    ],
    ['«https://a.mx/año»', [['https://a.mx/año', 'https://a.mx/a%C3%B1o']]],
  ])('links what is an address and leaves its sentence alone: %s', (text, expected) => {
    expect(links(text)).toEqual(expected);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'JaVaScRiPt://%0aalert(1)',
    'https://',
    'a@b',
  ])('never links %s', (text) => {
    expect(links(text)).toEqual([]);
  });

  it('keeps markup as text', () => {
    const text = 'mira <img src=x onerror=alert(1)> y <a href="javascript:x">esto</a>';
    expect(linkify(text)).toEqual([{ kind: 'text', text }]);
  });

  it('gives back the same text when its pieces are joined', () => {
    const text = 'uno https://a.mx/x, dos www.b.mx. tres c@d.mx\n\nhttps://e.mx/(f) fin';
    expect(
      linkify(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });

  it('stays quick on a long hostile line', () => {
    const started = performance.now();
    linkify(`${'a.'.repeat(60_000)}@${'www.'.repeat(20_000)}`);
    expect(performance.now() - started).toBeLessThan(1500);
  });
});
