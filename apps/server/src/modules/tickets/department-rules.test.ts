import { createTeam, updateDepartmentSettings, updateTeam } from '@ventanilla/contracts/department-rules';
import { createDepartment, setTicketDepartment } from '@ventanilla/contracts/departments';
import { createLine, updateLine } from '@ventanilla/contracts/lines';
import { markNotSpam, markSpam } from '@ventanilla/contracts/spam';
import * as contract from '@ventanilla/contracts/tickets';
import { addTimeEntry, removeTimeEntry } from '@ventanilla/contracts/time-entries';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { systemActor } from '../../platform/actor.ts';
import { receive } from '../../testing/received.ts';
import { seedAgents } from '../../testing/test-app.ts';
import { findAgentActor } from '../identity/index.ts';
import { actByMail, setSpam } from './index.ts';
import { openTestDesk, type TestDesk } from './test-ground/desk.ts';
import { schedule } from './test-ground/writing.ts';

let desk: TestDesk;
let admin: string;
let lucero: string;
let saray: string;
let count = 0;

beforeAll(async () => {
  desk = await openTestDesk();
  [admin, lucero, saray] = (await seedAgents(desk.app, [
    { name: 'Ada Jefa', roleKey: 'admin' },
    { name: 'Lucero Campos' },
    { name: 'Saray Molina' },
  ])) as [string, string, string];
});
afterAll(() => desk.app.close());

type Changes = z.input<typeof updateDepartmentSettings.body>;

async function department(changes: Changes = {}, memberIds: string[] = []) {
  count += 1;
  const { body } = await desk.app.call(createDepartment, {
    as: admin,
    body: { name: `Educación ${count}`, memberIds },
  });
  await rule(body, changes);
  return body;
}

function rule({ id, version }: { id: string; version: number }, changes: Changes, as = admin) {
  return desk.app.call(updateDepartmentSettings, {
    as,
    params: { departmentId: id },
    body: changes,
    headers: { 'if-match': `"${version}"` },
  });
}

async function ticketOf(departmentId: string): Promise<string> {
  count += 1;
  const { ticketId } = await receive(desk.app, desk.account, { from: `escuela${count}@x.mx` });
  await desk.app.call(setTicketDepartment, { as: admin, params: { ticketId }, body: { departmentId } });
  return ticketId;
}

const close = (ticketId: string, as: string) =>
  desk.app.call(contract.closeTicket, { as, params: { ticketId } });
const take = (ticketId: string, as: string) =>
  desk.app.call(contract.takeTicket, { as, params: { ticketId } });
const assign = (ticketId: string, as: string, agentId: string) =>
  desk.app.call(contract.assignTicket, { as, params: { ticketId }, body: { agentId } });
const read = async (ticketId: string, as: string) =>
  (await desk.app.call(contract.getTicket, { as, params: { ticketId } })).body;

describe('who may', () => {
  test('only those whom the department names assign and close; the others are told who, and are not offered it', async () => {
    const { id } = await department({
      rules: { assign: { agentIds: [lucero] }, close: { agentIds: [lucero, saray] } },
    });
    const ticketId = await ticketOf(id);
    const refused = await assign(ticketId, desk.ana, desk.beto);
    expect(refused).toMatchObject({ status: 403, code: 'tickets.beyond_rule' });
    expect((refused.body as unknown as { detail: string }).detail).toMatch(
      /^En Educación \d+ eso lo hace Lucero Campos\.$/,
    );
    expect((await assign(ticketId, lucero, desk.ana)).body.owner?.name).toBe('Ana Solis');
    await desk.reply(ticketId, desk.ana);
    const { can } = (await read(ticketId, desk.ana)).ticket;
    for (const action of ['assign', 'close', 'reply_and_close'] as const) expect(can).not.toContain(action);
    const told = await close(ticketId, desk.ana);
    expect((told.body as unknown as { detail: string }).detail).toMatch(/Lucero Campos o Saray Molina\.$/);
    expect((await desk.reply(ticketId, desk.ana, { andThen: 'close' })).code).toBe('tickets.beyond_rule');
    expect((await close(ticketId, saray)).body.status.category).toBe('closed');
  });

  test('of what is in another department, or in none, the rule says nothing', async () => {
    const { id } = await department({ rules: { take: { agentIds: [lucero] } } });
    const elsewhere = await ticketOf((await department()).id);
    expect((await take(elsewhere, desk.ana)).status).toBe(200);
    expect((await take(await ticketOf(id), desk.ana)).code).toBe('tickets.beyond_rule');
  });

  test('members of the department and of a team may, from the moment they are', async () => {
    const crew = (
      await desk.app.call(createTeam, { as: admin, body: { name: 'Turno', memberIds: [desk.beto] } })
    ).body;
    const { id } = await department({ rules: { take: { members: true, teamIds: [crew.id] } } }, [desk.ana]);
    expect((await take(await ticketOf(id), desk.ana)).status).toBe(200);
    expect((await take(await ticketOf(id), desk.beto)).status).toBe(200);
    const third = await ticketOf(id);
    expect((await take(third, lucero)).code).toBe('tickets.beyond_rule');
    const change = (version: number, body: object) =>
      desk.app.call(updateTeam, {
        as: admin,
        params: { teamId: crew.id },
        body,
        headers: { 'if-match': `"${version}"` },
      });
    await change(1, { memberIds: [lucero] });
    expect((await read(third, lucero)).ticket.can).toContain('take');
    await change(2, { active: false });
    expect((await take(third, lucero)).code).toBe('tickets.beyond_rule');
    expect((await change(1, { name: 'Otro' })).code).toBe('teams.stale_version');
  });

  test('answering what nobody has leaves it nobody’s for who may not take it', async () => {
    const { id } = await department({ rules: { take: { agentIds: [lucero] } } });
    const ticketId = await ticketOf(id);
    expect((await desk.reply(ticketId, desk.ana)).body.ticket.owner).toBeNull();
    expect((await desk.reply(ticketId, lucero)).body.ticket.owner?.name).toBe('Lucero Campos');
  });

  test('nobody has more open tickets of it than one person may', async () => {
    const { id } = await department({ rules: { atMost: 1 } });
    const [first, second] = [await ticketOf(id), await ticketOf(id)];
    expect((await take(first, saray)).status).toBe(200);
    const over = await assign(second, desk.sofia, saray);
    expect(over).toMatchObject({ status: 409, code: 'tickets.too_many_open' });
    expect((over.body as unknown as { detail: string }).detail).toMatch(/^Saray Molina ya tiene 1 tickets/);
    await desk.reply(first, saray, { andThen: 'close' });
    expect((await assign(second, desk.sofia, saray)).status).toBe(200);
    const raced = [await ticketOf(id), await ticketOf(id)];
    const both = await Promise.all(raced.map((ticketId) => take(ticketId, desk.beto)));
    expect(both.filter(({ status }) => status === 409)).toHaveLength(1);
  });
});

describe('flags and what is asked for before closing', () => {
  const classify = (ticketId: string, as: string, body: z.input<typeof contract.classifyTicket.body>) =>
    desk.app.call(contract.classifyTicket, { as, params: { ticketId }, body });

  test('only those whom the department names set a flag or take it off; one flag may have people of its own', async () => {
    const { id } = await department({
      rules: { flag: { agentIds: [lucero] }, flags: { blue: { owner: true } } },
    });
    const ticketId = await ticketOf(id);
    expect((await classify(ticketId, saray, { flag: 'green' })).code).toBe('tickets.beyond_rule');
    expect((await classify(ticketId, lucero, { flag: 'green' })).status).toBe(200);
    expect((await classify(ticketId, saray, { flag: null })).code).toBe('tickets.beyond_rule');
    expect((await classify(ticketId, lucero, { flag: 'blue' })).code).toBe('tickets.beyond_rule');
    expect((await read(ticketId, saray)).ticket.can).not.toContain('flag');
    await assign(ticketId, desk.sofia, saray);
    expect((await read(ticketId, saray)).ticket.can).toContain('flag');
    expect((await classify(ticketId, saray, { flag: 'blue' })).status).toBe(200);
  });

  test('a ticket is closed once it has what the department asks for; an answer leaves all the same', async () => {
    const { id } = await department({
      rules: { closeNeeds: ['priority', 'tags', 'time'], replyCloses: ['email'] },
    });
    const ticketId = await ticketOf(id);
    const asked = await desk.reply(ticketId, desk.ana, { andThen: 'close' });
    expect(asked.code).toBe('tickets.fields_missing');
    expect((asked.body as unknown as { detail: string }).detail).toContain('Prioridad, Etiquetas, Tiempo');
    expect((await desk.reply(ticketId, desk.ana)).body.ticket.closedAt).toBeNull();
    expect((await close(ticketId, desk.ana)).code).toBe('tickets.fields_missing');
    await classify(ticketId, desk.ana, { typeKey: 'question', priorityKey: 'normal', addTags: ['praise'] });
    expect((await close(ticketId, desk.ana)).code).toBe('tickets.fields_missing');
    expect((await read(ticketId, desk.ana)).timeSpent).toEqual({ minutes: 0, entries: [], isAsked: true });
    const noted = await desk.app.call(addTimeEntry, {
      as: desk.ana,
      params: { ticketId },
      body: { minutes: 25 },
    });
    await desk.app.call(removeTimeEntry, { as: desk.ana, params: { ticketId, entryId: noted.body.id } });
    expect((await close(ticketId, desk.ana)).code).toBe('tickets.fields_missing');
    await desk.app.call(addTimeEntry, { as: desk.ana, params: { ticketId }, body: { minutes: 5 } });
    expect((await close(ticketId, desk.ana)).status).toBe(200);
  });
});

describe('a rule that is walked around', () => {
  const spam = (ticketId: string, as: string) => desk.app.call(markSpam, { as, params: { ticketId } });
  const pass = (ticketId: string, as: string, departmentId: string | null) =>
    desk.app.call(setTicketDepartment, { as, params: { ticketId }, body: { departmentId } });
  const closed = () => department({ rules: { close: { agentIds: [lucero] } } });

  test('calling a ticket spam ends it too, and is for who may close; a filter asks nobody', async () => {
    const ticketId = await ticketOf((await closed()).id);
    expect((await spam(ticketId, desk.ana)).code).toBe('tickets.beyond_rule');
    expect((await read(ticketId, desk.ana)).ticket.can).not.toContain('spam');
    expect((await spam(ticketId, lucero)).status).toBe(200);
    const filtered = await ticketOf((await closed()).id);
    await desk.app.platform.transact({ actor: systemActor }, (work) =>
      setSpam({ ticketId: filtered, isSpam: true, signs: [] }, work),
    );
    expect((await read(filtered, desk.ana)).ticket.isSpam).toBe(true);
    const back = await desk.app.call(markNotSpam, { as: desk.ana, params: { ticketId: filtered } });
    expect(back.status).toBe(200);
  });

  test('whoever passes on what they may not close closes it nowhere, however far they pass it', async () => {
    const from = await closed();
    const lax = await department();
    const ticketId = await ticketOf(from.id);
    await desk.reply(ticketId, desk.ana);
    for (const departmentId of [lax.id, null]) {
      expect((await pass(ticketId, desk.ana, departmentId)).status).toBe(200);
      const refused = await close(ticketId, desk.ana);
      expect((refused.body as unknown as { detail: string }).detail).toMatch(
        /^En Educación \d+ eso lo hace Lucero/,
      );
      const { can } = (await read(ticketId, desk.ana)).ticket;
      for (const action of ['close', 'reply_and_close', 'spam'] as const) expect(can).not.toContain(action);
      expect(can).toEqual(expect.arrayContaining(['reply', 'set_department']));
      expect((await desk.reply(ticketId, desk.ana, { andThen: 'close' })).code).toBe('tickets.beyond_rule');
      expect((await spam(ticketId, desk.ana)).code).toBe('tickets.beyond_rule');
    }
    expect((await read(ticketId, desk.beto)).ticket.can).toContain('close');
    expect((await close(ticketId, desk.beto)).status).toBe(200);
  });

  test('nor is it closed by answering, where the other department’s rule would close it', async () => {
    const from = await closed();
    const closing = await department({ rules: { replyCloses: ['email'] } });
    const ticketId = await ticketOf(from.id);
    await pass(ticketId, desk.ana, closing.id);
    expect((await read(ticketId, desk.ana)).replyOutcome).toBe('keep');
    expect((await desk.reply(ticketId, desk.ana)).body.ticket.closedAt).toBeNull();
    expect((await desk.reply(ticketId, desk.beto)).body.ticket.closedAt).not.toBeNull();
  });

  test('it ends when somebody else passes the ticket on, or when the rule leaves it to them', async () => {
    const from = await closed();
    const lax = await department();
    const passed = await ticketOf(from.id);
    await desk.reply(passed, desk.ana);
    await pass(passed, desk.ana, lax.id);
    await pass(passed, desk.beto, (await department()).id);
    expect((await close(passed, desk.ana)).status).toBe(200);
    const freed = await ticketOf(from.id);
    await desk.reply(freed, desk.ana);
    await pass(freed, desk.ana, lax.id);
    await rule({ id: from.id, version: 2 }, { rules: { close: {} } });
    expect((await close(freed, desk.ana)).status).toBe(200);
  });
});

describe('an answer for later that was going to close', () => {
  test.each([
    [
      'closing is now kept for others',
      { close: { agentIds: [] as string[], members: true } },
      'tickets.beyond_rule',
    ],
    ['something is to be filled in now', { closeNeeds: ['priority' as const] }, 'tickets.fields_missing'],
  ])('stops, and says why, where %s', async (_, rules, reason) => {
    const { id, version } = await department({ rules: { replyCloses: ['email'] } });
    const ticketId = await ticketOf(id);
    const { body } = await schedule(desk.app, desk.ana, { ticketId });
    expect(body.scheduledReply.andThen).toBe('close');
    await rule({ id, version: version + 1 }, { rules });
    desk.app.clock.advance(60_000);
    await desk.app.settle();
    const { scheduledReplies, ticket, history } = await read(ticketId, desk.ana);
    expect(scheduledReplies).toMatchObject([{ state: 'stopped', reason }]);
    expect(ticket.closedAt).toBeNull();
    expect(history[0]).toMatchObject({ type: 'reply.stopped' });
  });
});

describe('closing by answering (S17)', () => {
  test('an answer that says nothing closes where the channel’s rule says so, and leaves open when asked', async () => {
    const { id } = await department({ rules: { replyCloses: ['email'] } });
    const ticketId = await ticketOf(id);
    expect((await read(ticketId, desk.ana)).replyOutcome).toBe('close');
    const { body } = await desk.reply(ticketId, desk.ana);
    expect(body.ticket.status.category).toBe('closed');
    const kept = await desk.reply(await ticketOf(id), desk.ana, { andThen: 'keep' });
    expect(kept.body.ticket.status.category).toBe('in_progress');
  });

  test('elsewhere, and of another channel, it stays open', async () => {
    const { id } = await department({ rules: { replyCloses: ['phone'] } });
    const ticketId = await ticketOf(id);
    expect((await read(ticketId, desk.ana)).replyOutcome).toBe('keep');
    expect((await desk.reply(ticketId, desk.ana)).body.ticket.status.category).toBe('in_progress');
  });

  test('for who may not close it the answer leaves and the ticket stays open', async () => {
    const { id } = await department({ rules: { replyCloses: ['email'], close: { agentIds: [lucero] } } });
    const ticketId = await ticketOf(id);
    expect((await read(ticketId, desk.ana)).replyOutcome).toBe('keep');
    expect((await desk.reply(ticketId, desk.ana)).body.ticket.closedAt).toBeNull();
    expect((await desk.reply(ticketId, lucero)).body.ticket.closedAt).not.toBeNull();
  });

  test('an answer that waits to be undone keeps what its writer saw', async () => {
    const { id } = await department({ rules: { replyCloses: ['email'] } });
    const ticketId = await ticketOf(id);
    const { body } = await schedule(desk.app, desk.ana, { ticketId });
    expect(body.scheduledReply.andThen).toBe('close');
  });

  test('an agent’s answer by mail follows it too', async () => {
    const { id } = await department({ rules: { replyCloses: ['email'] } });
    const ticketId = await ticketOf(id);
    const { number } = (await read(ticketId, desk.ana)).ticket;
    const actor = (await findAgentActor({ agentId: desk.ana }, desk.app.platform.db))!;
    const mail = {
      ticketNumber: number,
      kind: 'reply',
      text: 'Listo.',
      html: null,
      attachments: [],
    } as const;
    await desk.app.platform.transact({ actor }, (work) => actByMail(mail, work));
    expect((await read(ticketId, desk.ana)).ticket.status.category).toBe('closed');
  });
});

describe('changing them', () => {
  test('each part is replaced alone, the history of changes names people, and a stale version is told', async () => {
    const made = await department({ rules: { close: { agentIds: [lucero] }, atMost: 50 } });
    const second = await rule(
      { id: made.id, version: 2 },
      { rules: { close: { agentIds: [lucero, saray] }, atMost: 40 }, notices: { closed: { owner: true } } },
    );
    expect(second.body).toMatchObject({ version: 3, notices: { closed: { owner: true } } });
    expect(second.body.changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ part: 'close', by: 'Ada Jefa', added: ['Saray Molina'], removed: [] }),
        expect.objectContaining({ part: 'atMost', from: '50', to: '40' }),
      ]),
    );
    expect((await rule({ id: made.id, version: 2 }, { rules: { atMost: 1 } })).code).toBe(
      'departments.stale_version',
    );
    const ghost = '01890000-0000-7000-8000-000000000000';
    expect((await rule({ id: made.id, version: 3 }, { rules: { take: { agentIds: [ghost] } } })).code).toBe(
      'agents.not_found',
    );
    expect(
      (await rule({ id: made.id, version: 3 }, { notices: { created: { teamIds: [ghost] } } })).code,
    ).toBe('teams.not_found');
    expect((await rule({ id: ghost, version: 1 }, { rules: { atMost: 1 } })).code).toBe(
      'departments.not_found',
    );
  });

  test('whoever does not see a department changes no team that its rules name, nor whom a line tells', async () => {
    const { db } = desk.app.platform;
    const [keeper] = (await seedAgents(desk.app, [{ name: 'Quique Sol' }])) as [string];
    await sql`insert into roles (key, name, permissions, scope)
      values ('keeper', 'Encargado', '{departments:manage,tickets:read}', 'departments')`.execute(db);
    await sql`update agents set role_key = 'keeper' where id = ${keeper}`.execute(db);
    const { body: crew } = await desk.app.call(createTeam, { as: admin, body: { name: 'Guardia' } });
    const change = (body: object, as = keeper, version = 1) =>
      desk.app.call(updateTeam, {
        as,
        params: { teamId: crew.id },
        body,
        headers: { 'if-match': `"${version}"` },
      });
    await department({ rules: { close: { teamIds: [crew.id] } } });
    expect((await change({ memberIds: [keeper] })).code).toBe('auth.forbidden');
    expect((await change({ active: false })).code).toBe('auth.forbidden');
    expect((await change({ name: 'Guardia de tarde' })).status).toBe(200);
    expect((await change({ memberIds: [keeper] }, admin, 2)).status).toBe(200);
    const { body: line } = await desk.app.call(createLine, { as: admin, body: { name: 'Escuelas' } });
    const tell = (body: object, as: string, version = 1) =>
      desk.app.call(updateLine, {
        as,
        params: { lineId: line.id },
        body,
        headers: { 'if-match': `"${version}"` },
      });
    expect((await tell({ notices: { created: { agentIds: [keeper] } } }, keeper)).code).toBe(
      'auth.forbidden',
    );
    expect((await tell({ active: false }, keeper)).code).toBe('auth.forbidden');
    expect((await tell({ name: 'Colegios' }, keeper)).status).toBe(200);
    await tell({ notices: { created: { agentIds: [lucero] } } }, admin, 2);
    const { rows } = await sql<{ details: object }>`
      select details from audit_log where subject_id = ${line.id} order by at desc, id desc limit 1`.execute(
      db,
    );
    expect(rows[0]!.details).toMatchObject({
      changes: [{ part: 'notices', to: 'created', added: [lucero], removed: [] }],
    });
  });
});
