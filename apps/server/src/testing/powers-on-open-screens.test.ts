import type { AddressInfo } from 'node:net';
import { createTeam, updateDepartmentSettings, updateTeam } from '@ventanilla/contracts/department-rules';
import { createDepartment, setTicketDepartment, updateDepartment } from '@ventanilla/contracts/departments';
import { updateOrganization } from '@ventanilla/contracts/organizations';
import { settleProposedRequester } from '@ventanilla/contracts/participants';
import { createRole, updateRole } from '@ventanilla/contracts/roles';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receive, seedMailbox } from './received.ts';
import { createTestApp, seedAgents, type TestApp } from './test-app.ts';

let app: TestApp;
let admin: string;
let carla: string;
let diego: string;
let url: string;
let account: string;

beforeAll(async () => {
  app = await createTestApp({ start: true });
  account = await seedMailbox(app);
  await app.app.http.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(app.app.http.server.address() as AddressInfo).port}/api/v1/live`;
  [admin, carla, diego] = (await seedAgents(app, [
    { name: 'Ada Jefa', roleKey: 'admin' },
    { name: 'Carla Nava', roleKey: 'department_agent' },
    { name: 'Diego Paz' },
  ])) as [string, string, string];
});
afterAll(() => app.close());

/** An open stream: what it said until it was ended, or `still open` after a while. */
async function listen(agentId: string) {
  const response = await fetch(url, { headers: { 'x-test-agent': agentId } });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const first = await reader.read();
  expect(first.value).toContain('event: hello');
  return {
    /** What a line of it says, once it says it. */
    async said(pattern: RegExp): Promise<string | undefined> {
      let text = '';
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        text += piece.value;
        const found = pattern.exec(text)?.[1];
        if (found) {
          await reader.cancel();
          return found;
        }
      }
      return undefined;
    },
    async end(waitMs: number): Promise<string> {
      const late = setTimeout(() => void reader.cancel(), waitMs);
      let said = '';
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) said += piece.value;
      clearTimeout(late);
      return /event: close\ndata: (.*)/.exec(said)?.[1] ?? 'still open';
    },
  };
}

const changed = JSON.stringify({ reason: 'powers_changed' });

test('whoever joins a department begins anew within two seconds; nobody else is disturbed', async () => {
  const { body } = await app.call(createDepartment, { as: admin, body: { name: 'Soporte', memberIds: [] } });
  const [joins, other] = [await listen(carla), await listen(diego)];
  await app.call(updateDepartment, {
    as: admin,
    params: { departmentId: body.id },
    body: { memberIds: [carla, diego] },
    headers: { 'if-match': `"${body.version}"` },
  });
  expect(await joins.end(2_000)).toBe(changed);
  expect(await other.end(500)).toBe('still open');
});

test('so does whoever holds a role that is changed', async () => {
  const powers = {
    permissions: ['tickets:read', 'agents:read'] as const,
    scope: 'all' as const,
    narrower: {},
  };
  const { body: role } = await app.call(createRole, {
    as: admin,
    body: { name: 'Lectura', ...powers, permissions: [...powers.permissions] },
  });
  await sql`update agents set role_key = ${role.key} where id = ${diego}`.execute(app.platform.db);
  const [holds, other] = [await listen(diego), await listen(admin)];
  await app.call(updateRole, {
    as: admin,
    params: { roleKey: role.key },
    body: { scope: 'own' },
    headers: { 'if-match': '"1"' },
  });
  expect(await holds.end(2_000)).toBe(changed);
  expect(await other.end(500)).toBe('still open');
});

test('a ticket that goes to another department leaves the screens of the one it was in, told of it or not', async () => {
  const { ticketId } = await receive(app, account, { from: 'ana@familias.mx' });
  const { body } = await app.call(createDepartment, { as: admin, body: { name: 'Sistemas', memberIds: [] } });
  const { said } = await listen(carla);
  await app.call(setTicketDepartment, { as: admin, params: { ticketId }, body: { departmentId: body.id } });
  expect(await said(/"gone":\["([^"]+)"\]/)).toBe(ticketId);
});

test('so does whoever becomes the account manager of an organization, and nobody else', async () => {
  const { db, ids, clock } = app.platform;
  await sql`update agents set role_key = 'am' where id = ${diego}`.execute(db);
  const id = ids.uuid();
  await sql`insert into organizations (id, name, created_at) values (${id}, 'Colegio Altamira', ${clock.now()})`.execute(
    db,
  );
  const [becomes, other] = [await listen(diego), await listen(carla)];
  await app.call(updateOrganization, {
    as: admin,
    params: { organizationId: id },
    body: { accountManagerId: diego },
    headers: { 'if-match': '"1"' },
  });
  expect(await becomes.end(2_000)).toBe(changed);
  expect(await other.end(300)).toBe('still open');
});

test('a ticket whose requester becomes another leaves the screens of the portfolio that it was in', async () => {
  const { db, ids, clock } = app.platform;
  const id = ids.uuid();
  await sql`update agents set role_key = 'am' where id = ${diego}`.execute(db);
  await sql`insert into organizations (id, name, account_manager_id, created_at)
    values (${id}, 'Liceo Oriente', ${diego}, ${clock.now()})`.execute(db);
  const { ticketId, messageId } = await receive(app, account, { from: 'luz@oriente.mx' });
  await sql`update contacts set organization_id = ${id}
    where id = (select requester_id from tickets where id = ${ticketId})`.execute(db);
  await sql`update tickets set organization_id = ${id} where id = ${ticketId}`.execute(db);
  await sql`insert into requester_proposals (ticket_id, message_id, address, name, state, created_at)
    values (${ticketId}, ${messageId}, 'otra@x.mx', 'Otra', 'open', ${clock.now()})`.execute(db);
  const { said } = await listen(diego);
  await app.call(settleProposedRequester, { as: admin, params: { ticketId }, body: { state: 'accepted' } });
  expect(await said(/"gone":\["([^"]+)"\]/)).toBe(ticketId);
});

test('when a rule of a department changes every open screen is told to look again, and so is who joins a team', async () => {
  const { body } = await app.call(createDepartment, {
    as: admin,
    body: { name: 'Educación', memberIds: [] },
  });
  const [one, other] = [await listen(carla), await listen(admin)];
  await app.call(updateDepartmentSettings, {
    as: admin,
    params: { departmentId: body.id },
    body: { rules: { close: { agentIds: [admin] } } },
    headers: { 'if-match': '"1"' },
  });
  const resynced = /(event: resync)/;
  expect(await Promise.all([one.said(resynced), other.said(resynced)])).toHaveLength(2);
  const team = await app.call(createTeam, { as: admin, body: { name: 'Turno' } });
  const [joins, stays] = [await listen(carla), await listen(admin)];
  await app.call(updateTeam, {
    as: admin,
    params: { teamId: team.body.id },
    body: { memberIds: [carla] },
    headers: { 'if-match': '"1"' },
  });
  expect(await joins.said(resynced)).toBe('event: resync');
  expect(await stays.end(300)).toBe('still open');
}, 10_000);
