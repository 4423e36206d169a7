import { expect, test } from '@playwright/test';
import { expectClean } from './support/clean-page.ts';
import { waitFor } from './support/wait.ts';
import { openWritingGround, type WritingGround, type WrittenTo } from './support/writing.ts';

let ground: WritingGround;
let ticket: WrittenTo;
const second = '<clara-1@familias.example>';

/** Lorena asks with a copy for Clara, Clara adds something, Lorena writes once more. */
test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  ground = await openWritingGround(browser);
  const { office } = ground;
  ticket = await ground.newTicket();
  const { from, subject, messageId } = ticket;
  await office.send({
    from,
    cc: 'clara@familias.example',
    subject: `Re: ${subject}`,
    text: 'Pongo en copia a Clara.',
    inReplyTo: messageId,
  });
  await arrived('Pongo en copia');
  await office.send({
    from: 'Clara Paz <clara@familias.example>',
    subject: `Re: ${subject}`,
    text: 'A mí me sale «folio vencido» y no me deja seguir.',
    messageId: second,
    inReplyTo: messageId,
  });
  await arrived('folio vencido');
  await office.send({ from, subject: `Re: ${subject}`, text: 'Quedo atenta.', inReplyTo: messageId });
  await arrived('Quedo atenta');
});
test.afterAll(() => ground?.close());

function arrived(words: string) {
  return waitFor('the message', async () => {
    const params = { path: { ticketId: ticket.id } };
    const { data } = await ground.office.api.GET('/api/v1/tickets/{ticketId}', { params });
    return data?.messages.some(({ text }) => text.includes(words));
  });
}

test('an answer to one message says so, survives everything and reaches who wrote it', async () => {
  const desk = await ground.openTicket(ticket.id);
  await desk.ready();
  const { page, composer } = desk;
  const remove = composer.getByRole('button', { name: 'Responder a toda la conversación' });
  await page.getByRole('button', { name: 'Responder a Clara Paz' }).click();
  await expect(desk.field).toBeFocused();
  await expect(composer.getByText('Respondes a Clara Paz')).toBeVisible();
  await expect(composer.getByText('folio vencido')).toBeVisible();
  await expect(composer.getByText('clara@familias.example')).toBeVisible();
  await expectClean(page);

  // Taken off, the answer is to whoever wrote last; the key of the message that has the focus puts it back.
  await remove.click();
  await expect(desk.field).toBeFocused();
  await expect(composer.getByText('clara@familias.example')).toBeHidden();
  await page.getByRole('button', { name: 'Copiar el enlace del mensaje de Clara Paz' }).focus();
  await page.keyboard.press('r');
  await expect(composer.getByText('Respondes a Clara Paz')).toBeVisible();
  await desk.field.click();
  await page.keyboard.type('Clara, ya te mandé otro folio.');
  await expect(desk.saved).toBeVisible();
  await page.reload();
  await expect(composer.getByText('Respondes a Clara Paz')).toBeVisible();
  await desk.ready();

  await desk.sendButton.click();
  const answers = desk.ticket.messages.last().getByText(/^En respuesta a Clara Paz/);
  await expect(answers).toBeVisible();
  await expect(remove).toBeHidden();
  await desk.undo.click();
  await expect(composer.getByText('Respondes a Clara Paz')).toBeVisible();
  await desk.ready();
  await desk.sendButton.click();
  await desk.sendNow.click();
  const mail = await ground.mailTo('clara@familias.example');
  expect(mail.inReplyTo).toBe(second);
  expect(mail.references).toContain(second);

  const link = desk.ticket.messages.last().getByRole('link', { name: /^En respuesta a Clara Paz/ });
  await link.click();
  await expect(page).toHaveURL(/message=/);
  await expect(page.locator('[data-message]:focus')).toContainText('folio vencido');
  await expectClean(page);
  await desk.close();
});

test('on a phone in the dark an answer to one message fits and can be taken off', async () => {
  const desk = await ground.openTicket(ticket.id, {
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
    hasTouch: true,
  });
  await desk.page.getByRole('button', { name: 'Responder a Clara Paz' }).tap();
  const remove = desk.composer.getByRole('button', { name: 'Responder a toda la conversación' });
  await expect(remove).toBeVisible();
  const box = (await remove.boundingBox())!;
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
  await expectClean(desk.page);
  await remove.tap();
  await expect(desk.composer.getByText('Respondes a')).toBeHidden();
  await desk.close();
});
