import * as contract from '@ventanilla/contracts/tickets';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receive, seedMailbox } from '../../testing/received.ts';
import { createTestApp, seedAgents, type TestApp } from '../../testing/test-app.ts';

let app: TestApp;
let account = '';
let ana = '';
let beto = '';
beforeAll(async () => {
  app = await createTestApp();
  account = await seedMailbox(app);
  [ana, beto] = (await seedAgents(app, [{ name: 'Ana Solis' }, { name: 'Beto Ruiz' }])) as [string, string];
  const signature = { signature: 'Ana Solis\nMesa de ayuda' };
  await app.platform.db.updateTable('agents').set(signature).where('id', '=', ana).execute();
});
afterAll(() => app.close());

async function answer(as: string, extra: { withSignature?: boolean }) {
  const { ticketId } = await receive(app, account, { from: 'cliente@x.mx' });
  const body = { text: 'Listo, ya imprime.', ...extra };
  const replied = await app.call(contract.replyToTicket, { as, params: { ticketId }, body });
  return { text: replied.body.message.text, preview: replied.body.ticket.preview };
}

test('where the writer wants it the signature stands under the answer, and not in the preview', async () => {
  const { text, preview } = await answer(ana, { withSignature: true });
  expect(text).toBe('Listo, ya imprime.\n\n-- \nAna Solis\nMesa de ayuda');
  expect(preview).toBe('Listo, ya imprime.');
});

test('nobody’s answer is signed unasked', async () => {
  expect((await answer(ana, {})).text).toBe('Listo, ya imprime.');
});

test('who has no signature leaves no line for it', async () => {
  expect((await answer(beto, { withSignature: true })).text).toBe('Listo, ya imprime.');
});
