import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendSystemMail } from '../modules/mailer/index.ts';
import { claimOutbound } from '../modules/tickets/index.ts';
import { openWaitingDesk } from '../modules/tickets/test-ground/waiting-desk.ts';
import { systemActor } from '../platform/actor.ts';
import { bringToRest } from './bring-to-rest.ts';

let ground: Awaited<ReturnType<typeof openWaitingDesk>>;
beforeAll(async () => {
  ground = await openWaitingDesk();
});
afterAll(() => ground.desk.app.close());

test('of what waited when the copy was made nothing leaves by itself, and nothing of it is lost', async () => {
  const { desk } = ground;
  const { platform } = desk.app;
  const answered = await ground.newTicket();
  const mail = await desk.reply(answered.ticketId, desk.ana);
  const waiting = await ground.newTicket();
  await ground.schedule(waiting.ticketId, { html: '<p>Mañana te cuento.</p>' });
  await platform.transact({ actor: systemActor }, (work) =>
    sendSystemMail(
      {
        kind: 'invitation',
        fromName: 'Escuela',
        to: { name: 'Beto', address: 'beto@ejemplo.mx' },
        language: 'es',
        params: { name: 'Beto', organization: 'Escuela', inviter: 'Ana' },
        link: 'https://ayuda.ejemplo.mx/x',
        uselessAt: null,
      },
      work,
      { ...platform, publicUrl: null },
    ),
  );

  const held = await platform.transact({ actor: systemActor }, (work) =>
    bringToRest({ said: 'Detenido al restaurar.' }, work),
  );

  expect(held).toEqual({ mails: 1, answers: 1 });
  await ground.comeDue(86_400_000);
  const place = { channelAccountId: desk.account, places: 10, perMinute: null, untriedOnly: false };
  expect(await claimOutbound({ places: [place], limit: 10, leaseMs: 1_000 }, platform)).toEqual([]);
  const { rows } = await sql`select 1 from system_mails where state = 'queued' union all select 1 from timers
    union all select 1 from channel_accounts where state <> 'paused'`.execute(platform.db);
  expect(rows).toEqual([]);

  const detail = await desk.detailOf(answered.ticketId);
  expect(detail.ticket.deliveryFailed).toBe(true);
  expect(detail.messages.find(({ id }) => id === mail.body.message.id)!.delivery).toMatchObject({
    state: 'failed',
    serverSaid: 'Detenido al restaurar.',
  });
  expect(await ground.ours(waiting.ticketId)).toEqual([]);
  expect(await ground.draftOf(waiting.ticketId)).toMatchObject({ html: '<p>Mañana te cuento.</p>' });
  expect(await ground.waiting(waiting.ticketId)).toMatchObject([
    { state: 'stopped', reason: 'installation.restored' },
  ]);
});
