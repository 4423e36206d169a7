import { createField, createTag, updateTag } from '@ventanilla/contracts/classification';
import { updateDepartmentSettings } from '@ventanilla/contracts/department-rules';
import { createDepartment, setTicketDepartment } from '@ventanilla/contracts/departments';
import { openTicket } from '@ventanilla/contracts/new-ticket';
import * as contract from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { receive } from '../../testing/received.ts';
import { seedAgents } from '../../testing/test-app.ts';
import { findAgentActor } from '../identity/index.ts';
import { recordWrittenElsewhere } from './index.ts';
import { openTestDesk, type TestDesk } from './test-ground/desk.ts';

let desk: TestDesk;
let admin: string;
let eva: string;

beforeAll(async () => {
  desk = await openTestDesk();
  [admin, eva] = (await seedAgents(desk.app, [
    { name: 'Ada Jefa', roleKey: 'admin' },
    { name: 'Eva Luna' },
  ])) as [string, string];
});
afterAll(() => desk.app.close());

/** Gives Eva a role of her own. */
async function giveEva(permissions: string[], narrower: Record<string, string> = {}): Promise<void> {
  const { db } = desk.app.platform;
  await sql`insert into roles (key, name, permissions, scope, narrower)
    values ('own', 'Propia', ${permissions}::text[], 'all', ${JSON.stringify(narrower)})
    on conflict (key) do update set permissions = excluded.permissions, narrower = excluded.narrower`.execute(
    db,
  );
  await sql`update agents set role_key = 'own' where id = ${eva}`.execute(db);
}

describe('opening a ticket', () => {
  const open = (extra: object, as = eva) =>
    desk.app.call(openTicket, {
      as,
      body: {
        kind: 'phone',
        requester: { name: 'Lía Mora', emails: [{ address: 'lia@x.mx' }] },
        subject: 'Alta',
        text: 'Quiero un usuario',
        ...extra,
      },
    });

  test('whoever may only open one says neither what it is nor whose', async () => {
    await giveEva(['tickets:read', 'tickets:create']);
    expect((await open({ classification: { addTags: ['upset'] } })).code).toBe('auth.forbidden');
    expect((await open({ ownerId: desk.beto })).code).toBe('auth.forbidden');
    expect((await open({ ownerId: eva })).code).toBe('auth.forbidden');
    expect((await open({ classification: {} })).status).toBe(201);
    await giveEva(['tickets:read', 'tickets:create', 'tickets:assign', 'tickets:classify']);
    const opened = await open({ classification: { flag: 'blue' }, ownerId: desk.beto });
    expect(opened.body).toMatchObject({ flag: { key: 'blue' }, owner: { id: desk.beto } });
  });
});

test('whoever may assign only what they have takes from nobody what is theirs', async () => {
  await giveEva(['tickets:read', 'tickets:take', 'tickets:assign'], { 'tickets:assign': 'own' });
  const { ticketId } = await receive(desk.app, desk.account, { from: 'uno@x.mx' });
  await desk.app.call(contract.takeTicket, { as: desk.ana, params: { ticketId } });
  const { body } = await desk.app.call(contract.getTicket, { as: eva, params: { ticketId } });
  expect(body.ticket.can).not.toContain('release');
  const released = await desk.app.call(contract.releaseTicket, { as: eva, params: { ticketId } });
  expect(released.code).toBe('tickets.beyond_scope');
});

test('a tag that is retired comes back only where it was', async () => {
  const { body: tag } = await desk.app.call(createTag, {
    as: admin,
    body: { facetKey: 'attention', name: 'Vieja' },
  });
  const classify = (ticketId: string, body: object) =>
    desk.app.call(contract.classifyTicket, { as: desk.ana, params: { ticketId }, body });
  const had = await receive(desk.app, desk.account, { from: 'dos@x.mx' });
  await classify(had.ticketId, { addTags: [tag.key] });
  await desk.app.call(updateTag, {
    as: admin,
    params: { key: tag.key },
    body: { active: false },
    headers: { 'if-match': '"1"' },
  });
  const never = await receive(desk.app, desk.account, { from: 'tres@x.mx' });
  expect((await classify(never.ticketId, { addTags: [tag.key] })).code).toBe('tickets.unknown_value');
  expect((await classify(had.ticketId, { addTags: [tag.key] })).status).toBe(200);
  await classify(had.ticketId, { removeTags: [tag.key] });
  expect((await classify(had.ticketId, { addTags: [tag.key] })).body.classification.tags).toEqual([tag.key]);
});

test('an answer from a mail program takes a ticket only where the department lets its writer', async () => {
  const { body: department } = await desk.app.call(createDepartment, {
    as: admin,
    body: { name: 'Reservado', memberIds: [] },
  });
  await desk.app.call(updateDepartmentSettings, {
    as: admin,
    params: { departmentId: department.id },
    body: { rules: { take: { agentIds: [desk.beto] } } },
    headers: { 'if-match': `"${department.version}"` },
  });
  const answer = async (agent: string, from: string) => {
    const externalId = `primero-${agent}@x.mx`;
    const { ticketId } = await receive(desk.app, desk.account, { from, externalId });
    await desk.app.call(setTicketDepartment, {
      as: admin,
      params: { ticketId },
      body: { departmentId: department.id },
    });
    const { rows } = await sql<{ email: string }>`select email from agents where id = ${agent}`.execute(
      desk.app.platform.db,
    );
    const actor = await findAgentActor({ email: rows[0]!.email }, desk.app.platform.db);
    await desk.app.platform.transact({ actor: actor! }, (work) =>
      recordWrittenElsewhere(
        {
          channelAccountId: desk.account,
          externalId: `fuera-${agent}@ejemplo.mx`,
          referenceIds: [externalId],
          at: work.now,
          subject: 'Re: No puedo imprimir',
          text: 'Ya quedó.',
          wholeText: 'Ya quedó.',
          quotedText: null,
          html: null,
          hasRemoteImages: false,
          from: rows[0]!.email,
          to: [from],
          cc: [],
          notices: [],
          reading: null,
          inboundId: null as never,
          attachments: [],
        },
        work,
      ),
    );
    return (await desk.detailOf(ticketId)).ticket.owner?.id ?? null;
  };
  expect(await answer(desk.ana, 'cuatro@x.mx')).toBeNull();
  expect(await answer(desk.beto, 'cinco@x.mx')).toBe(desk.beto);
});

test('half of a character, which no field can keep, is refused and nothing breaks', async () => {
  const { body: field } = await desk.app.call(createField, {
    as: admin,
    body: { name: 'Curso', kind: 'text' },
  });
  const { ticketId } = await receive(desk.app, desk.account, { from: 'seis@x.mx' });
  for (const half of ['\ud800', '\u0000']) {
    const fields = { [field.key]: `Álgebra ${half}` };
    const answer = await desk.app.call(contract.classifyTicket, {
      as: desk.ana,
      params: { ticketId },
      body: { fields },
    });
    expect(answer.code).toBe('http.invalid_request');
  }
});
