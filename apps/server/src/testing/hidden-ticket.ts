import { addColumn, createBoard } from '@ventanilla/contracts/boards';
import { createField } from '@ventanilla/contracts/classification';
import { updateDepartmentSettings } from '@ventanilla/contracts/department-rules';
import { createDepartment, setTicketDepartment } from '@ventanilla/contracts/departments';
import { uploadFile } from '@ventanilla/contracts/files';
import { announcePresence } from '@ventanilla/contracts/presence';
import { createRole } from '@ventanilla/contracts/roles';
import { addNote, assignTicket, classifyTicket, replyToTicket } from '@ventanilla/contracts/tickets';
import { saveDraft, scheduleReply } from '@ventanilla/contracts/writing';
import { sql } from 'kysely';
import { mailboxAddress } from './mail.ts';
import { type MailGround, openMailGround } from './mail-ground.ts';
import { seedAgents } from './test-app.ts';

/** In everything that the hidden ticket says: subject, text, note, draft, field, files, the person and their address. */
export const mark = 'zafiro';

/** A mail with two files and a picture of elsewhere, all of them marked. */
const markedMail = () => {
  const part = (headers: string, content: string) => `--x\r\n${headers}\r\n\r\n${content}\r\n`;
  const lines = [
    `From: Persona ${mark} <${mark}@cliente.mx>\r\nTo: ${mailboxAddress}\r\nSubject: Asunto ${mark}`,
    `Message-ID: <${mark}@cliente.mx>\r\nMIME-Version: 1.0`,
    'Content-Type: multipart/mixed; boundary=x\r\n',
    part(
      'Content-Type: text/html; charset=utf-8',
      `<p>Texto ${mark}</p><img src="https://fotos.cliente.mx/${mark}.png">`,
    ),
    part(`Content-Type: text/plain\r\nContent-Disposition: attachment; filename=${mark}.txt`, mark),
    '--x--\r\n',
  ];
  return Buffer.from(lines.join('\r\n'));
};

/**
 * A ticket of «Sistemas» with everything that a ticket can have, four people who do not see it, and one who sees
 * everything. `carla` works in «Soporte» alone; `keeper` may do all that an administrator may, within her department;
 * `own` sees only what is hers, and `alba` only what is of the organization that she looks after. `ids` are what a path or a query may ask of it, by the name of the parameter.
 */
export async function openHiddenTicket() {
  const ground = await openMailGround();
  const { app, admin } = ground;
  const [carla, keeper, own, diego, alba] = (await seedAgents(app, [
    { name: 'Carla Nava', roleKey: 'department_agent' },
    { name: 'Kenia Rey' },
    { name: 'Omar Sol' },
    { name: 'Diego Paz', roleKey: 'department_agent' },
    { name: 'Alba Ríos', roleKey: 'am' },
  ])) as [string, string, string, string, string];
  await sql`insert into organizations (id, name, account_manager_id, created_at)
    values (${app.platform.ids.uuid()}, 'Colegio Altamira', ${alba}, ${app.platform.clock.now()})`.execute(
    app.platform.db,
  );
  await narrow(ground, { agentId: keeper, scope: 'departments' });
  await narrow(ground, { agentId: own, scope: 'own' });
  const make = async (name: string, memberIds: string[]) =>
    (await app.call(createDepartment, { as: admin, body: { name, memberIds } })).body;
  const hidden = await make('Sistemas', [diego]);
  await make('Soporte', [carla, keeper]);
  await tellEverybody(ground, { departmentId: hidden.id, agentIds: [carla, keeper, own, alba] });

  const { ticketId, messageId } = await ground.post(markedMail());
  const params = { ticketId: ticketId! };
  await app.call(setTicketDepartment, { as: admin, params, body: { departmentId: hidden.id } });
  const { body: field } = await app.call(createField, { as: admin, body: { name: 'Dato', kind: 'text' } });
  await app.call(classifyTicket, { as: admin, params, body: { fields: { [field.key]: `Valor ${mark}` } } });
  await app.call(addNote, { as: admin, params, body: { text: `Nota ${mark}` } });
  await app.call(assignTicket, { as: admin, params, body: { agentId: diego } });
  await write(ground, { ticketId: ticketId!, diego });
  await app.settle();
  // As if it had come badly read: what went wrong is shown in a tray of its own.
  await sql`update inbound_raw set state = 'set_aside'`.execute(app.platform.db);
  return {
    app,
    admin,
    hiddenFrom: { carla, keeper, own, alba },
    ticketId: ticketId!,
    ids: {
      ...(await idsOf(ground, ticketId!)),
      ...(await shareBoard(ground)),
      messageId: messageId!,
      departmentId: hidden.id,
    },
    write: ground.write,
    close: ground.close,
  };
}
export type HiddenTicket = Awaited<ReturnType<typeof openHiddenTicket>>;

/** Gives somebody all that an administrator may do, and a narrower sight. */
async function narrow({ app, admin }: MailGround, to: { agentId: string; scope: 'departments' | 'own' }) {
  const { rows } = await sql<{
    permissions: never[];
  }>`select permissions from roles where key = 'admin'`.execute(app.platform.db);
  const { permissions } = rows[0]!;
  const body = { name: `Todo, ${to.scope}`, permissions, scope: to.scope, narrower: {} };
  const { body: role } = await app.call(createRole, { as: admin, body });
  await sql`update agents set role_key = ${role.key} where id = ${to.agentId}`.execute(app.platform.db);
}

async function tellEverybody(
  { app, admin }: MailGround,
  input: { departmentId: string; agentIds: string[] },
) {
  const to = { agentIds: input.agentIds };
  await app.call(updateDepartmentSettings, {
    as: admin,
    params: { departmentId: input.departmentId },
    body: { notices: { created: to, assigned: to, customer_wrote: to, closed: to } },
    headers: { 'if-match': '"1"' },
  });
}

/** What its owner writes: an answer with a file, a draft, an answer that waits; and they have it open. */
async function write({ app }: MailGround, { ticketId, diego }: { ticketId: string; diego: string }) {
  const params = { ticketId };
  const upload = async () =>
    (
      await app.call(uploadFile, {
        as: diego,
        query: { fileName: `${mark}.txt` },
        body: Buffer.from(`Archivo ${mark}`),
      })
    ).body.id;
  const answer = { html: `<p>Respuesta ${mark}</p>`, uploadIds: [await upload()] };
  await app.call(replyToTicket, { as: diego, params, body: answer });
  const waiting = { html: `<p>Luego ${mark}</p>`, delayMs: 60_000 };
  await app.call(scheduleReply, { as: diego, params, body: waiting });
  const draft = { html: `<p>Borrador ${mark}</p>`, uploadIds: [await upload()] };
  for (const kind of ['reply', 'note'] as const)
    await app.call(saveDraft, { as: diego, params: { ...params, kind }, body: draft });
  await app.call(announcePresence, {
    as: diego,
    body: { tabId: 'tab-diego-1', ticketId, state: 'writing_reply' },
  });
}

/** A board of everybody's with a column of every ticket, as somebody makes it who sees them all. */
async function shareBoard({ app, admin }: MailGround) {
  const board = { name: 'De todos', audience: 'everyone' as const, teamId: null, copyOf: null };
  const { body } = await app.call(createBoard, { as: admin, body: board });
  const params = { boardId: body.id! };
  const column = {
    name: 'Todo',
    colour: null,
    source: { kind: 'filter' as const, filter: { and: [] } },
    sort: '-activity' as const,
    shows: [],
  };
  const headers = { 'if-match': '"1"' };
  const shared = await app.call(addColumn, { as: admin, params, headers, body: column });
  return { ...params, columnId: shared.body.columns[0]!.id };
}

/** Ids of all that belongs to the ticket, by the name of the parameter that asks for it. */
async function idsOf({ app }: MailGround, ticketId: string): Promise<Record<string, string>> {
  const { rows } = await sql<Record<string, string>>`
    select t.requester_id as "contactId", a.id as "attachmentId", o.id as "outboundId", s.id as "scheduledReplyId",
      i.id as "intakeId", i.id as "problemId"
    from tickets t
    left join lateral (select f.id from attachments f join messages m on m.id = f.message_id
      where m.ticket_id = t.id and m.direction = 'in' order by f.id limit 1) a on true
    left join lateral (select o.id from outbound_messages o join messages m on m.id = o.message_id
      where m.ticket_id = t.id limit 1) o on true
    left join lateral (select id from scheduled_replies where ticket_id = t.id limit 1) s on true
    left join lateral (select id from inbound_raw limit 1) i on true
    where t.id = ${ticketId}`.execute(app.platform.db);
  const { contactId, ...others } = rows[0]!;
  return {
    ...others,
    contactId: contactId!,
    ticketId,
    ids: ticketId,
    ticketIds: ticketId,
    q: mark,
    kind: 'reply',
    column: 'new',
    index: '0',
  };
}
