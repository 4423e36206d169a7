import { describe, expect, it } from 'vitest';
import { isShownInline, linkAddress, pastesFiles } from './paste.rules.ts';

describe('what is pasted', () => {
  it.each([
    ['a screenshot', { html: '', text: '', fileCount: 1 }, true],
    [
      'a picture copied from a page',
      { html: '<meta charset="utf-8"><img src="https://a.example/x.png">', text: '', fileCount: 1 },
      true,
    ],
    [
      'cells of a spreadsheet with their picture',
      { html: '<style>td{}</style><table><tr><td>4,850</td></tr></table>', text: '4,850', fileCount: 1 },
      false,
    ],
    [
      'words of a text program with their picture',
      { html: '<!--x--><p>Hola&nbsp;Ana</p>', text: 'Hola Ana', fileCount: 1 },
      false,
    ],
    ['a file copied from a folder', { html: '', text: '', fileCount: 2 }, true],
    ['bare text', { html: '', text: 'Hola', fileCount: 0 }, false],
  ])('takes %s as files: %j', (_what, clipboard, expected) => {
    expect(pastesFiles(clipboard)).toBe(expected);
  });

  it('shows raster pictures within the text and attaches what could run or is no picture', () => {
    expect(
      ['image/png', 'image/svg+xml', 'application/pdf', ''].map((type) => isShownInline({ type })),
    ).toEqual([true, false, false, false]);
  });
});

it.each([
  ['escuela.example/pagos', 'https://escuela.example/pagos'],
  [' https://escuela.example ', 'https://escuela.example'],
  ['escuela.example:8080/x', 'https://escuela.example:8080/x'],
  ['ana@escuela.example', 'mailto:ana@escuela.example'],
  ['tel:+525541208800', 'tel:+525541208800'],
  ['javascript:alert(1)', null],
  ['JavaScript://a.example/%0aalert(1)', null],
  ['data:text/html,x', null],
  ['dos palabras.mx', null],
  ['hola', null],
  ['', null],
])('makes of «%s» the address %s', (typed, address) => {
  expect(linkAddress(typed)).toBe(address);
});
