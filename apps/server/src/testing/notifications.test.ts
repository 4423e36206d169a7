import { createDepartment, setTicketDepartment } from '@ventanilla/contracts/departments';
import { getSession, updateProfile } from '@ventanilla/contracts/identity';
import { defaultNoticeChoices, type NotificationKind } from '@ventanilla/contracts/notification.rules';
import * as contract from '@ventanilla/contracts/notifications';
import { createRole } from '@ventanilla/contracts/roles';
import { markSpam } from '@ventanilla/contracts/spam';
import { addNote, assignTicket, releaseTicket, takeTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { removeOldNotifications } from '../modules/notifications/remove-old-notifications.ts';
import { openTestDesk, type TestDesk } from '../modules/tickets/test-ground/desk.ts';
import { systemActor } from '../platform/actor.ts';
import { appendEvents, event } from '../platform/events/index.ts';
import { receive } from './received.ts';
import { seedAgents } from './test-app.ts';

const dayMs = 86_400_000;
let desk: TestDesk;
let admin: string;
let count = 0;

beforeAll(async () => {
  desk = await openTestDesk();
  [admin] = (await seedAgents(desk.app, [{ name: 'Ada Jefa', roleKey: 'admin' }])) as [string];
});
afterAll(() => desk.app.close());
beforeEach(async () => {
  await desk.app.settle();
  await sql`delete from notifications`.execute(desk.app.platform.db);
});

/** A ticket of nobody's; what its customer writes next belongs to it. */
async function newTicket() {
  count += 1;
  const from = `persona${count}@x.mx`;
  const first = `n${count}@x.mx`;
  const { ticketId } = await receive(desk.app, desk.account, {
    from,
    name: 'Rosa Luna',
    externalId: first,
  });
  await desk.app.settle();
  const id = ticketId;
  const writes = async (text: string) => {
    count += 1;
    const referenceIds = [first];
    await receive(desk.app, desk.account, {
      from,
      name: 'Rosa Luna',
      text,
      referenceIds,
      externalId: `n${count}@x.mx`,
    });
    await desk.app.settle();
  };
  return { id, writes };
}

const assign = async (ticketId: string, agentId: string, as = desk.sofia) => {
  await desk.app.call(assignTicket, { as, params: { ticketId }, body: { agentId } });
  await desk.app.settle();
};
const list = async (as: string, query: object = {}) =>
  (await desk.app.call(contract.listNotifications, { as, query })).body;
/** Kinds of the lines in somebody's centre, newest first, a star for what is unread. */
const lines = async (as: string) =>
  (await list(as)).items.map(({ kind, count: times, readAt }) => `${kind}×${times}${readAt ? '' : '*'}`);
const unread = async (as: string) =>
  (await desk.app.call(contract.countNotifications, { as })).body.all.value;
const mark = async (as: string, body: { ids: string[]; read: boolean }) =>
  (await desk.app.call(contract.markNotifications, { as, body })).body.all.value;

/** Somebody's choice of ways for one kind. */
async function choose(as: string, kind: NotificationKind, ways: object) {
  const { version } = (await desk.app.call(getSession, { as })).body.agent;
  const kinds = { ...defaultNoticeChoices.kinds, [kind]: { ...defaultNoticeChoices.kinds[kind], ...ways } };
  await desk.app.call(updateProfile, {
    as,
    body: { preferences: { notices: { ...defaultNoticeChoices, kinds } } },
    headers: { 'if-match': `"${version}"` },
  });
  await desk.app.settle();
}

describe('what is told', () => {
  test('who is given a ticket reads of it, with who gave it; its author and others do not', async () => {
    const ticket = await newTicket();
    await assign(ticket.id, desk.ana);
    const [line] = (await list(desk.ana)).items;
    expect(line).toMatchObject({
      kind: 'assigned',
      count: 1,
      readAt: null,
      actor: { kind: 'agent', name: 'Sofia Jefa' },
      ticket: { id: ticket.id, requester: 'Rosa Luna' },
    });
    expect([await unread(desk.ana), await unread(desk.sofia), await unread(desk.beto)]).toEqual([1, 0, 0]);
  });

  test('taking, giving to oneself and releasing tell oneself nothing', async () => {
    const ticket = await newTicket();
    await desk.app.call(takeTicket, { as: desk.ana, params: { ticketId: ticket.id } });
    await desk.app.call(releaseTicket, { as: desk.ana, params: { ticketId: ticket.id } });
    await assign(ticket.id, desk.sofia);
    expect([await lines(desk.ana), await lines(desk.sofia)]).toEqual([[], []]);
  });

  test('several answers on one ticket are one line with their count, and begin anew after it was read', async () => {
    const ticket = await newTicket();
    await desk.app.call(takeTicket, { as: desk.ana, params: { ticketId: ticket.id } });
    await ticket.writes('Uno');
    await ticket.writes('Dos');
    const [line] = (await list(desk.ana)).items;
    expect(line).toMatchObject({
      kind: 'answered',
      count: 2,
      ticket: { words: 'Dos' },
      actor: { name: 'Rosa Luna' },
    });
    await mark(desk.ana, { ids: [line!.id], read: true });
    await ticket.writes('Tres');
    expect(await lines(desk.ana)).toEqual(['answered×1*']);
  });

  test('the first words of a ticket are no answer, though somebody has it before they are told of', async () => {
    const { ticketId } = await receive(desk.app, desk.account, { from: 'rapida@x.mx' });
    await desk.app.call(assignTicket, {
      as: desk.sofia,
      params: { ticketId },
      body: { agentId: desk.ana },
    });
    await desk.app.settle();
    expect(await lines(desk.ana)).toEqual(['assigned×1*']);
  });

  test('the end of a time of what nobody has is told to its department, until somebody takes it', async () => {
    const { body: department } = await desk.app.call(createDepartment, {
      as: admin,
      body: { name: 'Guardia', memberIds: [desk.ana, desk.beto] },
    });
    const breach = async (ticketId: string) => {
      const subject = { type: 'ticket', id: ticketId };
      const clock = { clockId: desk.app.platform.ids.uuid(), metric: 'first_response', policyId: ticketId };
      await desk.app.platform.transact({ actor: systemActor }, (work) =>
        appendEvents([event('sla.breached@1', subject, { ticketId, version: 1, ...clock } as never)], work),
      );
      await desk.app.settle();
    };
    const [theirs, nobodys] = [await newTicket(), await newTicket()];
    await desk.app.call(setTicketDepartment, {
      as: admin,
      params: { ticketId: theirs.id },
      body: { departmentId: department.id },
    });
    await breach(theirs.id);
    const all = () => Promise.all([desk.ana, desk.beto, desk.sofia, admin].map(lines));
    expect(await all()).toEqual([['breached×1*'], ['breached×1*'], [], []]);
    await desk.app.call(takeTicket, { as: desk.beto, params: { ticketId: theirs.id } });
    await desk.app.settle();
    expect(await all()).toEqual([['breached×1'], ['breached×1*'], [], []]);
    await breach(nobodys.id);
    expect(await lines(desk.sofia)).toEqual(['breached×1*']);
    expect(await lines(admin)).toEqual([]);
  });

  test('who loses a ticket reads that alone: what waited for them there is read', async () => {
    const ticket = await newTicket();
    await assign(ticket.id, desk.ana);
    await ticket.writes('¿Hola?');
    await assign(ticket.id, desk.beto);
    expect(await lines(desk.ana)).toEqual(['reassigned×1*', 'answered×1', 'assigned×1']);
    expect(await lines(desk.beto)).toEqual(['assigned×1*']);
  });

  test('answering the customer reads what was told of the ticket; a note does not', async () => {
    const ticket = await newTicket();
    await assign(ticket.id, desk.ana);
    await desk.app.call(addNote, {
      as: desk.ana,
      params: { ticketId: ticket.id },
      body: { text: 'Lo veo.' },
    });
    await desk.app.settle();
    expect(await unread(desk.ana)).toBe(1);
    await desk.reply(ticket.id, desk.ana);
    await desk.app.settle();
    expect(await unread(desk.ana)).toBe(0);
  });

  test('spam tells nothing', async () => {
    const ticket = await newTicket();
    await desk.app.call(takeTicket, { as: desk.ana, params: { ticketId: ticket.id } });
    await desk.app.call(markSpam, { as: desk.ana, params: { ticketId: ticket.id }, body: {} });
    await ticket.writes('Gane dinero');
    expect(await lines(desk.ana)).toEqual([]);
  });

  test('a mailbox that fails is told to who keeps mailboxes, and its end takes the same line', async () => {
    for (const state of ['began', 'ended'] as const) {
      await desk.app.platform.transact({ actor: systemActor }, (work) =>
        appendEvents(
          [
            event(
              'mailbox.outage_told@1',
              { type: 'mailbox', id: desk.account },
              { channelAccountId: desk.account, state },
            ),
          ],
          work,
        ),
      );
      await desk.app.settle();
    }
    expect((await list(admin)).items).toMatchObject([
      { kind: 'mailbox', count: 2, mailbox: { state: 'ended' } },
    ]);
    expect(await unread(desk.ana)).toBe(0);
  });

  test('what happened a day ago or longer is no news', async () => {
    const ticket = await newTicket();
    await desk.app.call(assignTicket, {
      as: desk.sofia,
      params: { ticketId: ticket.id },
      body: { agentId: desk.ana },
    });
    const { clock } = desk.app;
    const before = clock.now();
    clock.set(new Date(before.getTime() + dayMs));
    await desk.app.settle();
    clock.set(before);
    expect((await lines(desk.ana)).filter((line) => line.startsWith('assigned'))).toEqual([]);
  });

  test('an event that the reaction reads twice is told once, also after it was read', async () => {
    const ticket = await newTicket();
    await desk.app.call(takeTicket, { as: desk.ana, params: { ticketId: ticket.id } });
    await ticket.writes('Uno');
    await ticket.writes('Dos');
    const again = async () => {
      await sql`update event_cursors set pos = pos - 3 where consumer = 'write-notifications.on-ticket-changed'`.execute(
        desk.app.platform.db,
      );
      await desk.app.settle();
    };
    await again();
    expect(await lines(desk.ana)).toEqual(['answered×2*']);
    await desk.app.call(contract.readNotifications, { as: desk.ana, body: {} });
    await again();
    expect(await lines(desk.ana)).toEqual(['answered×2']);
  });
});

describe('who sees what', () => {
  test('a line of a ticket that left one’s sight is neither shown nor counted nor paged over, and comes back with it', async () => {
    const { app } = desk;
    const role = {
      name: 'De su área',
      permissions: ['tickets:read', 'tickets:take'] as const,
      scope: 'departments' as const,
    };
    await app.call(createRole, {
      as: admin,
      body: { ...role, permissions: [...role.permissions], narrower: {} } as never,
    });
    const { rows } = await sql<{ key: string }>`select key from roles where name = 'De su área'`.execute(
      app.platform.db,
    );
    const [ines] = (await seedAgents(app, [{ name: 'Inés Gil', roleKey: rows[0]!.key as 'agent' }])) as [
      string,
    ];
    const { body: other } = await app.call(createDepartment, {
      as: admin,
      body: { name: 'Otro', kind: 'external' } as never,
    });
    const ticket = await newTicket();
    await assign(ticket.id, ines);
    await assign(ticket.id, desk.beto);
    expect(await lines(ines)).toEqual(['reassigned×1*', 'assigned×1']);
    await app.call(setTicketDepartment, {
      as: admin,
      params: { ticketId: ticket.id },
      body: { departmentId: other.id },
    });
    await app.settle();
    expect([await lines(ines), await unread(ines)]).toEqual([[], 0]);
    await app.call(setTicketDepartment, {
      as: admin,
      params: { ticketId: ticket.id },
      body: { departmentId: null },
    });
    await app.settle();
    expect(await unread(ines)).toBe(1);
  });

  test('a kind that somebody does not want in the centre is neither shown nor counted', async () => {
    await choose(desk.ana, 'assigned', { app: false });
    await assign((await newTicket()).id, desk.ana);
    expect([await lines(desk.ana), await unread(desk.ana)]).toEqual([[], 0]);
    await choose(desk.ana, 'assigned', {});
    expect(await lines(desk.ana)).toEqual(['assigned×1*']);
  });

  test('nobody marks lines of others', async () => {
    await assign((await newTicket()).id, desk.ana);
    const [line] = (await list(desk.ana)).items;
    await mark(desk.beto, { ids: [line!.id], read: true });
    expect(await unread(desk.ana)).toBe(1);
  });
});

describe('reading', () => {
  test('lines are marked read and unread; opening a ticket reads its lines alone', async () => {
    const [one, two] = [await newTicket(), await newTicket()];
    await assign(one.id, desk.ana);
    await assign(two.id, desk.ana);
    const { items } = await list(desk.ana);
    const ids = items.map(({ id }) => id);
    expect(await mark(desk.ana, { ids, read: true })).toBe(0);
    expect(await mark(desk.ana, { ids, read: false })).toBe(2);
    const { body } = await desk.app.call(contract.readNotifications, {
      as: desk.ana,
      body: { ticketId: one.id },
    });
    expect([body.count, body.unread.all.value, body.unread.groups.mine]).toEqual([1, 1, 1]);
  });

  test('all are read at once, and undoing it leaves what was read before as it was', async () => {
    const { clock } = desk.app;
    for (let index = 0; index < 3; index += 1) await assign((await newTicket()).id, desk.ana);
    const [first] = (await list(desk.ana)).items;
    await mark(desk.ana, { ids: [first!.id], read: true });
    clock.set(new Date(clock.now().getTime() + 1000));
    const { body } = await desk.app.call(contract.readNotifications, { as: desk.ana, body: {} });
    expect([body.count, body.unread.all.value]).toEqual([2, 0]);
    const undone = await desk.app.call(contract.undoReadNotifications, {
      as: desk.ana,
      body: { undo: body.undo! },
    });
    expect(undone.body.all.value).toBe(2);
    const nothing = await desk.app.call(contract.readNotifications, { as: desk.beto, body: {} });
    expect(nothing.body).toMatchObject({ undo: null, count: 0 });
  });

  test('pages follow each other without gaps or repeats, by group too', async () => {
    for (let index = 0; index < 5; index += 1) await assign((await newTicket()).id, desk.ana);
    const first = await list(desk.ana, { limit: 2 });
    const second = await list(desk.ana, { limit: 2, cursor: first.nextCursor });
    const third = await list(desk.ana, { limit: 2, cursor: second.nextCursor });
    const ids = [first, second, third].flatMap(({ items }) => items.map(({ id }) => id));
    expect([new Set(ids).size, third.nextCursor]).toEqual([5, null]);
    expect((await list(desk.ana, { group: 'answers' })).items).toEqual([]);
    expect((await list(desk.ana, { group: 'mine' })).items).toHaveLength(5);
  });

  test('what was read is forgotten after a month, and anything after three', async () => {
    const { platform, clock } = desk.app;
    const before = clock.now();
    await assign((await newTicket()).id, desk.ana);
    await desk.app.call(contract.readNotifications, { as: desk.ana, body: {} });
    await assign((await newTicket()).id, desk.ana);
    const later = (days: number) => ({ now: () => new Date(before.getTime() + days * dayMs) });
    await removeOldNotifications({ db: platform.db, clock: later(29) as never });
    expect(await lines(desk.ana)).toEqual(['assigned×1*', 'assigned×1']);
    await removeOldNotifications({ db: platform.db, clock: later(31) as never });
    expect(await lines(desk.ana)).toEqual(['assigned×1*']);
    await removeOldNotifications({ db: platform.db, clock: later(91) as never });
    expect(await lines(desk.ana)).toEqual([]);
  });
});
