import { expect, test } from '@playwright/test';
import { makeBounce } from '../apps/server/src/testing/bounce-mail.ts';
import { expectClean } from './support/clean-page.ts';
import { findTickets } from './support/conversation.ts';
import { openDatabase } from './support/database.ts';
import { onDesk } from './support/desk.ts';
import { admin, type Office, openOffice, supportAddress } from './support/office.ts';
import { waitFor } from './support/wait.ts';

const subject = 'No veo la boleta';
const recipient = 'lorena.duarte@colegio-bicentenario-de-la-independencia.example';

let office: Office;
const ids = new Map<string, string>();

test.beforeAll(async () => {
  test.setTimeout(120_000);
  office = await openOffice();
  await office.send({ from: `Lorena Duarte <${recipient}>`, subject, text: 'No veo la boleta.' });
  await findTickets([subject], { office, ids });
  const path = { ticketId: ids.get(subject)! };
  await office.api.POST('/api/v1/tickets/{ticketId}/reply', {
    params: { path },
    body: { text: 'Ya quedó.' },
  });
  const database = await openDatabase(office.product);
  const originalId = await waitFor('the answer on its way', async () => {
    const [row] = await database.rows<{ external_id: string }>(
      `select external_id from outbound_messages where ticket_id = $1 and sent_at is not null`,
      [path.ticketId],
    );
    return row?.external_id;
  });
  await database.close();
  const response = await fetch(`${office.product.url}/api/v1/intake/email`, {
    method: 'POST',
    headers: { 'content-type': 'message/rfc822', cookie: office.api.cookie() },
    body: new Uint8Array(makeBounce({ originalId: `<${originalId}>`, recipient, to: supportAddress })),
  });
  expect(response.status).toBe(200);
});
test.afterAll(() => office?.close());

for (const viewport of [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
]) {
  test(`an answer that came back says so and why, at ${viewport.width} px`, async ({ browser }) => {
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    const { ticket, signIn } = onDesk(page);
    await page.goto(office.product.url);
    await signIn(admin);
    await expect(page.getByRole('heading', { name: 'Mesón' })).toBeVisible();
    await page.goto(`${office.product.url}/tickets/${ids.get(subject)}`);
    await expect(ticket.conversation).toContainText(`No se pudo entregar a ${recipient}.`);
    await expect(ticket.conversation).toContainText('Su servidor dijo: 550 5.1.1 User unknown');
    if (viewport.width < 760)
      await ticket.composer.getByRole('button', { name: 'Responder a Lorena' }).click();
    await expect(ticket.composer).toContainText(`El último correo a ${recipient} rebotó:`);
    await expectClean(page, 'a bounce');
    await context.close();
  });
}

test('«ya funciona» takes the mark off the address, and the conversation keeps what happened', async ({
  page,
}) => {
  const { ticket, signIn } = onDesk(page);
  await page.goto(office.product.url);
  await signIn(admin);
  await expect(page.getByRole('heading', { name: 'Mesón' })).toBeVisible();
  await page.goto(`${office.product.url}/tickets/${ids.get(subject)}`);
  const clear = page.getByRole('button', { name: `Quitar la marca de ${recipient}: ya funciona` });
  await expect(clear).toHaveCount(2);
  // The editor takes the place of the plain field once it is there; what is pressed meanwhile would be pressed in vain.
  await expect(ticket.replyField).toHaveAttribute('contenteditable', 'true');
  await ticket.composer.getByRole('button', { name: /^Quitar la marca/ }).press('Enter');
  await expect(clear).toHaveCount(0);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(ticket.replyField).toBeFocused();
  await expect(ticket.conversation).toContainText(`No se pudo entregar a ${recipient}.`);
});
