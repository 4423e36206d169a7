import { updateDepartmentSettings } from '@ventanilla/contracts/department-rules';
import { createDepartment } from '@ventanilla/contracts/departments';
import { getSession, updateProfile } from '@ventanilla/contracts/identity';
import {
  defaultNoticeChoices,
  type NoticeChoices,
  type NotificationKind,
} from '@ventanilla/contracts/notification.rules';
import { readNotifications } from '@ventanilla/contracts/notifications';
import { assignTicket, takeTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readSystemMail, type SystemMailJob } from '../modules/mailer/index.ts';
import { openTestDesk, type TestDesk } from '../modules/tickets/test-ground/desk.ts';
import { receive } from './received.ts';
import { createTestApp, seedAgents } from './test-app.ts';

let desk: TestDesk;
let admin: string;
let quietDepartment: string;
let count = 0;
const morning = new Date('2026-11-24T10:20-06:00');

beforeAll(async () => {
  desk = await openTestDesk();
  [admin] = (await seedAgents(desk.app, [{ name: 'Ada Jefa', roleKey: 'admin' }])) as [string];
  // A department that writes to nobody by itself, so that what is mailed is what people chose.
  const { body } = await desk.app.call(createDepartment, {
    as: admin,
    body: { name: 'Callado', kind: 'external' },
  });
  quietDepartment = body.id;
  await desk.app.call(updateDepartmentSettings, {
    as: admin,
    params: { departmentId: body.id },
    body: { notices: { assigned: { owner: false } } },
    headers: { 'if-match': '"1"' },
  });
});
afterAll(() => desk.app.close());
beforeEach(async () => {
  desk.app.clock.set(morning);
  await desk.app.settle();
  await sql`delete from notifications`.execute(desk.app.platform.db);
  await sql`delete from timers where kind = 'notifications.mail'`.execute(desk.app.platform.db);
  await sql`delete from system_mails`.execute(desk.app.platform.db);
});

const mailOf = (...kinds: NotificationKind[]): Partial<NoticeChoices> => ({
  kinds: {
    ...defaultNoticeChoices.kinds,
    ...Object.fromEntries(
      kinds.map((kind) => [kind, { app: true, sound: true, desktop: true, email: true }]),
    ),
  },
});

async function choose(as: string, said: Partial<NoticeChoices>) {
  const { version } = (await desk.app.call(getSession, { as })).body.agent;
  await desk.app.call(updateProfile, {
    as,
    body: { preferences: { notices: { ...defaultNoticeChoices, ...said } } },
    headers: { 'if-match': `"${version}"` },
  });
  await desk.app.settle();
}

async function newTicket(subject = 'No puedo entrar', departmentId: string | null = quietDepartment) {
  count += 1;
  const from = `persona${count}@x.mx`;
  const first = `n${count}@x.mx`;
  const { ticketId } = await receive(desk.app, desk.account, {
    from,
    name: 'Rosa Luna',
    externalId: first,
    subject,
  });
  await sql`update tickets set department_id = ${departmentId} where id = ${ticketId}`.execute(
    desk.app.platform.db,
  );
  await desk.app.settle();
  const writes = async (text: string) => {
    await receive(desk.app, desk.account, { from, name: 'Rosa Luna', text, referenceIds: [first] });
    await desk.app.settle();
  };
  return { id: ticketId, writes };
}
const assign = async (ticketId: string, agentId = desk.ana) => {
  await desk.app.call(assignTicket, { as: desk.sofia, params: { ticketId }, body: { agentId } });
  await desk.app.settle();
};
const at = async (instant: string) => {
  desk.app.clock.set(new Date(instant));
  await desk.app.settle();
};

/** Mails since last asked, with whom they went to. */
async function mails() {
  const { db, keyring } = desk.app.platform;
  const { rows } = await sql<{ kind: string; to_name: string; subject: string; sealed_body: string }>`
    select kind, to_name, subject, sealed_body from system_mails order by created_at, id`.execute(db);
  await sql`delete from system_mails`.execute(db);
  return rows.map((row) => ({
    kind: row.kind,
    to: row.to_name,
    subject: row.subject,
    text: readSystemMail({ sealedBody: row.sealed_body } as SystemMailJob, { keyring }).text,
  }));
}
const kinds = async () => (await mails()).map(({ kind, to }) => `${kind} ${to.split(' ')[0]}`);

describe('mail about notices', () => {
  test('is written to nobody who did not choose it', async () => {
    await choose(desk.ana, {});
    await assign((await newTicket()).id);
    expect(await kinds()).toEqual([]);
  });

  test('leaves at once as the mail of its ticket, with its essence, and once', async () => {
    await choose(desk.ana, mailOf('assigned', 'answered'));
    const ticket = await newTicket('Sin boletas');
    await assign(ticket.id);
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ kind: 'ticket_assigned_to_you', to: 'Ana Solis' });
    expect(mail!.text).toContain('Sofia Jefa te dio este ticket.');
    expect(mail!.text).toContain('Rosa Luna');
    await ticket.writes('¿Alguna novedad?');
    const [answer] = await mails();
    expect(answer).toMatchObject({ kind: 'ticket_customer_wrote' });
    expect(answer!.text).toContain('> ¿Alguna novedad?');
    await desk.app.settle();
    expect(await kinds()).toEqual([]);
  });

  test('is not written twice where the department writes of the same', async () => {
    await choose(desk.ana, mailOf('assigned'));
    await assign((await newTicket('De todos', null)).id);
    expect(await kinds()).toEqual(['ticket_assigned_to_you Ana']);
  });

  test('of the night comes together in the morning, without what was read meanwhile', async () => {
    await choose(desk.ana, {
      ...mailOf('assigned', 'answered'),
      quiet: { from: '20:00', to: '08:00', restDays: [] },
    });
    await at('2026-11-24T21:00-06:00');
    const [one, two, three] = [await newTicket('Uno'), await newTicket('Dos'), await newTicket('Tres')];
    for (const { id } of [one, two, three]) await assign(id);
    await one.writes('¿Hola?');
    await desk.app.call(readNotifications, { as: desk.ana, body: { ticketId: three.id } });
    await at('2026-11-25T07:59-06:00');
    expect(await kinds()).toEqual([]);
    await at('2026-11-25T08:00-06:00');
    const [digest, ...others] = await mails();
    expect(others).toEqual([]);
    expect(digest).toMatchObject({ kind: 'ticket_digest', subject: '3 avisos de Escuelas del Valle' });
    expect(digest!.text).toContain('Rosa Luna respondió.');
    expect(digest!.text).toMatch(/V-\d+ · Dos/);
    expect(digest!.text).not.toContain('Tres');
  });

  test('of a day comes at its hour; one thing alone is the mail of its ticket', async () => {
    await choose(desk.ana, { ...mailOf('assigned'), digest: { how: 'daily', at: '18:00' } });
    await assign((await newTicket()).id);
    await at('2026-11-24T17:59-06:00');
    expect(await kinds()).toEqual([]);
    await at('2026-11-24T18:00-06:00');
    expect(await kinds()).toEqual(['ticket_assigned_to_you Ana']);
    await at('2026-11-25T18:00-06:00');
    expect(await kinds()).toEqual([]);
  });

  test('that waits leaves when its reader chooses to have it at once, and not at all when they choose none', async () => {
    const daily = { digest: { how: 'daily', at: '18:00' } } as const;
    await choose(desk.ana, { ...mailOf('assigned'), ...daily });
    await assign((await newTicket()).id);
    await choose(desk.ana, mailOf('assigned'));
    expect(await kinds()).toEqual(['ticket_assigned_to_you Ana']);
    await choose(desk.ana, { ...mailOf('assigned'), ...daily });
    await assign((await newTicket()).id);
    await choose(desk.ana, daily);
    await at('2026-11-24T18:00-06:00');
    expect(await kinds()).toEqual([]);
  });

  test('is not moved on by what happens at its hour', async () => {
    await choose(desk.ana, { ...mailOf('assigned'), digest: { how: 'hourly' } });
    await assign((await newTicket('Uno')).id);
    const late = await newTicket('Dos');
    desk.app.clock.set(new Date('2026-11-24T11:00:00.500-06:00'));
    await assign(late.id);
    expect(await kinds()).toEqual(['ticket_digest Ana']);
  });

  test('leaves a ticket out that its reader no longer sees', async () => {
    await choose(desk.ana, { ...mailOf('assigned', 'answered'), digest: { how: 'hourly' } });
    const ticket = await newTicket();
    await desk.app.call(takeTicket, { as: desk.ana, params: { ticketId: ticket.id } });
    await ticket.writes('¿Hola?');
    const { db } = desk.app.platform;
    await sql`update roles set scope = 'own' where key = 'agent'`.execute(db);
    await sql`update tickets set owner_id = ${desk.beto} where id = ${ticket.id}`.execute(db);
    await at('2026-11-24T11:00-06:00');
    await sql`update roles set scope = 'all' where key = 'agent'`.execute(db);
    expect(await kinds()).toEqual([]);
  });

  test('leaves once where two processes are about it, and where one begins again', async () => {
    await choose(desk.ana, { ...mailOf('assigned'), digest: { how: 'hourly' } });
    await assign((await newTicket()).id);
    const other = await createTestApp({ beside: desk.app });
    desk.app.clock.set(new Date('2026-11-24T11:00-06:00'));
    await Promise.all([desk.app.settle(), other.settle()]);
    await other.close();
    const again = await createTestApp({ beside: desk.app });
    await again.settle();
    await again.close();
    expect(await kinds()).toEqual(['ticket_assigned_to_you Ana']);
  });
});
