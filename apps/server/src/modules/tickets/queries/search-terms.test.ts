import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSearch, searchWordsMax } from './search-terms.ts';

describe('what was typed as terms', () => {
  test.each([
    ['V-123', 123],
    ['v 123', 123],
    ['#123', 123],
    ['123', 123],
    ['  0123 ', 123],
    ['123 boletas', null],
    ['12345678901234567890', null],
  ])('the number in «%s» is %s', (typed, number) => {
    expect(parseSearch(typed).number).toBe(number);
  });

  const [ticketId, messageId] = [
    '019caf11-1fc8-7a8d-abb0-1ab24fdd0cb8',
    '019caf11-2fc8-7a8d-abb0-1ab24fdd0cb8',
  ];
  test.each([
    [`https://mesa.example/tickets/${ticketId}`, { ticketId, messageId: null }],
    [`/tickets/${ticketId}?column=new&message=${messageId}`, { ticketId, messageId }],
    [`mira https://mesa.example/tickets/${ticketId}`, null],
    [`https://mesa.example/tickets/${ticketId}x`, null],
    [ticketId, null],
  ])('the address in «%s» leads to %j', (typed, link) => {
    expect(parseSearch(typed).link).toEqual(link);
  });

  test.each(['https://mesa.example/tickets/V-123', '/tickets/123?column=new'])(
    'the address «%s» asks for its number and nothing else',
    (typed) => {
      expect(parseSearch(typed)).toMatchObject({ number: 123, words: [], phrases: [], link: null });
    },
  );

  test.each([
    ['5678', ['5678']],
    ['55 1234 5678', ['5512345678']],
    ['+52 (55) 1234-5678', ['5512345678']],
    ['044 55 1234 5678', ['5512345678']],
    ['garcía 5678', [null, '5678']],
    ['12', [null]],
  ])('the last digits of phones in «%s» are %j', (typed, phones) => {
    expect(parseSearch(typed).words.map(({ phone }) => phone)).toEqual(phones);
  });

  test.each([
    ['boletas colegiatura', ['boletas', 'colegiatura'], []],
    ['¿boletas, o «pago doble» hoy?', ['boletas', 'o', 'hoy'], ['pago doble']],
    ['"no llegó" ana@x.mx', ['ana@x.mx'], ['no llegó']],
    ['“una” "dos tres"', [], ['una', 'dos tres']],
    ['se quedó "abierto', ['se', 'quedó', 'abierto'], []],
    ["O'Brien & (Peña)", ["O'Brien", 'Peña'], []],
    ['!!! % _ \\', [], []],
  ])('«%s» has its words and its phrases', (typed, words, phrases) => {
    const terms = parseSearch(typed);
    expect(terms.words.map(({ text }) => text)).toEqual(words);
    expect(terms.phrases).toEqual(phrases);
  });

  test('any text has terms without what no text holds, in bounds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
        const { text, words, phrases } = parseSearch(typed);
        expect(words.length).toBeLessThanOrEqual(searchWordsMax);
        expect(phrases.length).toBeLessThanOrEqual(searchWordsMax);
        expect([text, ...phrases, ...words.map((word) => word.text)].join('')).not.toMatch(/\p{C}/u);
        expect(words.every((word) => /[\p{L}\p{N}]/u.test(word.text))).toBe(true);
      }),
    );
  });
});
