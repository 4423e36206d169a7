import { getClassification } from '@ventanilla/contracts/classification';
import { findContacts, findOrganizations, openTicket } from '@ventanilla/contracts/new-ticket';
import { getTicketClocks } from '@ventanilla/contracts/sla';
import * as tickets from '@ventanilla/contracts/tickets';
import { addTimeEntry } from '@ventanilla/contracts/time-entries';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWeknow, type Weknow } from './test-ground/weknow-house.ts';
import { weknowLines } from './test-ground/weknow-lines.ts';

const slides = ['9', '11', '12', '13', '14', '15', '17', '18', '20', '21', '22', '23', '24'];
const ofSlides = weknowLines.filter(({ at }) => slides.includes(at));
const played = new Set<string>();

let house: Weknow;
let definitions: Awaited<ReturnType<typeof readDefinitions>>;
const readDefinitions = async () => (await house.app.call(getClassification, { as: house.admin })).body;

beforeAll(async () => {
  house = await openWeknow();
  definitions = await readDefinitions();
});
beforeEach(() => house.told());
afterAll(() => house.app.close());

/** A line of the document that the test asserts as it goes. */
function plays(at: string, ...begins: string[]): void {
  for (const begin of begins) {
    const line = ofSlides.find((one) => one.at === at && one.says.startsWith(begin));
    if (!line || line.waits) throw new Error(`no line of slide ${at} begins so and can be played: ${begin}`);
    played.add(`${line.at}: ${line.says}`);
  }
}

const params = (ticketId: string) => ({ params: { ticketId } });
const statusOf = async (ticketId: string) => {
  const { ticket } = await house.detail('Raúl', ticketId);
  return definitions.statuses.find(({ key }) => key === ticket.status.key)?.name;
};
const flagOf = async (ticketId: string) => (await house.detail('Raúl', ticketId)).ticket.flag?.name ?? null;
const can = async (as: Parameters<Weknow['detail']>[0], ticketId: string) =>
  (await house.detail(as, ticketId)).ticket.can;
const used = <T extends { name: string; active: boolean }>(list: readonly T[]) =>
  list.filter(({ active }) => active).map(({ name }) => name);

describe('a ticket that a school writes, from its mail to its end', () => {
  test('passes through support, whoever solves it and whoever closes it, and each is told what slide 9 says', async () => {
    plays('22', 'Estatus');
    plays('9', 'Educación. Nuevo ticket');
    const mail = { from: 'maestra@altamira.mx', name: 'Olga Ruiz', externalId: 'uno@altamira.mx' };
    const ticketId = await house.arrives({ ...mail, subject: 'No se ve el examen' });
    expect(await house.told()).toEqual({ ticket_created: ['Lucero', 'Majo', 'Saray'] });
    expect([await statusOf(ticketId), await flagOf(ticketId)]).toEqual(['Abierto', null]);

    plays('20', 'Cuando lo mete el cliente');
    plays('23', 'Dispatch');
    plays('9', 'Educación. Asignar Responsable');
    expect((await house.pass('Sofía', ticketId, 'Educación')).status).toBe(200);
    expect((await house.assign('Raúl', ticketId, 'Raúl')).code).toBe('tickets.beyond_rule');
    expect((await house.assign('Sofía', ticketId, 'Raúl')).status).toBe(200);
    expect(await house.told()).toEqual({ ticket_assigned_to_you: ['Raúl'] });
    expect(
      (await house.classify('Sofía', ticketId, { typeKey: 'problem', priorityKey: 'urgent' })).status,
    ).toBe(200);

    plays('21', 'El responsable asigna status', 'El responsable aplica la bandera');
    plays('24', 'Azul', 'Naranja', 'Verde', 'Sin bandera');
    const { ticket } = await house.detail('Raúl', ticketId);
    const begun = await house.app.call(tickets.updateTicket, {
      as: house.people.Raúl,
      ...params(ticketId),
      body: { statusKey: 'in_progress' },
      headers: { 'if-match': `"${ticket.version}"` },
    });
    expect(begun.status).toBe(200);
    expect(await statusOf(ticketId)).toBe('En progreso');
    for (const other of ['Sofía', 'Beto', 'César'] as const)
      expect((await house.classify(other, ticketId, { flag: 'blue' })).code).toBe('tickets.beyond_rule');
    const flags = [
      ['orange', 'Pendiente'],
      ['blue', 'En curso'],
    ] as const;
    for (const [flag, name] of flags) {
      await house.classify('Raúl', ticketId, { flag });
      expect(await flagOf(ticketId)).toBe(name);
      // Whoever sets it knows.
      expect(await house.told()).toEqual({ ticket_flagged: ['Majo'] });
    }
    await house.reply('Raúl', ticketId, { text: '¿En qué grupo?', andThen: 'wait' });
    expect(await statusOf(ticketId)).toBe('En espera');
    await house.arrives({ ...mail, externalId: 'dos@altamira.mx', referenceIds: [mail.externalId] });
    await house.classify('Raúl', ticketId, { flag: null });
    expect(await flagOf(ticketId)).toBeNull();
    await house.told();
    await house.reply('Raúl', ticketId, { text: 'Ya se ve.' });
    await house.classify('Raúl', ticketId, { flag: 'green', addTags: ['service_educacion'] });
    expect(await flagOf(ticketId)).toBe('Por cerrar');
    expect(await house.told()).toEqual({ ticket_flagged: ['Majo'] });

    plays('21', 'Responsable de cierre');
    plays('9', 'Educación. Status Cerrado');
    expect(await can('Raúl', ticketId)).not.toContain('close');
    expect((await house.close('Raúl', ticketId)).code).toBe('tickets.beyond_rule');
    expect(await can('César', ticketId)).toContain('close');
    expect((await house.close('César', ticketId)).status).toBe(200);
    expect(await house.told()).toEqual({ ticket_closed: ['Lucero', 'Saray'] });
    expect(await statusOf(ticketId)).toBe('Cerrado');
  });

  test('cannot be closed before it has its type, priority and tags', async () => {
    const ticketId = await house.arrives({ from: 'otra@altamira.mx' });
    await house.pass('Sofía', ticketId, 'Soporte Técnico');
    await house.assign('Sofía', ticketId, 'Raúl');
    await house.reply('Raúl', ticketId, { text: 'Listo.' });
    const refused = await house.close('César', ticketId);
    expect(refused.code).toBe('tickets.fields_missing');
    await house.classify('Raúl', ticketId, {
      typeKey: 'task',
      priorityKey: 'normal',
      addTags: ['matter_alta'],
    });
    expect((await house.close('César', ticketId)).status).toBe(200);
  });

  test('of a flag that somebody else sets, its owner is told beside Majo', async () => {
    plays('9', 'Educación. Banderas');
    // Outside the departments nobody keeps flags to themselves.
    const ticketId = await house.arrives({ from: 'tercera@altamira.mx' });
    await house.assign('Beto', ticketId, 'Raúl');
    await house.told();
    for (const flag of ['orange', 'blue', 'green']) {
      await house.classify('Beto', ticketId, { flag });
      expect(await house.told()).toEqual({ ticket_flagged: ['Majo', 'Raúl'] });
    }
  });
});

test('of a company’s ticket Daniela is told, and its owner; of its end nobody, as slide 9 leaves it blank', async () => {
  plays(
    '9',
    'Empresas. Nuevo ticket',
    'Empresas. Asignar Responsable',
    'Empresas. Banderas',
    'Empresas. Status Cerrado',
  );
  const ticketId = await house.arrives({ from: 'compras@norte.mx' });
  expect(await house.told()).toEqual({ ticket_created: ['Daniela'] });
  await house.assign('Beto', ticketId, 'Raúl');
  expect(await house.told()).toEqual({ ticket_assigned_to_you: ['Raúl'] });
  await house.classify('Beto', ticketId, { flag: 'green' });
  expect(await house.told()).toEqual({ ticket_flagged: ['Daniela', 'Raúl'] });
  await house.reply('Raúl', ticketId, { text: 'Listo.' });
  await house.close('Beto', ticketId);
  expect(await house.told()).toEqual({});
});

describe('a ticket of ours, as of a call', () => {
  const answers = {
    user_given_name: 'Óscar',
    user_surname: 'Medina',
    user_email: 'oscar@altamira.mx',
    user_role: 'Docente',
    user_level: 'Secundaria',
    user_group: '2.º B',
    user_courses: 'Álgebra, Ajedrez',
  };
  const open = (classification: object, extra: object = {}) =>
    house.app.call(openTicket, {
      as: house.people.Beto,
      body: {
        kind: 'phone',
        requester: {
          name: 'Mariana Escobedo',
          emails: [{ address: 'mariana@altamira.mx' }],
          phones: ['442 218 0931'],
          organizationId: house.school,
        },
        subject: 'Alta',
        text: 'Hola, necesito dar de alta a un usuario.\nNombre: Óscar',
        classification: { typeKey: 'task', subjectKey: 'alta', fields: answers, ...classification },
        ...extra,
      },
    });

  test('asks for what its subject needs, and has its person, type, priority, tags, date and nobody to see to it', async () => {
    plays('11', 'Alta de nuevo ticket', 'Agregar al usuario', 'Responsable (o unassigned)');
    plays('18', 'Alta de usuario', 'El texto del mensaje');
    const { user_level: _, ...incomplete } = answers;
    const refused = await open({ fields: incomplete });
    expect(refused.code).toBe('tickets.fields_missing');
    expect((refused.body as unknown as { params: object }).params).toEqual({ fields: 'Nivel' });
    const dueAt = '2026-03-02T22:00:00.000Z';
    const made = await open({ priorityKey: 'normal', addTags: ['service_educacion', 'matter_alta'], dueAt });
    expect(made.status).toBe(201);
    await house.app.settle();
    const detail = await house.detail('Beto', made.body.id);
    expect(detail.ticket).toMatchObject({
      owner: null,
      channel: 'phone',
      priority: { name: 'Normal' },
      dueAt,
    });
    expect(detail.classification).toMatchObject({
      typeKey: 'task',
      subjectKey: 'alta',
      tags: ['matter_alta', 'service_educacion'],
      fields: answers,
    });
    expect(detail.contact).toMatchObject({
      name: 'Mariana Escobedo',
      organization: { name: 'Colegio Altamira' },
    });
    expect(detail.messages[0]).toMatchObject({
      author: { kind: 'customer', name: 'Mariana Escobedo' },
      registeredBy: { name: 'Beto' },
    });
    expect(await house.told()).toEqual({ ticket_created: ['Lucero', 'Majo', 'Saray'] });
  });

  test('finds whoever and whatever school is there already, so that neither is made twice', async () => {
    plays('13', 'Organización');
    const as = house.people.Beto;
    const again = await open({});
    expect(again.status).toBe(201);
    const people = await house.app.call(findContacts, { as, query: { q: '2180931' } });
    expect(people.body.items.map(({ name }) => name)).toEqual(['Mariana Escobedo']);
    const schools = await house.app.call(findOrganizations, { as, query: { q: 'alta' } });
    expect(schools.body.items.map(({ name }) => name)).toEqual(['Colegio Altamira']);
  });

  test('enters a person with what they do, their addresses told apart and their numbers', async () => {
    plays('13', 'Cargo, varios correos');
    const made = await house.app.call(openTicket, {
      as: house.people.Beto,
      body: {
        kind: 'phone',
        subject: 'Alta de un grupo',
        text: 'Necesito dar de alta un grupo.',
        requester: {
          name: 'Elisa Mora Díaz',
          jobTitle: 'Directora de primaria',
          emails: [
            { address: 'direccion@altamira.mx', label: 'official' },
            { address: 'elisamora@gmail.com', label: 'personal' },
          ],
          phones: ['442 218 0940', '442 555 0102'],
        },
      },
    });
    const { contact } = await house.detail('Beto', made.body.id);
    expect(contact.jobTitle).toBe('Directora de primaria');
    expect(contact.identities.map(({ value, label }) => [value, label])).toEqual([
      ['direccion@altamira.mx', 'official'],
      ['elisamora@gmail.com', 'personal'],
      ['442 218 0940', null],
      ['442 555 0102', null],
    ]);
  });

  test('is told apart by the subjects and types of the document', async () => {
    plays('12', 'Asuntos', 'Corrección');
    plays('14', 'Tipos', 'Tarea', 'Problema', 'Configuración');
    expect(used(definitions.subjects)).toEqual([
      'Alta',
      'Baja',
      'Cambio',
      'Corrección',
      'Modificación',
      'Configuración de plataforma',
      'Reporte',
      'Contraseña',
    ]);
    expect(used(definitions.types)).toEqual(['Tarea', 'Problema', 'Configuración', 'Extras']);
    for (const { key, name } of definitions.subjects.filter(
      ({ active, key: one }) => active && one !== 'alta',
    )) {
      const made = await open({ subjectKey: key, fields: {} }, { subject: name, text: name });
      expect([name, made.status]).toEqual([name, 201]);
    }
    for (const typeKey of ['problem', 'configuration', 'extras'])
      expect((await open({ typeKey })).body.id).toBeTruthy();
  });
});

test.each([
  ['task', 'normal', 'Normal: 24 horas', '2026-03-03T15:00:00.000Z'],
  ['extras', 'normal', 'Normal: 24 horas', '2026-03-03T15:00:00.000Z'],
  ['problem', 'urgent', 'Urgente: antes de terminar el día', '2026-03-03T00:00:00.000Z'],
  ['configuration', 'urgent', 'Urgente: antes de terminar el día', '2026-03-03T00:00:00.000Z'],
  ['problem', 'critical', 'Crítico: 1 hora', '2026-03-02T16:00:00.000Z'],
])('15: %s with the priority %s is due by «%s»', async (typeKey, priorityKey, policyName, dueAt) => {
  plays('15', 'Prioridades', 'El tiempo de cada prioridad');
  plays('17', 'Fecha límite');
  const ticketId = await house.arrives({ from: `prioridad-${typeKey}-${priorityKey}@altamira.mx` });
  expect((await house.classify('Beto', ticketId, { typeKey, priorityKey })).status).toBe(200);
  await house.app.settle();
  const clocks = async () =>
    (await house.app.call(getTicketClocks, { as: house.people.Beto, ...params(ticketId) })).body.items;
  expect(await clocks()).toMatchObject([{ metric: 'resolution', policyName, dueAt }]);
  const elsewhere = definitions.priorities.find(
    ({ key, typeKeys, active }) => active && key !== priorityKey && !typeKeys.includes(typeKey),
  );
  if (elsewhere) {
    const bare = await house.classify('Beto', ticketId, { priorityKey: elsewhere.key });
    expect(bare.code).toBe('tickets.reason_missing');
  }
  await house.reply('Beto', ticketId, { text: '¿Cuál?', andThen: 'wait' });
  await house.app.settle();
  expect(await clocks()).toMatchObject([{ state: 'paused', dueAt: null }]);
  const needed = '2026-03-02T22:00:00.000Z';
  await house.classify('Beto', ticketId, { dueAt: needed });
  await house.app.settle();
  expect(await clocks()).toMatchObject([{ policyName: 'Fecha límite', dueAt: needed }]);
});

test('23: whoever has nothing to do takes a ticket, and what is noted, time too, stays among us', async () => {
  plays('21', 'Registrar el tiempo');
  plays('23', 'Notas', 'Take', 'Billing');
  const ticketId = await house.arrives({ from: 'nota@altamira.mx' });
  await house.pass('Sofía', ticketId, 'Sistemas');
  const as = house.people.Raúl;
  expect((await house.app.call(tickets.takeTicket, { as, ...params(ticketId) })).status).toBe(200);
  const body = { text: 'Reinicié el servidor.' };
  expect((await house.app.call(tickets.addNote, { as, ...params(ticketId), body })).status).toBe(201);
  const time = { minutes: 25, billable: true };
  expect((await house.app.call(addTimeEntry, { as, ...params(ticketId), body: time })).status).toBe(201);
  const { ticket, messages, timeSpent } = await house.detail('Sofía', ticketId);
  expect(timeSpent).toMatchObject({ minutes: 25, entries: [{ ...time, agent: { name: 'Raúl' } }] });
  expect(ticket.owner?.name).toBe('Raúl');
  expect(messages.find(({ text }) => text === body.text)).toMatchObject({
    visibility: 'internal',
    delivery: null,
  });
});

test('every line of these slides was played here, but for those that wait', () => {
  const waiting = ofSlides.filter(({ waits }) => waits !== undefined);
  expect(waiting.map(({ at, says }) => `${at}: ${says}`)).toEqual([
    '18: El mismo formulario para el cliente',
    '23: Follow up: recordatorios',
  ]);
  const toPlay = ofSlides.filter((line) => !waiting.includes(line)).map(({ at, says }) => `${at}: ${says}`);
  expect(toPlay.filter((line) => !played.has(line))).toEqual([]);
});
