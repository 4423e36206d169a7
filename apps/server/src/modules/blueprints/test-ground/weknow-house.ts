import { listTeams, updateTeam } from '@ventanilla/contracts/department-rules';
import { listDepartments, setTicketDepartment } from '@ventanilla/contracts/departments';
import { listLines } from '@ventanilla/contracts/lines';
import { updateOrganization } from '@ventanilla/contracts/organizations';
import * as tickets from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { receive, seedMailbox } from '../../../testing/received.ts';
import { seedAgents } from '../../../testing/test-app.ts';
import { openUnder } from './document.ts';

const names = ['Lucero', 'Majo', 'Saray', 'Daniela', 'Sofía', 'Raúl', 'César', 'Beto'] as const;
export type Somebody = (typeof names)[number];

/** Whom the document means by each team. */
const members: Record<string, Somebody[]> = {
  Soporte: ['Sofía'],
  'Responsables de cierre': ['César'],
  'Recepción de Educación': ['Lucero', 'Majo', 'Saray'],
  'Seguimiento de Educación': ['Majo'],
  'Cierre de Educación': ['Lucero', 'Saray'],
  'Recepción de Empresas': ['Daniela'],
  'Seguimiento de Empresas': ['Daniela'],
};

/**
 * weknow as its document has it: the blueprint, the people of each team, a school and a company. Raúl is who solves,
 * Sofía is in support, César closes, and Beto is in no team.
 */
export async function openWeknow() {
  const { app, admin } = await openUnder('weknow');
  const account = await seedMailbox(app);
  const ids = await seedAgents(
    app,
    names.map((name) => ({ name })),
  );
  const people = Object.fromEntries(names.map((name, n) => [name, ids[n]!])) as Record<Somebody, string>;
  for (const team of (await app.call(listTeams, { as: admin })).body.items) {
    const memberIds = members[team.name]!.map((name) => people[name]);
    const headers = { 'if-match': `"${team.version}"` };
    await app.call(updateTeam, { as: admin, params: { teamId: team.id }, body: { memberIds }, headers });
  }
  const organization = async (name: string, domain: string, line: string) => {
    const { db, clock } = app.platform;
    const id = app.platform.ids.uuid();
    await sql`insert into organizations (id, name, domains, created_at)
      values (${id}, ${name}, array[${domain}], ${clock.now()})`.execute(db);
    const lineId = (await app.call(listLines, { as: admin })).body.items.find((one) => one.name === line)!.id;
    await app.call(updateOrganization, {
      as: admin,
      params: { organizationId: id },
      body: { lineId },
      headers: { 'if-match': '"1"' },
    });
    return id;
  };
  const departments = (await app.call(listDepartments, { as: admin })).body.items;
  const departmentOf = (name: string) => departments.find((one) => one.name === name)!.id;
  const change = <C extends Parameters<typeof app.call>[0]>(contract: C, as: Somebody, of: object) =>
    app.call(contract, { as: people[as], ...of } as never);
  return {
    app,
    admin,
    people,
    account,
    departmentOf,
    school: await organization('Colegio Altamira', 'altamira.mx', 'Educación'),
    company: await organization('Grupo Norte', 'norte.mx', 'Empresas'),
    /** A customer's mail; what it brings about is done. */
    async arrives(mail: Parameters<typeof receive>[2]) {
      const { ticketId } = await receive(app, account, mail);
      await app.settle();
      return ticketId;
    },
    /** Who got a mail since last asked, by kind. */
    async told() {
      await app.settle();
      const { rows } = await sql<{ kind: string; to: string }>`
        select kind, to_name as "to" from system_mails order by to_name`.execute(app.platform.db);
      await sql`delete from system_mails`.execute(app.platform.db);
      const byKind: Record<string, string[]> = {};
      for (const { kind, to } of rows) (byKind[kind] ??= []).push(to);
      return byKind;
    },
    pass: (as: Somebody, ticketId: string, department: string) =>
      change(setTicketDepartment, as, {
        params: { ticketId },
        body: { departmentId: departmentOf(department) },
      }),
    assign: (as: Somebody, ticketId: string, to: Somebody) =>
      change(tickets.assignTicket, as, { params: { ticketId }, body: { agentId: people[to] } }),
    classify: (as: Somebody, ticketId: string, body: object) =>
      change(tickets.classifyTicket, as, { params: { ticketId }, body }),
    close: (as: Somebody, ticketId: string) => change(tickets.closeTicket, as, { params: { ticketId } }),
    reply: (as: Somebody, ticketId: string, body: object) =>
      change(tickets.replyToTicket, as, { params: { ticketId }, body }),
    async detail(as: Somebody, ticketId: string) {
      return (await app.call(tickets.getTicket, { as: people[as], params: { ticketId } })).body;
    },
  };
}
export type Weknow = Awaited<ReturnType<typeof openWeknow>>;
