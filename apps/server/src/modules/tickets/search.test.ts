import { createField } from '@ventanilla/contracts/classification';
import { type SearchAnswer, searchTickets } from '@ventanilla/contracts/search';
import * as contract from '@ventanilla/contracts/tickets';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemActor } from '../../platform/actor.ts';
import { receive } from '../../testing/received.ts';
import { seedAgents, type TestApp } from '../../testing/test-app.ts';
import { addContact, addOrganization } from '../directory/index.ts';
import { openTestDesk, type TestDesk } from './test-ground/desk.ts';

let app: TestApp;
let account: string;
let ana: string;
let reply: TestDesk['reply'];

/** Tickets of the ground by what they are about. */
const ids = {} as Record<'boletas' | 'pago' | 'credencial' | 'horario', string>;
let boletasNumber: number;

beforeAll(async () => {
  ({ app, account, ana, reply } = await openTestDesk());
  await app.platform.transact({ actor: systemActor }, async (work) => {
    const school = await addOrganization(
      { name: 'Colegio San Benito Querétaro', parentId: null, domains: ['sanbenito.mx'] },
      work,
    );
    const person = { organizationId: school, language: 'es' as const };
    await addContact(
      { ...person, name: 'Zacarías Núñez', emails: ['z.nunez@sanbenito.mx'], phones: ['+52 442 123 4567'] },
      work,
    );
  });
  await receive(app, account, {
    from: 'z.nunez@sanbenito.mx',
    subject: 'No puedo imprimir boletas',
    text: 'Al imprimir las boletas de 3.º sale la hoja en blanco. La reinscripción sí funciona.',
  }).then(({ ticketId, ticketNumber }) => {
    ids.boletas = ticketId;
    boletasNumber = ticketNumber;
  });
  app.clock.advance(60_000);
  ids.pago = await receiveId({
    from: 'lorena@familia.mx',
    name: 'Lorena Duarte Fuentes',
    subject: 'Cobro doble',
    text: 'Pagué dos veces las Colegiaturas de marzo.\nLes mando el comprobante   del banco.',
  });
  app.clock.advance(60_000);
  ids.credencial = await receiveId({
    from: 'hugo@familia.mx',
    name: 'Hugo Zamarripa',
    subject: 'Credencial extraviada',
    text: 'Necesito reponer la credencial de mi hijo. No es urgente.',
  });
  app.clock.advance(60_000);
  ids.horario = await receiveId({
    from: 'marta@familia.mx',
    name: 'Marta Quijano',
    subject: 'Horario de atención',
    text: '¿A qué hora abren la ventanilla del banco?',
  });
});
afterAll(() => app.close());
beforeEach(() => app.clock.advance(60_000));

async function classify(ticketId: string, asked: object) {
  const { status } = await app.call(contract.classifyTicket, { as: ana, params: { ticketId }, body: asked });
  expect(status).toBe(200);
}

async function receiveId(mail: Parameters<typeof receive>[2]) {
  return (await receive(app, account, mail)).ticketId;
}

async function search(q: string, query: { limit?: number; cursor?: string; state?: 'open' | 'closed' } = {}) {
  const { status, body } = await app.call(searchTickets, { as: ana, query: { q, ...query } });
  expect(status).toBe(200);
  return body;
}

const found = ({ items }: SearchAnswer) => items.map(({ id }) => id);
const marked = ({ items }: SearchAnswer) =>
  items.flatMap(({ match }) =>
    match ? match.marks.map(({ start, length }) => match.snippet.slice(start, start + length)) : [],
  );

describe('search finds a ticket', () => {
  test.each([
    ['its number as printed', () => `V-${boletasNumber}`],
    ['its number as people write it', () => `#${boletasNumber}`],
    ['the last digits of the phone', () => '4567'],
    ['the phone however it is written', () => '(442) 123-45 67'],
    ['the phone with its country', () => '+52 1 442 123 4567'],
    ['the e-mail', () => 'z.nunez@sanbenito.mx'],
    ['part of the e-mail', () => 'nunez@sanb'],
    ['the name without its accents', () => 'zacarias nunez'],
    ['the beginning of a name', () => 'zaca'],
    ['a name with another accent', () => 'Zacariás'],
    ['the organisation', () => 'queretaro'],
    ['the beginnings of the organisation’s words', () => 'san ben'],
    ['person and organisation at once', () => 'zacarias benito'],
    ['a word of the message', () => 'hoja'],
    ['a word of the message in another number', () => 'boleta'],
    ['a word without its accent', () => 'reinscripcion'],
    ['a word with its accent', () => 'reinscripción'],
    ['the beginning of a word while it is typed', () => 'reinscripc'],
    ['several words, in any order', () => 'blanco imprimir'],
    ['a phrase', () => '"hoja en blanco"'],
    ['a name and a word', () => 'zacarias reinscripcion'],
    ['an organisation and the beginning of a word', () => 'benito reinscr'],
  ])('by %s', async (_, ask) => {
    expect(found(await search(ask()))).toEqual([ids.boletas]);
  });

  test('by its pasted address, with the message that the address names', async () => {
    const address = `https://mesa.example/tickets/${ids.boletas}`;
    expect(found(await search(address))).toEqual([ids.boletas]);
    expect(found(await search(`https://mesa.example/tickets/V-${boletasNumber}`))).toEqual([ids.boletas]);
    const { body } = await app.call(contract.getTicket, { as: ana, params: { ticketId: ids.boletas } });
    const messageId = body.messages[0]!.id;
    const { items } = await search(`${address}?message=${messageId}`);
    expect(items[0]?.match).toMatchObject({ messageId, authorName: 'Zacarías Núñez' });
  });

  test('by a pasted address of none, or with a message of another, nothing that is not there', async () => {
    const nobody = app.platform.ids.uuid();
    expect(await search(`/tickets/${nobody}`)).toMatchObject({ items: [], total: { value: 0 } });
    const { items } = await search(`/tickets/${ids.boletas}?message=${nobody}`);
    expect(items).toMatchObject([{ id: ids.boletas, match: null }]);
  });

  test.each([
    ['one letter wrong', 'Zamaripa'],
    ['two letters changed places', 'hugo zamarirpa'],
    ['another letter', 'samarripa'],
  ])('by a name with %s, saying that it only looks alike', async (_, typed) => {
    const answer = await search(typed);
    expect(found(answer)).toEqual([ids.credencial]);
    expect(answer.precision).toBe('similar');
  });

  test('by the words of an answer of ours, and by those of a note', async () => {
    await reply(ids.credencial, ana, { text: 'Se la entregamos en papelería.' });
    const params = { ticketId: ids.credencial };
    const note = await app.call(contract.addNote, {
      as: ana,
      params,
      body: { text: 'La trajo el intendente.' },
    });
    expect(found(await search('papeleria'))).toEqual([ids.credencial]);
    const byNote = await search('intendente');
    expect(byNote.items[0]?.match).toMatchObject({
      messageId: note.body.message.id,
      visibility: 'internal',
      authorName: 'Ana Solis',
      snippet: 'La trajo el intendente.',
      marks: [{ start: 12, length: 10 }],
    });
  });

  test('by a subject that was changed by hand, and still by the mail’s own', async () => {
    const { body } = await app.call(contract.getTicket, { as: ana, params: { ticketId: ids.horario } });
    await app.call(contract.updateTicket, {
      as: ana,
      params: { ticketId: ids.horario },
      body: { subject: 'Calendario de taquilla' },
      headers: { 'if-match': `"${body.ticket.version}"` },
    });
    expect(found(await search('taquillas'))).toEqual([ids.horario]);
    expect(found(await search('horario'))).toEqual([ids.horario]);
  });

  test('by an imported number', async () => {
    await sql`update tickets set legacy_number = 'INC-0042' where id = ${ids.pago}`.execute(app.platform.db);
    expect(found(await search('INC-0042'))[0]).toBe(ids.pago);
  });

  test('the moment it is stored, without waiting for anything', async () => {
    const { ticketId } = await receive(app, account, { from: 'ya@x.mx', text: 'El murciélago del techo.' });
    expect(found(await search('murcielago'))).toEqual([ticketId]);
  });
});

describe('search leaves out', () => {
  test.each([
    ['one of the words missing', 'boletas comprobante'],
    ['a phrase in another order', '"blanco en hoja"'],
    ['a phrase with another ending', '"hojas en blanco"'],
    ['the middle of a phone', '1234'],
    ['a word that nobody wrote', 'ornitorrinco'],
  ])('with %s', async (_, typed) => {
    expect(found(await search(typed))).toEqual([]);
  });

  test('what is of the other state', async () => {
    const { ticketId } = await receive(app, account, { from: 'estado@x.mx', text: 'Sobre el telescopio.' });
    expect(found(await search('telescopio', { state: 'closed' }))).toEqual([]);
    await app.call(contract.ignoreTicket, { as: ana, params: { ticketId } });
    expect(found(await search('telescopio', { state: 'closed' }))).toEqual([ticketId]);
    expect(found(await search('telescopio', { state: 'open' }))).toEqual([]);
  });

  test('everything, for whoever may see nothing', async () => {
    await sql`update roles set scope = 'none' where key = 'agent'`.execute(app.platform.db);
    try {
      for (const q of [
        '',
        `V-${boletasNumber}`,
        '4567',
        'zacarias',
        'boletas',
        '"hoja en blanco"',
        'zamaripa',
      ]) {
        expect(await search(q)).toMatchObject({ items: [], suggestion: null });
      }
    } finally {
      await sql`update roles set scope = 'all' where key = 'agent'`.execute(app.platform.db);
    }
  });
});

describe('what search answers', () => {
  test('shows the words around what was found, with its place in the text', async () => {
    const answer = await search('colegiatura comprobantes');
    expect(found(answer)).toEqual([ids.pago]);
    expect(marked(answer)).toEqual(['Colegiaturas', 'comprobante']);
    expect(answer.items[0]?.match?.snippet).not.toMatch(/[<>\ue000\ue001\n]/);
  });

  test('marks what was found in the subject', async () => {
    const [item] = (await search('cobros')).items;
    expect(item?.subjectMarks).toEqual([{ start: 0, length: 5 }]);
  });

  test('puts the number first and the newest activity after it', async () => {
    const words = ['primero', 'segundo', 'tercero'];
    const tickets: string[] = [];
    for (const word of words) {
      app.clock.advance(1000);
      tickets.push(await receiveId({ from: `${word}@x.mx`, text: `El folio ${boletasNumber} va ${word}.` }));
    }
    expect(found(await search(String(boletasNumber)))).toEqual([ids.boletas, ...tickets.reverse()]);
  });

  test('pages follow each other without repeating or losing a ticket', async () => {
    const sent: string[] = [];
    for (let n = 0; n < 7; n += 1) {
      app.clock.advance(1000);
      sent.unshift(await receiveId({ from: `hoja${n}@x.mx`, text: `Sobre la mandolina ${n}.` }));
    }
    const all: string[] = [];
    let cursor: string | undefined;
    do {
      const answer = await search('mandolinas', { limit: 3, ...(cursor ? { cursor } : {}) });
      expect(answer.total).toEqual({ value: 7, capped: false });
      all.push(...found(answer));
      cursor = answer.nextCursor ?? undefined;
    } while (cursor);
    expect(all).toEqual(sent);
  });

  test('a ticket comes once, with its newest message that holds the words', async () => {
    const mail = { from: 'doble@x.mx', externalId: 'doble@x', text: 'El acordeón no suena.' };
    const { ticketId } = await receive(app, account, mail);
    app.clock.advance(1000);
    const later = await receive(app, account, {
      from: 'doble@x.mx',
      referenceIds: ['doble@x'],
      text: 'Ya suena el acordeón, gracias.',
    });
    const { items } = await search('acordeon');
    expect(items.map(({ id }) => id)).toEqual([ticketId]);
    expect(items[0]?.match).toMatchObject({ messageId: later.messageId });
  });

  test('guesses the word that was meant from recent subjects, where nothing is found', async () => {
    expect((await search('boleats')).suggestion).toBe('boletas');
    expect((await search('xyzxyz')).suggestion).toBeNull();
  });

  test('nothing asked is everything, newest first', async () => {
    const { items, total } = await search('', { limit: 100 });
    expect(items.length).toBeGreaterThan(4);
    expect(total).toBeNull();
    expect(items.map(({ activityAt }) => activityAt)).toEqual(
      items
        .map(({ activityAt }) => activityAt)
        .sort()
        .reverse(),
    );
  });
});

describe('any text is a search', () => {
  test.each([
    "'",
    "''",
    "a' | b",
    'a:*',
    '!a & (b',
    'a <-> b',
    '\\',
    "'\\'",
    '%',
    '_',
    '%%%%',
    '\u0000a',
    '\ud800',
    '""',
    '"',
    '"\'"',
    'de la',
    'V-999999999999999',
    '９９９％＿',
    '\ue000boletas\ue001',
    'ﬁ ﬀ',
    '🎻 🎻',
    '@',
    '@@ ..',
    "x'); drop table tickets; --",
  ])('%j', async (q) => {
    await search(q);
  });

  test('whatever it holds', async () => {
    const signs = fc.constantFrom(...Array.from('\'"\\%_:*&|!()<>-@.+ aáñ12«»'));
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: signs, maxLength: 24 }), async (q) => {
        await search(q);
      }),
      { numRuns: 60 },
    );
  });
});

test('a search that takes longer than a few seconds ends with words, and holds no connection', async () => {
  const blocker = await app.platform.database.pool.connect();
  await blocker.query('begin');
  await blocker.query('lock table contacts in access exclusive mode');
  const began = performance.now();
  const answer = await app.call(searchTickets, { as: ana, query: { q: 'zacarias' } });
  expect([answer.status, answer.code]).toEqual([503, 'tickets.search_too_slow']);
  expect(performance.now() - began).toBeLessThan(5_000);
  await blocker.query('rollback');
  blocker.release();
  expect((await app.call(searchTickets, { as: ana, query: { q: 'zacarias' } })).status).toBe(200);
});

describe('tags and fields', () => {
  let courseKey: string;
  let levelKey: string;
  const found = async (q: string) => (await search(q)).items.map(({ id }) => id);

  beforeAll(async () => {
    const [admin] = (await seedAgents(app, [{ name: 'Irene Vela', roleKey: 'admin' }])) as [string];
    const { body: level } = await app.call(createField, {
      as: admin,
      body: { name: 'Nivel', kind: 'choice', options: [{ name: 'Preescolar' }, { name: 'Bachillerato' }] },
    });
    const { body: course } = await app.call(createField, {
      as: admin,
      body: { name: 'Curso', kind: 'text' },
    });
    [levelKey, courseKey] = [level.key, course.key];
    await classify(ids.credencial, {
      addTags: ['critical_case', 'important'],
      fields: { [levelKey]: level.options[1]!.key, [courseKey]: 'Taller de álgebra 7734' },
    });
    await classify(ids.pago, { addTags: ['complaint'] });
  });

  test.each([
    ['the name of a tag', 'queja', 'pago'],
    ['its name in the other language, without accents', 'critical', 'credencial'],
    ['a tag of whoever asks', 'importante', 'credencial'],
    ['the name of what was chosen', 'bachillerato', 'credencial'],
    ['what was written, whatever its endings and accents', 'algebras', 'credencial'],
    ['a word of each', 'crítico bachillerato álgebra', 'credencial'],
    ['a tag and the words of a message', 'queja comprobante', 'pago'],
    ['a tag and who asks', 'lorena queja', 'pago'],
    ['the beginning of what was written', 'algeb', 'credencial'],
  ] as const)('find a ticket by %s', async (_, q, which) => {
    expect(await found(q)).toEqual([ids[which]]);
  });

  test('no longer find it once they are taken away, and find it by the new name of a tag', async () => {
    await classify(ids.credencial, { removeTags: ['critical_case'], fields: { [courseKey]: null } });
    expect(await found('álgebra')).toEqual([]);
    expect(await found('crítico')).toEqual([]);
    await sql`update tags set name = 'Inconformidad' where key = 'complaint'`.execute(app.platform.db);
    expect(await found('inconformidad')).toEqual([ids.pago]);
    expect(await found('queja')).not.toContain(ids.pago);
  });
});
