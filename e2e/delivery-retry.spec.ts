import { expect, test } from '@playwright/test';
import { startSmtpSink } from '../apps/server/src/testing/mail.ts';
import { expectClean } from './support/clean-page.ts';
import { openWritingGround, type WritingGround } from './support/writing.ts';

let ground: WritingGround;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  ground = await openWritingGround(browser);
});
test.afterAll(() => ground?.close());

test('an answer that a dead server did not take says so, and leaves as soon as one asks once it is back', async () => {
  const { id, address } = await ground.newTicket();
  const { port } = ground.sink.server;
  await ground.sink.close();
  const desk = await ground.openTicket(id);
  await desk.ready();
  await desk.field.click();
  await desk.page.keyboard.type('Ya quedó tu boleta.');
  await desk.sendButton.click();
  await desk.sendNow.click();
  const message = desk.ticket.messages.last();
  await expect(message.getByText('Este correo todavía no sale.')).toBeVisible({ timeout: 20_000 });
  await expect(message.getByText(/se reintenta a las/)).toBeVisible();
  await expectClean(desk.page);

  const back = await startSmtpSink({ port });
  await message.getByRole('button', { name: 'Reintentar ahora' }).click();
  await expect(message.getByText(/^Enviado/)).toBeVisible({ timeout: 20_000 });
  await expect(message.getByText('Este correo todavía no sale.')).toBeHidden();
  expect(back.mails.filter(({ to }) => to.includes(address))).toHaveLength(1);

  // What the server refuses for good is tried again only when somebody asks.
  back.answer(() => ({ code: 550, said: 'Buzon lleno' }));
  await desk.field.click();
  await desk.page.keyboard.type('Y otra cosa.');
  await desk.sendButton.click();
  await desk.sendNow.click();
  const second = desk.ticket.messages.last();
  await expect(second.getByText('Este correo no salió.')).toBeVisible({ timeout: 20_000 });
  await expect(second.getByText(/Buzon lleno/)).toBeVisible();
  back.answer(() => null);
  await second.getByRole('button', { name: 'Reintentar' }).click();
  await expect(second.getByText(/^Enviado/)).toBeVisible({ timeout: 20_000 });
  await back.close();
  await desk.close();
});
