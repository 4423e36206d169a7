import { describe, expect, it } from 'vitest';
import type { PlacedAction } from '../../../shared/actions/actions.ts';
import { mayNameSomebody } from './kinds-in-order.rules.ts';
import { itemsOf, type PaletteTicket, paletteSections, stepFrom } from './palette.rules.ts';

const action = (
  place: PlacedAction['place'],
  name: string,
  extra: Partial<PlacedAction> = {},
): PlacedAction => ({
  place,
  id: name,
  name,
  run: () => {},
  ...extra,
});
const ticket = (id: string) => ({ id }) as PaletteTicket;

const actions = [
  action('ticket', 'Responder'),
  action('ticket', 'Tomar este ticket', { enabled: false }),
  action('board', 'Tarjeta siguiente', { keyOnly: true }),
  action('writing', 'Enviar', { run: undefined }),
  action('go', 'Ir al mesón'),
];
const sectionsFor = (typed: string, found: string[] = []) =>
  paletteSections({ typed, actions, recent: [ticket('r1'), ticket('r2')], found: found.map(ticket) }).map(
    ({ key, items }) => [key, items.map((item) => (item.kind === 'ticket' ? item.ticket.id : item.key))],
  );

describe('the palette offers', () => {
  it('recent tickets, what can be done here and where one can go, with nothing typed', () => {
    expect(sectionsFor('')).toEqual([
      ['recent', ['r1', 'r2']],
      ['here', ['ticket-Responder']],
      ['go', ['go-Ir al mesón']],
    ]);
  });

  it('tickets before actions that only have the words', () => {
    expect(sectionsFor('meson', ['t1'])).toEqual([
      ['tickets', ['t1', 'all']],
      ['go', ['go-Ir al mesón']],
    ]);
  });

  it.each([
    ['words', 'boletas', ['tickets', 'organizations', 'people', 'go']],
    ['the number of a ticket', 'V-218', ['tickets', 'people', 'organizations']],
    ['a bare number', '218', ['tickets', 'people', 'organizations']],
    ['a name', 'solís an', ['people', 'organizations', 'tickets']],
    ['a name without its accent', 'ana solis', ['people', 'organizations', 'tickets']],
    ['an e-mail', 'ana@sanbenito.example', ['people', 'organizations', 'tickets']],
    ['a part of an e-mail', '@sanbenito', ['people', 'organizations', 'tickets']],
    ['a telephone', '+52 55 8123 4470', ['people', 'organizations', 'tickets']],
    ['the last digits of a telephone', '8123 4470', ['people', 'organizations', 'tickets']],
    ['an organisation', 'san ben', ['organizations', 'tickets', 'people']],
  ])('%s: first the kind that was meant', (_, typed, order) => {
    const sections = paletteSections({
      typed: ` ${typed} `,
      actions: [action('go', 'Imprimir boletas')],
      recent: [],
      found: [ticket('t1')],
      people: [{ id: 'p1', name: 'Ana Solís', organization: null, emails: [], phones: [] }],
      organizations: [{ id: 'o1', name: 'Colegio San Benito', parentName: null }],
    });
    expect(sections.map(({ key }) => key)).toEqual(order);
  });

  it('the action whose name begins so before any ticket', () => {
    expect(sectionsFor('resp', ['t1'])).toEqual([
      ['here', ['ticket-Responder']],
      ['tickets', ['t1', 'all']],
    ]);
  });

  it('actions alone after >', () => {
    expect(sectionsFor('>')).toEqual([
      ['here', ['ticket-Responder']],
      ['go', ['go-Ir al mesón']],
    ]);
    expect(sectionsFor('> resp')).toEqual([['here', ['ticket-Responder']]]);
  });

  it('nothing, where nothing answers', () => {
    expect(sectionsFor('xyz')).toEqual([]);
  });
});

describe('people are looked for', () => {
  it.each([
    ['with a few letters', 'ana', true],
    ['with a telephone', '55 8123 4470', true],
    ['not with two letters', 'an', false],
    ['not with the number of a ticket', 'V-2180', false],
  ])('%s', (_, text, expected) => {
    expect(mayNameSomebody(text)).toBe(expected);
  });
});

describe('the arrows', () => {
  const items = itemsOf(paletteSections({ typed: '', actions, recent: [ticket('r1')], found: [] }));
  it.each([
    ['down', 'r1', 1, 'ticket-Responder'],
    ['down from the last to the first', 'go-Ir al mesón', 1, 'r1'],
    ['up from the first to the last', 'r1', -1, 'go-Ir al mesón'],
    ['to the first where nothing is marked', null, 1, 'r1'],
  ])('go %s', (_, from, step, to) => {
    expect(stepFrom(items, from, step)).toBe(to);
  });

  it('go nowhere in an empty list', () => {
    expect(stepFrom([], null, 1)).toBeNull();
  });
});
