import { updateDepartmentSettings } from '@ventanilla/contracts/department-rules';
import { createDepartment, setTicketDepartment } from '@ventanilla/contracts/departments';
import { createLine, updateLine } from '@ventanilla/contracts/lines';
import { getSystemMail, listSystemMails, type SystemMailKind } from '@ventanilla/contracts/mailer';
import { updateOrganization } from '@ventanilla/contracts/organizations';
import { markSpam } from '@ventanilla/contracts/spam';
import * as contract from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { receive } from '../../../testing/received.ts';
import { seedAgents } from '../../../testing/test-app.ts';
import { readSystemMail, type SystemMailJob } from '../../mailer/index.ts';
import { openTestDesk, type TestDesk } from '../test-ground/desk.ts';

let desk: TestDesk;
let admin: string;
const people: Record<'lucero' | 'majo' | 'saray' | 'daniela' | 'diego', string> = {} as never;
let count = 0;

beforeAll(async () => {
  desk = await openTestDesk();
  const [first, lucero, majo, saray, daniela, diego] = await seedAgents(desk.app, [
    { name: 'Ada Jefa', roleKey: 'admin' },
    { name: 'Lucero Campos' },
    { name: 'Majo Rentería' },
    { name: 'Saray Molina' },
    { name: 'Daniela Vega' },
    { name: 'Diego Paz', roleKey: 'department_agent' },
  ]);
  admin = first!;
  Object.assign(people, { lucero, majo, saray, daniela, diego });
  await lineOf('Educación', 'Colegio Altamira', {
    created: { agentIds: [people.lucero, people.majo, people.saray] },
    closed: { agentIds: [people.lucero, people.saray] },
    ...flags({ owner: true, agentIds: [people.majo] }),
  });
  await lineOf('Empresas', 'Grupo Norte', {
    created: { agentIds: [people.daniela] },
    ...flags({ owner: true, agentIds: [people.daniela] }),
  });
});
afterAll(() => desk.app.close());

type Notices = NonNullable<z.input<typeof updateLine.body>['notices']>;

/** The same of each flag. */
const flags = (told: object) =>
  Object.fromEntries(['orange', 'blue', 'green'].map((key) => [`flag:${key}`, told]));

/** A line with its notices, and an organization whose tickets are of it. */
async function lineOf(name: string, organization: string, notices: Notices): Promise<string> {
  const { body } = await desk.app.call(createLine, { as: admin, body: { name } });
  await desk.app.call(updateLine, {
    as: admin,
    params: { lineId: body.id },
    body: { notices },
    headers: { 'if-match': '"1"' },
  });
  const { db, ids, clock } = desk.app.platform;
  const id = ids.uuid();
  await sql`insert into organizations (id, name, created_at) values (${id}, ${organization}, ${clock.now()})`.execute(
    db,
  );
  await desk.app.call(updateOrganization, {
    as: admin,
    params: { organizationId: id },
    body: { lineId: body.id },
    headers: { 'if-match': '"1"' },
  });
  return id;
}

/** A new ticket of a person of an organization. */
async function newTicket(organization: string | null, mail: Partial<Parameters<typeof receive>[2]> = {}) {
  count += 1;
  const from = `persona${count}@x.mx`;
  if (organization) {
    const first = await receive(desk.app, desk.account, { from, name: 'Rosa Luna' });
    await desk.app.settle();
    await sql`update contacts set organization_id = (select id from organizations where name = ${organization})
      where id = (select requester_id from tickets where id = ${first.ticketId})`.execute(
      desk.app.platform.db,
    );
  }
  await forget();
  const { ticketId } = await receive(desk.app, desk.account, {
    from,
    name: 'Rosa Luna',
    externalId: `nuevo-${count}@x.mx`,
    ...mail,
  });
  await desk.app.settle();
  return { ticketId, from, externalId: `nuevo-${count}@x.mx` };
}

const forget = () => sql`delete from system_mails`.execute(desk.app.platform.db);

/** Who got a mail since last asked, by kind. */
async function told(): Promise<Record<string, string[]>> {
  await desk.app.settle();
  const { rows } = await sql<{ kind: SystemMailKind; to: string }>`
    select kind, to_name as "to" from system_mails order by to_name`.execute(desk.app.platform.db);
  await forget();
  const byKind: Record<string, string[]> = {};
  for (const { kind, to } of rows) (byKind[kind] ??= []).push(to.split(' ')[0]!);
  return byKind;
}

const assign = (ticketId: string, agentId: string, as = desk.sofia) =>
  desk.app.call(contract.assignTicket, { as, params: { ticketId }, body: { agentId } });
const flag = (ticketId: string, key: 'orange' | 'blue' | 'green' | null, as: string) =>
  desk.app.call(contract.classifyTicket, { as, params: { ticketId }, body: { flag: key } });
const close = (ticketId: string, as: string) =>
  desk.app.call(contract.closeTicket, { as, params: { ticketId } });

describe('slide 9 of weknow, cell by cell', () => {
  test('Educación: a new one to Lucero, Majo and Saray; assigned to the owner; flagged to the owner and Majo; closed to Lucero and Saray', async () => {
    const { ticketId } = await newTicket('Colegio Altamira');
    expect(await told()).toEqual({ ticket_created: ['Lucero', 'Majo', 'Saray'] });
    await assign(ticketId, desk.ana);
    expect(await told()).toEqual({ ticket_assigned_to_you: ['Ana'] });
    for (const key of ['orange', 'blue', 'green'] as const) {
      await flag(ticketId, key, desk.beto);
      expect(await told()).toEqual({ ticket_flagged: ['Ana', 'Majo'] });
    }
    await flag(ticketId, null, desk.beto);
    expect(await told()).toEqual({});
    await desk.reply(ticketId, desk.ana);
    await close(ticketId, desk.ana);
    expect(await told()).toEqual({ ticket_closed: ['Lucero', 'Saray'] });
  });

  test('Empresas: a new one to Daniela; assigned to the owner; flagged to the owner and Daniela; closed to nobody', async () => {
    const { ticketId } = await newTicket('Grupo Norte');
    expect(await told()).toEqual({ ticket_created: ['Daniela'] });
    await assign(ticketId, desk.beto);
    expect(await told()).toEqual({ ticket_assigned_to_you: ['Beto'] });
    await flag(ticketId, 'green', desk.ana);
    expect(await told()).toEqual({ ticket_flagged: ['Beto', 'Daniela'] });
    await desk.reply(ticketId, desk.beto);
    await close(ticketId, desk.beto);
    expect(await told()).toEqual({});
  });
});

describe('a department', () => {
  async function department(body: object, memberIds: string[] = []) {
    count += 1;
    const made = await desk.app.call(createDepartment, {
      as: admin,
      body: { name: `Soporte ${count}`, memberIds },
    });
    await desk.app.call(updateDepartmentSettings, {
      as: admin,
      params: { departmentId: made.body.id },
      body,
      headers: { 'if-match': '"1"' },
    });
    return made.body.id;
  }
  const passTo = (ticketId: string, departmentId: string) =>
    desk.app.call(setTicketDepartment, { as: admin, params: { ticketId }, body: { departmentId } });

  test('tells those who assign, who close and the owner, each once, and its line besides', async () => {
    const { saray, lucero, majo } = people;
    const departmentId = await department({
      rules: { assign: { agentIds: [majo] }, close: { agentIds: [saray, majo] } },
      notices: {
        assigned: { assigners: true, closers: true, owner: true, agentIds: [majo] },
        customer_wrote: { owner: true },
        closed: { owner: true, assigners: true },
      },
    });
    const { ticketId, from, externalId } = await newTicket('Colegio Altamira');
    await passTo(ticketId, departmentId);
    await told();
    await assign(ticketId, desk.ana, majo);
    expect(await told()).toEqual({ ticket_assigned_to_you: ['Ana'], ticket_assigned: ['Saray'] });
    await receive(desk.app, desk.account, { from, referenceIds: [externalId], text: '¿Ya quedó?' });
    expect(await told()).toEqual({ ticket_customer_wrote: ['Ana'] });
    await desk.reply(ticketId, desk.ana);
    expect(await told()).toEqual({});
    await close(ticketId, saray);
    expect(await told()).toEqual({ ticket_closed: ['Ana', 'Lucero', 'Majo'] });
    void lucero;
  });

  test('never tells who does not see the ticket, whoever is blocked, or the author', async () => {
    const { diego, lucero } = people;
    const departmentId = await department({
      notices: { assigned: { agentIds: [diego, lucero, desk.sofia], owner: true } },
    });
    const { ticketId } = await newTicket(null);
    await passTo(ticketId, departmentId);
    await told();
    await sql`update agents set active = false where id = ${lucero}`.execute(desk.app.platform.db);
    await assign(ticketId, desk.ana);
    expect(await told()).toEqual({ ticket_assigned_to_you: ['Ana'] });
    await sql`update agents set active = true where id = ${lucero}`.execute(desk.app.platform.db);
    await desk.app.call(contract.releaseTicket, { as: desk.ana, params: { ticketId } });
    await desk.app.call(contract.takeTicket, { as: desk.ana, params: { ticketId } });
    expect((await told())['ticket_assigned_to_you']).toBeUndefined();
  });

  test('that ticks nobody for an assignment keeps even the owner’s mail', async () => {
    const departmentId = await department({ notices: { assigned: {} } });
    const { ticketId } = await newTicket(null);
    await passTo(ticketId, departmentId);
    await assign(ticketId, desk.ana);
    expect(await told()).toEqual({});
  });

  test('tells the requester of the closing where it was chosen, as an automatic mail of the conversation', async () => {
    const departmentId = await department({ notices: { closed: { customer: true } } });
    const { ticketId } = await newTicket(null);
    await passTo(ticketId, departmentId);
    await desk.reply(ticketId, desk.ana);
    await close(ticketId, desk.ana);
    expect(await told()).toEqual({});
    const last = (await desk.detailOf(ticketId)).messages.at(-1)!;
    expect(last).toMatchObject({ isAuto: true, author: { kind: 'system' } });
    expect(last.text).toContain('Cerramos tu ticket');
  });

  test('sends no second mail to the customer where an answer closed the ticket', async () => {
    const departmentId = await department({
      rules: { replyCloses: ['email'] },
      notices: { closed: { customer: true, owner: true } },
    });
    for (const extra of [{ andThen: 'close' }, {}]) {
      const { ticketId } = await newTicket(null);
      await passTo(ticketId, departmentId);
      await assign(ticketId, desk.ana);
      await told();
      await desk.reply(ticketId, desk.beto, extra);
      expect(await told()).toEqual({ ticket_closed: ['Ana'] });
      const { messages, ticket } = await desk.detailOf(ticketId);
      expect(ticket.closedAt).not.toBeNull();
      expect(messages.filter(({ direction }) => direction === 'out')).toHaveLength(1);
    }
  });
});

describe('what is not told', () => {
  test('what a machine wrote', async () => {
    await newTicket('Colegio Altamira', { isAuto: true });
    expect(await told()).toEqual({});
  });

  test('spam, whatever is done with it', async () => {
    const { ticketId } = await newTicket('Colegio Altamira');
    await assign(ticketId, desk.ana);
    await desk.app.call(markSpam, { as: desk.ana, params: { ticketId } });
    expect(await told()).toEqual({ ticket_created: ['Lucero', 'Majo', 'Saray'] });
  });

  test('what happened longer ago than a day', async () => {
    const { ticketId } = await newTicket(null);
    await told();
    await assign(ticketId, desk.ana);
    desk.app.clock.advance(25 * 3_600_000);
    expect(await told()).toEqual({});
  });
});

test('the mail says what happened, the essence and the last words, and its answer address is its reader’s own', async () => {
  const { ticketId } = await newTicket('Colegio Altamira', { text: 'Sale la hoja\nen blanco.' });
  await told();
  await assign(ticketId, desk.ana);
  await desk.app.settle();
  const { rows } = await sql<{ subject: string; sealed_body: string }>`
    select subject, sealed_body from system_mails where to_name = 'Ana Solis'`.execute(desk.app.platform.db);
  const { ticket } = await desk.detailOf(ticketId);
  expect(rows[0]!.subject).toBe(`V-${ticket.number} · Ahora es tuyo: No puedo imprimir boletas`);
  const mail = readSystemMail({ sealedBody: rows[0]!.sealed_body } as SystemMailJob, desk.app.platform);
  for (const part of [
    'Sofia Jefa te dio este ticket.',
    'Solicitante: Rosa Luna',
    'Organización: Colegio Altamira',
  ])
    expect(mail.text).toContain(part);
  expect(mail.text).toContain('> Sale la hoja\n> en blanco.');
  expect(mail.html).toContain('<blockquote><p>Sale la hoja<br>en blanco.</p></blockquote>');
  expect(mail.text).toContain('tu respuesta le llega a Rosa Luna');
  expect(mail.replyTo).toMatch(/^soporte\+a\d+-/);
});

/** What somebody was mailed last. */
async function mailOf(name: string) {
  await desk.app.settle();
  const { rows } = await sql<{ id: string; sealed_body: string }>`
    select id, sealed_body from system_mails where to_name = ${name} order by created_at desc, id desc limit 1`.execute(
    desk.app.platform.db,
  );
  const { id, sealed_body: sealedBody } = rows[0]!;
  return { id, ...readSystemMail({ sealedBody } as SystemMailJob, desk.app.platform) };
}

test('signs of a replacement in a name are read as they are written', async () => {
  const { ticketId } = await newTicket(null, { name: "Rosa $& $' $` $$ {{organization}}" });
  await told();
  await assign(ticketId, desk.ana);
  const { text } = await mailOf('Ana Solis');
  expect(text).toContain("tu respuesta le llega a Rosa $& $' $` $$ {{organization}}");
});

test('who may not answer customers gets no address for it, and is not told of one', async () => {
  const { db } = desk.app.platform;
  const { ticketId } = await newTicket(null);
  await told();
  await sql`update agents set role_key = 'area' where id = ${desk.beto}`.execute(db);
  await assign(ticketId, desk.beto);
  const { text, replyTo } = await mailOf('Beto Ruiz');
  await sql`update agents set role_key = 'agent' where id = ${desk.beto}`.execute(db);
  expect(replyTo).toBeNull();
  expect(text).not.toContain('tu respuesta le llega');
});

test('mails about tickets are read by nobody who does not see all tickets, by their id neither', async () => {
  const { db } = desk.app.platform;
  const { ticketId } = await newTicket(null);
  await told();
  await assign(ticketId, desk.ana);
  const { id: systemMailId } = await mailOf('Ana Solis');
  const read = (as: string) => desk.app.call(getSystemMail, { as, params: { systemMailId } });
  await sql`insert into roles (key, name, permissions, scope)
    select 'keeper', 'Encargada', permissions, 'departments' from roles where key = 'admin'`.execute(db);
  await sql`update agents set role_key = 'keeper' where id = ${people.diego}`.execute(db);
  expect((await desk.app.call(listSystemMails, { as: people.diego })).body.items).toEqual([]);
  expect((await read(people.diego)).code).toBe('system_mails.not_found');
  expect((await read(admin)).status).toBe(200);
});
