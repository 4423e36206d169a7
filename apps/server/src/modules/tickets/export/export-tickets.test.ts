import { createField } from '@ventanilla/contracts/classification';
import { createDepartment, setTicketDepartment } from '@ventanilla/contracts/departments';
import { classifyTicket } from '@ventanilla/contracts/tickets';
import { exportTickets } from '@ventanilla/contracts/views';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { receive } from '../../../testing/received.ts';
import { seedAgents } from '../../../testing/test-app.ts';
import { unzipped } from '../../../testing/unzip.ts';
import { openTestDesk, type TestDesk } from '../test-ground/desk.ts';

let desk: TestDesk;
let admin: string;
let carla: string;

beforeAll(async () => {
  desk = await openTestDesk();
  [admin, carla] = (await seedAgents(desk.app, [
    { name: 'Ada Jefa', roleKey: 'admin' },
    { name: 'Carla Nava', roleKey: 'department_agent' },
  ])) as [string, string];
});
afterAll(() => desk.app.close());

const csvOf = async (as: string, query: Record<string, string> = {}) => {
  const url = `${exportTickets.path}?${new URLSearchParams(query)}`;
  const answer = await desk.app.app.http.inject({ method: 'GET', url, headers: { 'x-test-agent': as } });
  return { status: answer.statusCode, text: answer.body, headers: answer.headers };
};

describe('an export', () => {
  test('has a row for each ticket with all that it holds, its own fields by their names, and no formula', async () => {
    const { app, account } = desk;
    const level = await app.call(createField, {
      as: admin,
      body: { name: 'Nivel', kind: 'choice', options: [{ name: '=Primaria' }] },
    });
    const { ticketId } = await receive(app, account, {
      from: 'ana@x.mx',
      subject: '=HYPERLINK("https://mal.mx","ver")',
    });
    await receive(app, account, { from: 'luis@x.mx', subject: 'Una "cita", y otra; línea' });
    await app.call(classifyTicket, {
      as: admin,
      params: { ticketId },
      body: {
        typeKey: 'problem',
        addTags: ['complaint'],
        fields: { [level.body.key]: level.body.options[0]!.key },
      },
    });
    const { text, headers } = await csvOf(desk.sofia, { sort: 'number' });
    expect(headers['content-disposition']).toContain('attachment');
    expect(text.startsWith('\uFEFFTicket,Asunto,Solicitante,')).toBe(true);
    const lines = text.slice(1).trimEnd().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]!.endsWith(',Nivel')).toBe(true);
    expect(lines[1]).toContain(`"'=HYPERLINK(""https://mal.mx"",""ver"")"`);
    expect(lines[1]).toContain(',Problema,');
    expect(lines[1]!.endsWith(`,'=Primaria`)).toBe(true);
    expect(lines[2]).toContain('"Una ""cita"", y otra; línea"');
    expect(
      (await csvOf(desk.sofia, { separator: 'semicolon' })).text.startsWith('\uFEFFTicket;Asunto;'),
    ).toBe(true);
  });

  test('goes on beyond what is read at once, each ticket once, in the order of the list', async () => {
    await sql`insert into tickets (id, number, subject, requester_id, status_key, status_category, created_at, activity_at)
      select ('0197c000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 10000 + n, 'De relleno ' || n, (select id from contacts limit 1),
        'open', 'open', '2026-01-01'::timestamptz, '2026-01-01'::timestamptz + (n / 7) * interval '1 hour'
      from generate_series(1, 2300) n`.execute(desk.app.platform.db);
    const { text } = await csvOf(desk.sofia, { sort: 'activity' });
    const numbers = text
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[0]);
    expect(numbers).toHaveLength(2302);
    expect(new Set(numbers).size).toBe(2302);
    const filter = JSON.stringify({ field: 'number', op: 'max', number: 10_003 });
    const few = await csvOf(desk.sofia, { sort: '-number', filter });
    expect(
      few.text
        .split('\r\n')
        .slice(1, 4)
        .map((line) => line.split(',')[0]),
    ).toEqual(['V-10003', 'V-10002', 'V-10001']);
  });

  test('is an Excel workbook, too, whose text is text and whose instants are instants', async () => {
    const exportId = desk.app.platform.ids.uuid();
    const filter = JSON.stringify({ field: 'number', op: 'max', number: 12_000 });
    const url = `${exportTickets.path}?${new URLSearchParams({ format: 'xlsx', sort: 'number', exportId, filter })}`;
    const answer = await desk.app.app.http.inject({
      method: 'GET',
      url,
      headers: { 'x-test-agent': desk.sofia },
    });
    expect(answer.headers['content-disposition']).toContain('.xlsx');
    const sheet = unzipped(answer.rawPayload).get('xl/worksheets/sheet1.xml')!;
    expect(sheet.match(/<row>/g)).toHaveLength(2003);
    expect(sheet).toContain(
      '<t xml:space="preserve">=HYPERLINK(&quot;https://mal.mx&quot;,&quot;ver&quot;)</t>',
    );
    expect(sheet).not.toContain('<f>');
    expect(sheet).toMatch(/<c s="2"><v>4\d{4}\.?\d*<\/v><\/c>/);
  });

  test('holds what its reader sees and no more, is for those who may, and is kept on record', async () => {
    const { app } = desk;
    expect((await csvOf(desk.ana)).status).toBe(403);
    const { body } = await app.call(createDepartment, {
      as: admin,
      body: { name: 'Sistemas', memberIds: [] },
    });
    const { ticketId } = await receive(app, desk.account, { from: 'eva@x.mx', subject: 'Solo de Sistemas' });
    await app.call(setTicketDepartment, { as: admin, params: { ticketId }, body: { departmentId: body.id } });
    await sql`update roles set permissions = array_append(permissions, 'tickets:export') where key = 'department_agent'`.execute(
      app.platform.db,
    );
    const seen = await csvOf(carla, { filter: JSON.stringify({ field: 'number', op: 'max', number: 9000 }) });
    expect(seen.status).toBe(200);
    expect(seen.text).toContain('HYPERLINK');
    expect(seen.text).not.toContain('Solo de Sistemas');
    const { rows } = await sql<{
      actor: { id: string };
      details: object;
    }>`select actor, details from audit_log where action = 'tickets.exported' order by id desc limit 1`.execute(
      app.platform.db,
    );
    expect(rows[0]).toMatchObject({ actor: { id: carla }, details: { sort: '-activity' } });
  });
});
