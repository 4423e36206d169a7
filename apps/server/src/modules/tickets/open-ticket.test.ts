import { createField, setForm } from '@ventanilla/contracts/classification';
import { createDepartment } from '@ventanilla/contracts/departments';
import {
  findContacts,
  findOrganizations,
  listOpenTickets,
  openSeveralTickets,
  openTicket,
} from '@ventanilla/contracts/new-ticket';
import { listOrganizationChanges } from '@ventanilla/contracts/organizations';
import { createRole } from '@ventanilla/contracts/roles';
import { searchTickets } from '@ventanilla/contracts/search';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../../platform/actor.ts';
import { receive } from '../../testing/received.ts';
import { seedAgents } from '../../testing/test-app.ts';
import { addOrganization } from '../directory/index.ts';
import { openTestDesk, type TestDesk } from './test-ground/desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.app.close());

const call = (extra: object = {}) => ({
  kind: 'phone' as const,
  requester: { name: 'Mariana Escobedo', phones: ['442 218 0931'], organizationId: null },
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
      requester: {
        name: 'M. Escobedo',
        emails: [{ address: 'mariana@sanbenito.example' }],
        phones: ['+52 (442) 218-0931'],
      },
    }),
  );
  expect(second.requester.id).toBe(first.requester.id);
  const third = await open(
    call({ requester: { name: 'Otra', emails: [{ address: 'MARIANA@sanbenito.example' }] } }),
  );
  expect(third.requester).toMatchObject({ id: first.requester.id, name: 'Mariana Escobedo' });
});

test('somebody new comes with what they do, several addresses told apart, and several numbers', async () => {
  const opened = {
    name: 'Carmen Luna',
    jobTitle: 'Coordinadora de secundaria',
    emails: [
      { address: 'carmen@luna.example', label: 'official' as const },
      { address: 'luna.c@correo.example', label: 'personal' as const },
      { address: 'CARMEN@luna.example' },
    ],
    phones: ['442 555 0101', '442 555 0102'],
  };
  const first = await open(call({ requester: opened }));
  const { contact } = await desk.detailOf(first.id);
  expect(contact).toMatchObject({ name: 'Carmen Luna', jobTitle: 'Coordinadora de secundaria' });
  expect(contact.identities.map(({ value, label }) => [value, label])).toEqual([
    ['carmen@luna.example', 'official'],
    ['luna.c@correo.example', 'personal'],
    ['442 555 0101', null],
    ['442 555 0102', null],
  ]);
  const again = await open(
    call({
      requester: { name: 'C.', jobTitle: 'Directora', emails: [{ address: 'luna.c@correo.example' }] },
    }),
  );
  expect(again.requester.id).toBe(first.requester.id);
  expect((await desk.detailOf(again.id)).contact.jobTitle).toBe('Coordinadora de secundaria');
});

test('what was said some other way is in their voice too, and is answered by mail', async () => {
  const card = await open(call({ kind: 'user' }));
  expect(card).toMatchObject({ channel: 'email', stage: 'new', previewAuthor: 'customer' });
  expect((await desk.detailOf(card.id)).messages).toMatchObject([
    { author: { kind: 'customer' }, registeredBy: { id: desk.ana } },
  ]);
});

test('an internal one begins with a note, asked for by whoever opens it, and is found by its subject', async () => {
  const card = await open(
    call({ kind: 'internal', requester: null, subject: 'Revisar servidores', text: 'Antes del cierre.' }),
  );
  expect(card).toMatchObject({
    channel: 'internal',
    stage: 'new',
    previewAuthor: 'agent',
    noteCount: 1,
    requester: { name: 'Ana Solis' },
  });
  expect((await desk.detailOf(card.id)).messages).toMatchObject([
    { visibility: 'internal', author: { kind: 'agent', name: 'Ana Solis' }, text: 'Antes del cierre.' },
  ]);
  const { body } = await desk.app.call(searchTickets, { as: desk.ana, query: { q: 'servidores' } });
  expect(body.items.map(({ id }) => id)).toEqual([card.id]);
  const { status } = await desk.app.call(openTicket, { as: desk.ana, body: call({ requester: null }) });
  expect(status).toBe(400);
});

test('what was resolved in the call is answered and closed from its beginning, by whoever took it', async () => {
  const card = await open(call({ resolution: 'Le expliqué cómo darlo de alta.' }));
  expect(card).toMatchObject({ stage: 'done', status: { category: 'closed' }, owner: { id: desk.ana } });
  expect(card.firstAnswerAt).not.toBeNull();
  const detail = await desk.detailOf(card.id);
  expect(detail.messages.map(({ direction, text }) => [direction, text])).toEqual([
    ['in', expect.stringContaining('dar de alta')],
    ['out', 'Le expliqué cómo darlo de alta.'],
  ]);
  const sent = await desk.app.platform.db
    .selectFrom('outbound_messages')
    .select('id')
    .where('ticket_id', '=', card.id)
    .execute();
  expect(sent).toEqual([]);
  const { status } = await desk.app.call(openTicket, {
    as: desk.ana,
    body: call({ kind: 'internal', resolution: 'Ya.' }),
  });
  expect(status).toBe(400);
});

test('several who ask the same have a ticket each, once each, or nobody has one', async () => {
  const { requester: _, ...same } = call({ subject: 'Cambio de horario' });
  const several = (requesters: object[]) =>
    desk.app.call(openSeveralTickets, { as: desk.ana, body: { ...same, requesters: requesters as never } });
  const { status, body } = await several([
    { name: 'Irma Paz', emails: [{ address: 'irma@paz.example' }] },
    { name: 'Raúl Paz', emails: [{ address: 'raul@paz.example' }] },
    { name: 'I. Paz', emails: [{ address: 'IRMA@paz.example' }] },
  ]);
  expect(status).toBe(201);
  expect(body.items.map(({ requester }) => requester.name)).toEqual(['Irma Paz', 'Raúl Paz']);
  const refused = await several([
    { name: 'Nueva Persona', phones: ['442 600 0000'] },
    { name: 'X', phones: ['1'] },
  ]);
  expect(refused.code).toBe('contacts.not_a_phone');
  const found = await desk.app.call(findContacts, { as: desk.ana, query: { q: 'Nueva Persona' } });
  expect(found.body.items).toEqual([]);
});

test('it goes where it is sent, whose form must be filled in, and not to a department that takes none', async () => {
  const { db } = desk.app.platform;
  const [admin] = (await seedAgents(desk.app, [{ name: 'Irene Vela', roleKey: 'admin' }])) as [string];
  const made = await desk.app.call(createDepartment, {
    as: admin,
    body: { name: 'Sistemas', memberIds: [] },
  });
  const departmentId = made.body.id;
  const field = await desk.app.call(createField, {
    as: admin,
    body: { name: 'Equipo', kind: 'text', required: 'create' },
  });
  const fieldKey = field.body.key;
  await desk.app.call(setForm, {
    as: admin,
    body: { place: 'department', placeKey: departmentId, fields: [{ fieldKey, required: null }] },
    headers: { 'if-match': '0' },
  });
  const body = call({ departmentId });
  expect((await desk.app.call(openTicket, { as: desk.ana, body })).code).toBe('tickets.fields_missing');
  const card = await open(call({ departmentId, classification: { fields: { [fieldKey]: 'Portátil 4' } } }));
  expect(card.department).toEqual({ id: departmentId, name: 'Sistemas' });
  await sql`update departments set active = false where id = ${departmentId}`.execute(db);
  expect((await desk.app.call(openTicket, { as: desk.ana, body })).code).toBe('departments.retired');
});

test('writing first sends mail with its own subject and makes the writer its owner', async () => {
  const card = await open(
    call({
      kind: 'email',
      requester: { name: 'Gerardo Mena', emails: [{ address: 'gerardo@altamira.example' }] },
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
    body: call({ kind: 'email', requester: { name: 'Sin Correo' } }),
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
  expect(await refusal({ name: 'X', phones: ['12'] })).toBe('contacts.not_a_phone');
  expect(await refusal({ contactId: nobody })).toBe('contacts.not_found');
  expect(await refusal({ name: 'X', organizationId: nobody })).toBe('organizations.not_found');
});

test('people and organisations are found by name, address or digits, and what they have open is told', async () => {
  const organizationId = await desk.app.platform.transact({ actor: systemActor }, (work) =>
    addOrganization({ name: 'Instituto Altamira Norte', parentId: null, domains: ['norte.example'] }, work),
  );
  await receive(desk.app, desk.account, { from: 'iris@norte.example', name: 'Iris 100% Real' });
  const mine = await open(
    call({ requester: { name: 'Olga Rivas', phones: ['55 8123 4470'], organizationId } }),
  );
  const found = async (q: string) =>
    (await desk.app.call(findContacts, { as: desk.beto, query: { q } })).body.items.map(({ name }) => name);
  expect(await found('olga')).toEqual(['Olga Rivas']);
  expect(await found('81234470')).toEqual(['Olga Rivas']);
  expect(await found('iris@nor')).toEqual(['Iris 100% Real']);
  expect(await found('100%')).toEqual(['Iris 100% Real']);
  const places = (await desk.app.call(findOrganizations, { as: desk.beto, query: { q: 'altamira n' } })).body;
  expect(places.items).toMatchObject([
    { id: organizationId, name: 'Instituto Altamira Norte', parentName: null },
  ]);

  const open2 = await desk.app.call(listOpenTickets, {
    as: desk.beto,
    query: { contactId: mine.requester.id, organizationId },
  });
  expect(open2.body.items.map(({ requesterName }) => requesterName)).toEqual([
    'Olga Rivas',
    'Iris 100% Real',
  ]);
});

describe('an organization that the directory has not got (W5)', () => {
  const withNew = (newOrganization: object, extra: object = {}) =>
    call({ requester: { name: `Persona ${Math.random()}`, newOrganization, ...extra } });
  const tryIt = (body: ReturnType<typeof call>) => desk.app.call(openTicket, { as: desk.ana, body });

  test('is made with the ticket, with the domain of their work, and told in its history', async () => {
    const emails = [
      { address: 'dir@tlalpan.example', label: 'official' },
      { address: 'yo@gmail.com', label: 'personal' },
    ];
    const card = await open(withNew({ name: 'Instituto Tlalpan' }, { emails }));
    expect(card.requester.organizationName).toBe('Instituto Tlalpan');
    const { body } = await desk.app.call(findOrganizations, {
      as: desk.ana,
      query: { q: 'tlalpan.example' },
    });
    expect(body.items).toMatchObject([
      { name: 'Instituto Tlalpan', domains: ['tlalpan.example'], likeness: 100 },
    ]);
    const [admin] = (await seedAgents(desk.app, [{ name: 'Ada Jefa', roleKey: 'admin' }])) as [string];
    const told = await desk.app.call(listOrganizationChanges, {
      as: admin,
      params: { organizationId: body.items[0]!.id },
    });
    expect(told.body.items).toMatchObject([{ by: 'Ana Solis', part: 'made', from: null, to: null }]);
  });

  test('beside one that is like it needs a reason, which stays; nothing is opened without', async () => {
    await open(withNew({ name: 'Colegio Xochimilco' }));
    const before = await desk.app.call(findContacts, { as: desk.ana, query: { q: 'Persona' } });
    const refused = await tryIt(withNew({ name: 'Colejio Xochimilco' }));
    expect(refused).toMatchObject({ status: 400, code: 'organizations.reason_missing' });
    const after = await desk.app.call(findContacts, { as: desk.ana, query: { q: 'Persona' } });
    expect(after.body.items).toHaveLength(before.body.items.length);
    const card = await open(withNew({ name: 'Colegio Xochimilco', reason: 'Es el de la tarde.' }));
    expect(card.requester.organizationName).toBe('Colegio Xochimilco');
    const { rows } = await sql<{ made_because: string | null }>`
      select made_because from organizations where name = 'Colegio Xochimilco' order by created_at`.execute(
      desk.app.platform.db,
    );
    expect(rows.map((row) => row.made_because)).toEqual([null, 'Es el de la tarde.']);
  });

  test('is made once for several people of it', async () => {
    const newOrganization = { name: 'Liceo Coyoacán', reason: null };
    const { requester: _, ...same } = call();
    const requesters = ['Una', 'Dos'].map((name) => ({ name, newOrganization }));
    const { body } = await desk.app.call(openSeveralTickets, {
      as: desk.ana,
      body: { ...same, requesters },
    });
    expect(body.items.map(({ requester }) => requester.organizationName)).toEqual([
      'Liceo Coyoacán',
      'Liceo Coyoacán',
    ]);
    const { rows } = await sql`select from organizations where name = 'Liceo Coyoacán'`.execute(
      desk.app.platform.db,
    );
    expect(rows).toHaveLength(1);
  });
});

test('whoever sees only what is theirs gives what they open to another, and sees it no more', async () => {
  const [admin, carla] = (await seedAgents(desk.app, [
    { name: 'Alma Jefa', roleKey: 'admin' },
    { name: 'Carla Ruiz' },
  ])) as [string, string];
  const role = await desk.app.call(createRole, {
    as: admin,
    body: {
      name: 'Sólo lo suyo',
      permissions: ['tickets:read', 'tickets:create', 'tickets:take', 'tickets:assign', 'people:read'],
      scope: 'own',
      narrower: {},
    },
  });
  await sql`update agents set role_key = ${role.body.key} where id = ${carla}`.execute(desk.app.platform.db);
  const given = await open(call({ ownerId: desk.beto }), carla);
  expect(given).toMatchObject({ owner: { id: desk.beto }, can: [] });
  const kept = await open(call({ ownerId: carla }), carla);
  expect(kept).toMatchObject({ owner: { id: carla } });
  expect(kept.can).toContain('assign');
});
