import {
  findContacts,
  findOrganizations,
  listOpenTickets,
  openTicket,
} from '@ventanilla/contracts/new-ticket';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '../../platform/actor.ts';
import { receive } from '../../testing/received.ts';
import { addOrganization } from '../directory/index.ts';
import { openTestDesk, type TestDesk } from './test-ground/desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.app.close());

const call = (extra: object = {}) => ({
  kind: 'phone' as const,
  requester: { name: 'Mariana Escobedo', email: null, phone: '442 218 0931', organizationId: null },
  subject: 'Alta de un docente',
  text: 'Buen día. Necesito dar de alta a un docente de secundaria.',
  ...extra,
});

async function open(body: ReturnType<typeof call>, as = desk.ana) {
  return (await desk.app.call(openTicket, { as, body })).body;
}

test('a call becomes a ticket of a new person, in the caller’s words, with who wrote them down', async () => {
  const card = await open(call());
  expect(card).toMatchObject({
    channel: 'phone',
    stage: 'new',
    owner: null,
    previewAuthor: 'customer',
    requester: { name: 'Mariana Escobedo' },
  });
  const detail = await desk.detailOf(card.id);
  expect(detail.messages).toMatchObject([
    {
      direction: 'in',
      author: { kind: 'customer', name: 'Mariana Escobedo' },
      registeredBy: { id: desk.ana, name: 'Ana Solis' },
      text: expect.stringContaining('dar de alta'),
    },
  ]);
  expect(detail.contact.identities).toMatchObject([{ kind: 'phone', value: '442 218 0931' }]);
  expect(detail.history.find(({ type }) => type === 'ticket.created')?.actor.name).toBe('Ana Solis');
  expect((await desk.columnsOf(desk.beto))['new']).toContain(card.id);
});

test('the same number written otherwise is the same person, and learns their address', async () => {
  const first = await open(call());
  const second = await open(
    call({
      requester: { name: 'M. Escobedo', email: 'mariana@sanbenito.example', phone: '+52 (442) 218-0931' },
    }),
  );
  expect(second.requester.id).toBe(first.requester.id);
  const third = await open(
    call({ requester: { name: 'Otra', email: 'MARIANA@sanbenito.example', phone: null } }),
  );
  expect(third.requester).toMatchObject({ id: first.requester.id, name: 'Mariana Escobedo' });
});

test('writing first sends mail with its own subject and makes the writer its owner', async () => {
  const card = await open(
    call({
      kind: 'email',
      requester: { name: 'Gerardo Mena', email: 'gerardo@altamira.example', phone: null },
      subject: 'Tu factura de octubre',
      text: 'Hola, Gerardo: ya está corregida.',
    }),
  );
  expect(card).toMatchObject({ channel: 'email', stage: 'answered', owner: { id: desk.ana } });
  const detail = await desk.detailOf(card.id);
  expect(detail.messages).toMatchObject([{ direction: 'out', to: ['gerardo@altamira.example'] }]);
  const outgoing = await desk.app.platform.db
    .selectFrom('outbound_messages')
    .select('envelope')
    .where('ticket_id', '=', card.id)
    .executeTakeFirstOrThrow();
  expect(outgoing.envelope).toMatchObject({ subject: 'Tu factura de octubre', inReplyTo: null });
});

test('writing first to somebody without an address opens nothing and says why', async () => {
  const before = await desk.columnsOf(desk.beto);
  const { status, code } = await desk.app.call(openTicket, {
    as: desk.ana,
    body: call({ kind: 'email', requester: { name: 'Sin Correo', email: null, phone: null } }),
  });
  expect([status, code]).toEqual([409, 'tickets.no_reply_address']);
  expect(await desk.columnsOf(desk.beto)).toEqual(before);
});

test('a ticket may be opened for a colleague, and not for whoever left', async () => {
  expect((await open(call({ ownerId: desk.beto }))).owner).toMatchObject({ id: desk.beto });
  const { code } = await desk.app.call(openTicket, {
    as: desk.ana,
    body: call({ ownerId: '018f0000-0000-7000-8000-000000000000' }),
  });
  expect(code).toBe('tickets.unknown_agent');
});

test('what is no phone, no person and no organisation is refused by its name', async () => {
  const nobody = '018f0000-0000-7000-8000-000000000000';
  const refusal = async (requester: object) =>
    (await desk.app.call(openTicket, { as: desk.ana, body: call({ requester }) })).code;
  expect(await refusal({ name: 'X', phone: '12' })).toBe('contacts.not_a_phone');
  expect(await refusal({ contactId: nobody })).toBe('contacts.not_found');
  expect(await refusal({ name: 'X', organizationId: nobody })).toBe('organizations.not_found');
});

test('people and organisations are found by name, address or digits, and what they have open is told', async () => {
  const organizationId = await desk.app.platform.transact({ actor: systemActor }, (work) =>
    addOrganization({ name: 'Instituto Altamira Norte', parentId: null, domains: ['norte.example'] }, work),
  );
  await receive(desk.app, desk.account, { from: 'iris@norte.example', name: 'Iris 100% Real' });
  const mine = await open(
    call({ requester: { name: 'Olga Rivas', email: null, phone: '55 8123 4470', organizationId } }),
  );
  const found = async (q: string) =>
    (await desk.app.call(findContacts, { as: desk.beto, query: { q } })).body.items.map(({ name }) => name);
  expect(await found('olga')).toEqual(['Olga Rivas']);
  expect(await found('81234470')).toEqual(['Olga Rivas']);
  expect(await found('iris@nor')).toEqual(['Iris 100% Real']);
  expect(await found('100%')).toEqual(['Iris 100% Real']);
  const places = (await desk.app.call(findOrganizations, { as: desk.beto, query: { q: 'altamira n' } })).body;
  expect(places.items).toEqual([{ id: organizationId, name: 'Instituto Altamira Norte', parentName: null }]);

  const open2 = await desk.app.call(listOpenTickets, {
    as: desk.beto,
    query: { contactId: mine.requester.id, organizationId },
  });
  expect(open2.body.items.map(({ requesterName }) => requesterName)).toEqual([
    'Olga Rivas',
    'Iris 100% Real',
  ]);
});
