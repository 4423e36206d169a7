import { listFromAddresses } from '@ventanilla/contracts/writing';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { receive } from '../../testing/received.ts';
import { openWaitingDesk } from './test-ground/waiting-desk.ts';
import { draftsOf, save, undo, versionsOf } from './test-ground/writing.ts';

let ground: Awaited<ReturnType<typeof openWaitingDesk>>;
let desk: Awaited<ReturnType<typeof openWaitingDesk>>['desk'];
let sales: string;

/** Two mailboxes that send: Soporte with an alias, Ventas beside it. */
beforeAll(async () => {
  ground = await openWaitingDesk();
  desk = ground.desk;
  const { db, ids, clock } = desk.app.platform;
  sales = ids.uuid();
  await sql`insert into channel_accounts (id, kind, brand_id, name, address, aliases, is_default, created_at)
    select ${sales}, 'email', brand_id, 'Ventas', 'ventas@otra.mx', '{compras@otra.mx}', false, ${clock.now()}
    from channel_accounts where id = ${desk.account}`.execute(db);
  await sql`update channel_accounts set aliases = '{ayuda@ejemplo.mx}' where id = ${desk.account}`.execute(
    db,
  );
});
afterAll(() => desk.app.close());
beforeEach(async () => {
  await set(sales, sql`state = 'active', settings = '{}'`);
  await set(desk.account, sql`state = 'active', settings = '{}'`);
});

function set(id: string, change: ReturnType<typeof sql>) {
  return sql`update channel_accounts set ${change} where id = ${id}`.execute(desk.app.platform.db);
}

async function newTicket(to = 'soporte@ejemplo.mx') {
  desk.app.clock.advance(1000);
  return (await receive(desk.app, desk.account, { from: 'paty@x.mx', to: [to] })).ticketId;
}

async function rowOf(messageId: string) {
  const row = await desk.app.platform.db
    .selectFrom('outbound_messages')
    .selectAll()
    .where('message_id', '=', messageId)
    .executeTakeFirstOrThrow();
  return { account: row.channel_account_id, ...row.envelope };
}

const offered = async () =>
  (await desk.app.call(listFromAddresses, { as: desk.ana })).body.items.map(({ address }) => address);

describe('an answer', () => {
  test('leaves from the alias that the customer wrote to, and says so before', async () => {
    const ticketId = await newTicket('Ayuda@ejemplo.mx');
    expect((await desk.detailOf(ticketId)).replyTo).toMatchObject({
      from: 'ayuda@ejemplo.mx',
      canChooseFrom: true,
    });
    const { body } = await desk.reply(ticketId, desk.ana);
    const { from, replyTo } = await rowOf(body.message.id);
    expect(from).toBe('ayuda@ejemplo.mx');
    expect(replyTo).toMatch(/^ayuda\+t.+@ejemplo\.mx$/);
  });

  test('leaves from the address that its writer chose, by that mailbox, and the message shows it', async () => {
    const ticketId = await newTicket();
    const { body } = await desk.reply(ticketId, desk.ana, { from: 'Compras@otra.mx' });
    expect(body.message.from).toBe('compras@otra.mx');
    const row = await rowOf(body.message.id);
    expect(row).toMatchObject({
      account: sales,
      from: 'compras@otra.mx',
      fromName: 'Ana Solis · Ventas',
      to: ['paty@x.mx'],
    });
    expect(row.replyTo).toMatch(/^compras\+t.+@otra\.mx$/);
    expect((await desk.detailOf(ticketId)).history.find(({ how }) => how === 'out')).toMatchObject({
      from: 'compras@otra.mx',
      messageId: body.message.id,
    });
    // The next one is again from where the customer wrote to.
    const next = await desk.reply(ticketId, desk.ana);
    expect(next.body.message.from).toBe('soporte@ejemplo.mx');
  });

  test.each([
    ['of a paused mailbox', 'ventas@otra.mx', sql`state = 'paused'`],
    ['of a mailbox that was disconnected', 'ventas@otra.mx', sql`disconnected_at = created_at`],
    ['that nobody has', 'director@otra.mx', sql`name = 'Ventas'`],
  ])('is refused for an address %s, and nothing is sent', async (_, from, change) => {
    const ticketId = await newTicket();
    await set(sales, change);
    const { code, status } = await desk.reply(ticketId, desk.ana, { from });
    await set(sales, sql`disconnected_at = null`);
    expect([status, code]).toEqual([409, 'tickets.from_not_available']);
    expect(await ground.ours(ticketId)).toEqual([]);
  });

  test('may name the address that it leaves from anyhow, also while that mailbox is paused', async () => {
    const ticketId = await newTicket();
    await set(desk.account, sql`state = 'paused'`);
    const { body } = await desk.reply(ticketId, desk.ana, { from: 'soporte@ejemplo.mx' });
    expect(body.message.from).toBe('soporte@ejemplo.mx');
  });
});

describe('what is offered', () => {
  test('each mailbox that is not paused with its aliases, the default one first', async () => {
    expect(await offered()).toEqual([
      'soporte@ejemplo.mx',
      'ayuda@ejemplo.mx',
      'ventas@otra.mx',
      'compras@otra.mx',
    ]);
    await set(sales, sql`state = 'paused'`);
    expect(await offered()).toEqual(['soporte@ejemplo.mx', 'ayuda@ejemplo.mx']);
  });

  test('only mailboxes with an outgoing server as soon as one has any, and no choice where that leaves none', async () => {
    const ticketId = await newTicket();
    await set(desk.account, sql`settings = '{"smtp": {"host": "smtp.x.mx"}}', aliases = '{}'`);
    expect(await offered()).toEqual(['soporte@ejemplo.mx']);
    expect((await desk.detailOf(ticketId)).replyTo).toMatchObject({ canChooseFrom: false });
    await set(desk.account, sql`aliases = '{ayuda@ejemplo.mx}'`);
  });
});

describe('the choice', () => {
  test('is kept with the draft and its versions', async () => {
    const ticketId = await newTicket();
    const saved = await save(desk.app, desk.ana, { ticketId, html: '<p>Hola</p>', from: 'ventas@otra.mx' });
    expect(saved.body).toMatchObject({ from: 'ventas@otra.mx' });
    const { rev } = saved.body;
    await save(desk.app, desk.ana, { ticketId, html: '<p>Hola</p>', from: null, rev });
    expect((await draftsOf(desk.app, desk.ana, ticketId)).mine).toMatchObject([{ from: null }]);
    expect(await versionsOf(desk.app, desk.ana, ticketId)).toMatchObject([{ from: 'ventas@otra.mx' }]);
  });

  test('waits with an answer that can be undone, and comes back with it', async () => {
    const ticketId = await newTicket();
    const pending = await ground.schedule(ticketId, { from: 'ventas@otra.mx' });
    expect(await ground.waiting(ticketId)).toMatchObject([{ from: 'ventas@otra.mx' }]);
    const { scheduledReplyId } = pending;
    const { body } = await undo(desk.app, desk.ana, { ticketId, scheduledReplyId });
    expect(body.draft).toMatchObject({ from: 'ventas@otra.mx' });
    await ground.schedule(ticketId, { from: 'ventas@otra.mx' });
    await ground.comeDue();
    expect((await desk.detailOf(ticketId)).messages.at(-1)).toMatchObject({ from: 'ventas@otra.mx' });
  });

  test('of a mailbox that was paused meanwhile stops the answer: it is a draft again', async () => {
    const ticketId = await newTicket();
    await ground.schedule(ticketId, { from: 'ventas@otra.mx' });
    await set(sales, sql`state = 'paused'`);
    await ground.comeDue();
    expect(await ground.ours(ticketId)).toEqual([]);
    expect(await ground.waiting(ticketId)).toMatchObject([
      { state: 'stopped', reason: 'tickets.from_not_available' },
    ]);
    expect(await ground.draftOf(ticketId)).toMatchObject({ from: 'ventas@otra.mx' });
  });
});
