import { assignTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, startSmtpSink } from '../../../../testing/mail.ts';
import { readMail } from '../../../../testing/mail-client.ts';
import { type MailGround, openMailGround } from '../../../../testing/mail-ground.ts';

let sink: Awaited<ReturnType<typeof startSmtpSink>>;
let ground: MailGround;

beforeAll(async () => {
  sink = await startSmtpSink();
  ground = await openMailGround({ smtp: sink.server });
  // The process learns at once that its mailbox can send.
  await sql`select pg_notify('ventanilla_mailboxes', '')`.execute(ground.app.platform.db);
});
afterAll(async () => {
  await ground.close();
  await sink.close();
});

test('whoever is given a ticket gets a mail of it, and answering that mail answers the customer in their name', async () => {
  const { app, ana, admin } = ground;
  const made = await ground.write({ from: 'Rosa Luna <rosa@familias.example>', body: 'No abre el aula.' });
  await app.call(assignTicket, {
    as: admin,
    params: { ticketId: made.ticketId! },
    body: { agentId: ana },
  });
  const told = await eventually('the notice', async () =>
    sink.mails.find(({ to }) => to.includes('ana.solis@ejemplo.mx')),
  );
  const mail = await readMail(told.raw);
  expect(mail.subject).toContain(`V-${made.ticketNumber} · Ahora es tuyo`);
  expect(mail.text).toContain('> No abre el aula.');
  const answerTo = mail.replyTo?.value[0]?.address ?? '';
  expect(answerTo).toContain('+a');
  const answer = await ground.write({
    from: 'Ana Solis <ana.solis@ejemplo.mx>',
    to: answerTo,
    subject: `Re: ${mail.subject}`,
    body: 'Ya abre, Rosa.',
  });
  expect(answer).toMatchObject({
    action: 'appended',
    authorRole: 'agent',
    ticketId: made.ticketId,
    flags: [],
  });
  const { rows } = await sql<{ to: string[] }>`
    select envelope->'to' as "to" from outbound_messages where ticket_id = ${made.ticketId}`.execute(
    app.platform.db,
  );
  expect(rows).toEqual([{ to: ['rosa@familias.example'] }]);
});
