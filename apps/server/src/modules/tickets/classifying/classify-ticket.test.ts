import { setTimeout } from 'node:timers/promises';
import * as definitions from '@ventanilla/contracts/classification';
import { openTicket } from '@ventanilla/contracts/new-ticket';
import { classifying } from '@ventanilla/contracts/ticket-classification';
import * as contract from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { systemActor } from '../../../platform/actor.ts';
import { receive } from '../../../testing/received.ts';
import { seedAgents } from '../../../testing/test-app.ts';
import { findAgentActor } from '../../identity/index.ts';
import { closeTicket } from '../index.ts';
import { openTestDesk, type TestDesk } from '../test-ground/desk.ts';
import { classifyTicket } from './classify-ticket.ts';

type Body = z.input<typeof contract.classifyTicket.body>;

let desk: TestDesk;
let admin: string;
let course: string;
let level: string;
let levels: { key: string; name: string }[];

beforeAll(async () => {
  desk = await openTestDesk();
  [admin] = (await seedAgents(desk.app, [{ name: 'Ada Jefa', roleKey: 'admin' }])) as [string];
  const text = await desk.app.call(definitions.createField, {
    as: admin,
    body: { name: 'Curso', nameEn: 'Course', kind: 'text', required: 'close' },
  });
  course = text.body.key;
  const choice = await desk.app.call(definitions.createField, {
    as: admin,
    body: { name: 'Nivel', kind: 'choice', options: [{ name: 'Primaria' }, { name: 'Secundaria' }] },
  });
  level = choice.body.key;
  levels = choice.body.options;
});
afterAll(() => desk.app.close());

const newTicket = async (from = 'alta@x.mx') => (await receive(desk.app, desk.account, { from })).ticketId;
const classify = (ticketId: string, body: Body, as = desk.ana) =>
  desk.app.call(contract.classifyTicket, { as, params: { ticketId }, body });
const historyOf = async (ticketId: string) =>
  (await desk.detailOf(ticketId)).history
    .filter(({ type }) => type === 'ticket.classified')
    .map(({ how, from, to, about, note }) => [how, from, to, about, note]);

describe('classifying a ticket', () => {
  test('sets everything at once, shows it on card and ticket, and tells each change by name', async () => {
    const ticketId = await newTicket();
    const before = (await desk.detailOf(ticketId)).ticket.version;
    const { body, status } = await classify(ticketId, {
      typeKey: 'problem',
      priorityKey: 'urgent',
      flag: 'orange',
      dueAt: '2026-03-02T22:00:00.000Z',
      addTags: ['complaint', 'upset'],
      fields: { [course]: ' Álgebra ', [level]: levels[0]!.key },
    });
    expect(status).toBe(200);
    expect(body.ticket).toMatchObject({
      version: before + 1,
      flag: { key: 'orange', name: 'Pendiente' },
      priority: { key: 'urgent', name: 'Urgente', colour: 'amber' },
      dueAt: '2026-03-02T22:00:00.000Z',
    });
    const detail = await desk.detailOf(ticketId);
    expect(detail.classification).toEqual(body.classification);
    expect(detail.classification).toMatchObject({
      typeKey: 'problem',
      tags: ['complaint'],
      contactTags: ['upset'],
      fields: { [course]: 'Álgebra', [level]: levels[0]!.key },
    });
    expect((await historyOf(ticketId)).reverse()).toEqual([
      ['type', null, 'Problema', null, null],
      ['flag', null, 'Pendiente', null, null],
      ['due', null, '2026-03-02T22:00:00.000Z', null, null],
      ['priority', null, 'Urgente', null, null],
      ['tag', null, 'Queja', 'Tipificación de la atención', null],
      ['contact_tag', null, 'Cliente molesto', 'Tipificación del cliente', null],
      ['field', null, 'Álgebra', 'Curso', null],
      ['field', null, 'Primaria', 'Nivel', null],
    ]);
  });

  test('the same again changes nothing, what is left out stays, and null empties', async () => {
    const ticketId = await newTicket();
    await classify(ticketId, { typeKey: 'task', flag: 'blue', addTags: ['praise'] });
    const again = await classify(ticketId, { typeKey: 'task', addTags: ['praise'] });
    expect(again.body.ticket).toMatchObject({ version: 2, flag: { key: 'blue' } });
    const emptied = await classify(ticketId, { typeKey: null, flag: null, removeTags: ['praise'] });
    expect(emptied.body.classification).toMatchObject({ typeKey: null, flag: null, tags: [] });
    expect(await historyOf(ticketId)).toHaveLength(6);
  });

  test('a closed ticket is classified as well, spam is not', async () => {
    const ticketId = await newTicket();
    await desk.app.call(contract.ignoreTicket, { as: desk.ana, params: { ticketId } });
    expect((await classify(ticketId, { typeKey: 'task' })).status).toBe(200);
    const spam = await newTicket('basura@x.mx');
    await sql`update tickets set is_spam = true where id = ${spam}`.execute(desk.app.platform.db);
    expect((await classify(spam, { typeKey: 'task' })).code).toBe('tickets.is_spam');
  });

  test('names of what it is follow the reader’s language', async () => {
    const ticketId = await newTicket();
    await classify(ticketId, { priorityKey: 'low', flag: 'green' });
    await sql`update agents set language = 'en' where id = ${desk.beto}`.execute(desk.app.platform.db);
    const { body } = await desk.app.call(contract.getTicket, { as: desk.beto, params: { ticketId } });
    expect(body.ticket).toMatchObject({ flag: { name: 'Ready to close' }, priority: { name: 'Low' } });
    await sql`update agents set language = 'es' where id = ${desk.beto}`.execute(desk.app.platform.db);
  });

  test('what is not in use cannot be chosen, but stays readable and comes back by undoing', async () => {
    const { body: type } = await desk.app.call(definitions.createTicketType, {
      as: admin,
      body: { name: 'Garantía' },
    });
    const ticketId = await newTicket();
    await classify(ticketId, { typeKey: type.key });
    await desk.app.call(definitions.updateTicketType, {
      as: admin,
      params: { key: type.key },
      body: { active: false },
      headers: { 'if-match': '"1"' },
    });
    expect((await classify(await newTicket(), { typeKey: type.key })).code).toBe('tickets.unknown_value');
    await classify(ticketId, { typeKey: 'task' });
    expect((await historyOf(ticketId))[0]).toEqual(['type', 'Garantía', 'Tarea', null, null]);
    expect((await classify(ticketId, { typeKey: type.key })).body.classification.typeKey).toBe(type.key);
    for (const wrong of [{ typeKey: 'no-such' }, { addTags: ['no-such'] }, { fields: { 'no-such': 'x' } }])
      expect((await classify(ticketId, wrong)).code).toBe('tickets.unknown_value');
  });
});

describe('priority (W7, W9)', () => {
  test('one that the type does not suggest wants a reason, which the history keeps and the log does not', async () => {
    const ticketId = await newTicket();
    await classify(ticketId, { typeKey: 'task', priorityKey: 'normal' });
    expect((await classify(ticketId, { priorityKey: 'critical' })).code).toBe('tickets.reason_missing');
    const priorityReason = 'Lo pide la directora';
    expect((await classify(ticketId, { priorityKey: 'critical', priorityReason })).status).toBe(200);
    expect((await historyOf(ticketId))[0]).toEqual(['priority', 'Normal', 'Crítica', null, priorityReason]);
    const { rows } = await sql<{ told: string }>`
      select string_agg(payload::text, '') as told from events where subject_id = ${ticketId}`.execute(
      desk.app.platform.db,
    );
    expect(rows[0]!.told).not.toContain('directora');
    // Undone and done again: it was said once.
    await classify(ticketId, { priorityKey: 'normal' });
    expect((await classify(ticketId, { priorityKey: 'critical' })).status).toBe(200);
  });

  test('an hour sooner than a day makes the urgent one fit whatever the type', async () => {
    const ticketId = await newTicket();
    const { body: priority } = await desk.app.call(definitions.createPriority, {
      as: admin,
      body: { name: 'Tranquila', target: { kind: 'business_hours', hours: 40 }, typeKeys: ['request'] },
    });
    expect((await classify(ticketId, { typeKey: 'question', priorityKey: priority.key })).code).toBe(
      'tickets.reason_missing',
    );
    const soon = { typeKey: 'question', priorityKey: 'urgent', dueAt: '2026-03-02T22:00:00.000Z' };
    expect((await classify(ticketId, soon)).status).toBe(200);
  });
});

describe('tags by facet (W8)', () => {
  test('of an exclusive facet there is one at a time; a free facet takes new ones once, another none', async () => {
    const { body: facet } = await desk.app.call(definitions.createFacet, {
      as: admin,
      body: { name: 'Plataforma', exclusive: true, free: true },
    });
    const ticketId = await newTicket();
    const name = (tag: string): Body => ({ newTags: [{ facetKey: facet.key, name: tag }] });
    const first = await classify(ticketId, name('Moodle'));
    const second = await classify(ticketId, name('WordPress'));
    expect(second.body.classification.tags).toHaveLength(1);
    const third = await classify(ticketId, name('MOODLE'));
    expect(third.body.classification.tags).toEqual(first.body.classification.tags);
    const locked = { newTags: [{ facetKey: 'attention', name: 'Inventada' }] };
    expect((await classify(ticketId, locked)).code).toBe('tickets.facet_not_free');
  });

  test('what two people add at once stays, both', async () => {
    const ticketId = await newTicket();
    await Promise.all([
      classify(ticketId, { addTags: ['complaint'] }),
      classify(ticketId, { addTags: ['critical_case'] }, desk.beto),
    ]);
    expect((await desk.detailOf(ticketId)).classification.tags).toEqual(['complaint', 'critical_case']);
  });
});

describe('fields that must be filled in', () => {
  const place = (placeKey: string, fields: { fieldKey: string; required: 'create' | null }[]) =>
    desk.app.call(definitions.setForm, {
      as: admin,
      body: { place: 'type', placeKey, fields },
      headers: { 'if-match': '0' },
    });

  test('refuse closing by a person, in words, with an answer too; never by a machine', async () => {
    await place('request', [{ fieldKey: course, required: null }]);
    const ticketId = await newTicket();
    const params = { ticketId };
    await classify(ticketId, { typeKey: 'request' });
    expect((await desk.app.call(contract.ignoreTicket, { as: desk.ana, params })).code).toBe(
      'tickets.fields_missing',
    );
    const closing = await desk.reply(ticketId, desk.ana, { andThen: 'close' });
    expect(closing.code).toBe('tickets.fields_missing');
    await desk.reply(ticketId, desk.ana);
    expect((await desk.app.call(contract.closeTicket, { as: desk.ana, params })).code).toBe(
      'tickets.fields_missing',
    );
    await classify(ticketId, { fields: { [course]: 'Álgebra' } });
    expect((await desk.app.call(contract.closeTicket, { as: desk.ana, params })).status).toBe(200);
    const other = await newTicket();
    await classify(other, { typeKey: 'request' });
    await desk.reply(other, desk.ana);
    await desk.app.platform.transact({ actor: systemActor }, (work) =>
      closeTicket({ ticketId: other }, work),
    );
    expect((await desk.detailOf(other)).ticket.status.category).toBe('closed');
  });

  test('refuse opening by hand before anything is written, and let it through once they are there', async () => {
    await place('task', [{ fieldKey: level, required: 'create' }]);
    const body = (fields: Record<string, string>) => ({
      kind: 'phone' as const,
      requester: { name: 'Lía Mora', emails: [{ address: 'lia@x.mx' }] },
      subject: 'Alta de usuario',
      text: 'Quiero un usuario',
      classification: { typeKey: 'task', priorityKey: 'normal', addTags: ['praise'], fields },
    });
    const counted = async () =>
      (await sql<{ n: number }>`select count(*)::int as n from tickets`.execute(desk.app.platform.db))
        .rows[0]!.n;
    const before = await counted();
    const open = (fields: Record<string, string>) =>
      desk.app.call(openTicket, { as: desk.ana, body: body(fields) });
    expect((await open({})).code).toBe('tickets.fields_missing');
    expect(await counted()).toBe(before);
    const opened = await open({ [level]: levels[1]!.key });
    expect(opened.body).toMatchObject({ priority: { key: 'normal' } });
    expect((await desk.detailOf(opened.body.id)).classification).toMatchObject({
      typeKey: 'task',
      tags: ['praise'],
      fields: { [level]: levels[1]!.key },
    });
  });
});

test('whoever may classify only their own is told so elsewhere', async () => {
  const { db } = desk.app.platform;
  const [eva] = (await seedAgents(desk.app, [{ name: 'Eva Luna', roleKey: 'agent' }])) as [string];
  await sql`insert into roles (key, name, permissions, scope, narrower)
    select 'tidy', 'Ordenada', permissions, 'all', '{"tickets:classify": "own"}'
    from roles where key = 'agent'`.execute(db);
  await sql`update agents set role_key = 'tidy' where id = ${eva}`.execute(db);
  const ticketId = await newTicket();
  expect((await classify(ticketId, { flag: 'blue' }, eva)).code).toBe('tickets.beyond_scope');
  await desk.app.call(contract.takeTicket, { as: eva, params: { ticketId } });
  expect((await classify(ticketId, { flag: 'blue' }, eva)).status).toBe(200);
});

test('whoever sees only their own opens a ticket for others too, with what it is', async () => {
  const { db } = desk.app.platform;
  const [gil] = (await seedAgents(desk.app, [{ name: 'Gil Soto', roleKey: 'agent' }])) as [string];
  await sql`insert into roles (key, name, permissions, scope)
    select 'narrow', 'Recepción', permissions, 'own' from roles where key = 'agent'`.execute(db);
  await sql`update agents set role_key = 'narrow' where id = ${gil}`.execute(db);
  const opened = await desk.app.call(openTicket, {
    as: gil,
    body: {
      kind: 'phone',
      requester: { name: 'Rosa Tapia', emails: [{ address: 'rosa@x.mx' }] },
      subject: 'Una duda',
      text: '¿Cuándo abren?',
      classification: { typeKey: 'question', priorityKey: 'normal' },
    },
  });
  expect(opened.status).toBe(201);
  expect((await desk.detailOf(opened.body.id)).classification.typeKey).toBe('question');
});

test('of an exclusive facet a person keeps one tag, though two of their tickets are classified at once', async () => {
  const facet = await desk.app.call(definitions.createFacet, {
    as: admin,
    body: { name: 'Ánimo', about: 'contact', exclusive: true },
  });
  const tags: string[] = [];
  for (const name of ['Tranquilo', 'Apurado']) {
    const { body } = await desk.app.call(definitions.createTag, {
      as: admin,
      body: { facetKey: facet.body.key, name },
    });
    tags.push(body.key);
  }
  const [one, other] = [await newTicket('animo@x.mx'), await newTicket('animo@x.mx')];
  const actor = (await findAgentActor({ agentId: desk.ana }, desk.app.platform.db))!;
  const asked = { ...classifying.parse({}), addTags: [tags[0]!] };
  let second: Promise<unknown> = Promise.resolve();
  await desk.app.platform.transact({ actor }, async (work) => {
    await classifyTicket({ ticketId: one, ...asked }, work);
    second = classify(other, { addTags: [tags[1]!] });
    // It waits for this transaction; if it did not, it would be over long before.
    await Promise.race([second, setTimeout(400)]);
  });
  await second;
  const { rows } = await sql<{ tag_key: string }>`select c.tag_key from contact_tags c
    join tickets t on t.requester_id = c.contact_id where t.id = ${one}`.execute(desk.app.platform.db);
  expect(rows).toEqual([{ tag_key: tags[1] }]);
});

test('a card has the tags of its ticket by their names in the reader’s language, each in its colour', async () => {
  const ticketId = await newTicket();
  const { body } = await classify(ticketId, { addTags: ['critical_case', 'complaint'] });
  expect(body.ticket.tags).toEqual([
    { key: 'complaint', name: 'Queja', colour: 'amber' },
    { key: 'critical_case', name: 'Caso crítico', colour: 'red' },
  ]);
});
