import { updateProfile } from '@ventanilla/contracts/identity';
import { openTicket } from '@ventanilla/contracts/new-ticket';
import { updateTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receive } from '../../testing/received.ts';
import { openTestDesk, type TestDesk } from './test-ground/desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.app.close());

/** What the one outgoing mail of a ticket says in its headers. */
async function headersOf(ticketId: string) {
  const { rows } = await sql<{ subject: string; from: string }>`
    select envelope->>'subject' as subject, envelope->>'fromName' as from from outbound_messages
    where ticket_id = ${ticketId}`.execute(desk.app.platform.db);
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

test('a subject of several lines is one, so that its answers can leave as mail', async () => {
  const body = {
    kind: 'email' as const,
    requester: { name: 'Juan\r\nBcc: otro@x.mx', emails: [{ address: 'juan@x.mx' }], organizationId: null },
    subject: ' Hola\r\nBcc: otro@x.mx\u2028fin\u0085\u202e ',
    text: 'Te escribimos.',
  };
  const opened = await desk.app.call(openTicket, { as: desk.ana, body });
  expect(opened.body).toMatchObject({
    subject: 'Hola Bcc: otro@x.mx fin',
    requester: { name: 'Juan Bcc: otro@x.mx' },
  });
  expect((await headersOf(opened.body.id)).subject).toBe('Hola Bcc: otro@x.mx fin');

  const changed = await desk.app.call(updateTicket, {
    as: desk.ana,
    params: { ticketId: opened.body.id },
    headers: { 'if-match': String(opened.body.version) },
    body: { subject: 'Otro\nasunto' },
  });
  expect(changed.body.subject).toBe('Otro asunto');
});

test('an agent whose name has line breaks answers with one of one line', async () => {
  await desk.app.call(updateProfile, {
    as: desk.beto,
    headers: { 'if-match': '1' },
    body: { name: 'Beto\r\nBcc: otro@x.mx' },
  });
  const { ticketId } = await receive(desk.app, desk.account, { from: 'maria@x.mx' });
  await desk.reply(ticketId, desk.beto);
  expect((await headersOf(ticketId)).from).toBe('Beto Bcc: otro@x.mx · Soporte');
});

test('a subject of controls alone is none', async () => {
  const body = {
    kind: 'phone' as const,
    requester: { name: 'Ana' },
    subject: '\r\n\u2028\u0000',
    text: 'Hola.',
  };
  expect((await desk.app.call(openTicket, { as: desk.ana, body })).code).toBe('http.invalid_request');
});
