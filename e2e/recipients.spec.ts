import { expect, test } from '@playwright/test';
import { expectClean } from './support/clean-page.ts';
import { supportAddress } from './support/office.ts';
import { waitFor } from './support/wait.ts';
import { openWritingGround, type WritingGround } from './support/writing.ts';

let ground: WritingGround;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  ground = await openWritingGround(browser);
  const { data } = await ground.office.api.GET('/api/v1/mailboxes');
  const { id: mailboxId, version } = data!.items.find(({ address }) => address === supportAddress)!;
  await ground.office.api.PATCH('/api/v1/mailboxes/{mailboxId}', {
    params: { path: { mailboxId }, header: { 'If-Match': `"${version}"` } },
    body: { aliases: ['admisiones@escuela.example'] },
  });
});
test.afterAll(() => ground?.close());

test('an answer goes to all of the conversation unless one says otherwise, from the address chosen; a blind copy stays blind', async () => {
  const { id, from, address, subject, messageId } = await ground.newTicket();
  await ground.office.send({
    from,
    cc: 'direccion@familias.example',
    subject: `Re: ${subject}`,
    text: 'Pongo en copia a la dirección.',
    inReplyTo: messageId,
  });
  const desk = await ground.openTicket(id);
  await expect(desk.ticket.messages).toHaveCount(2);
  await desk.ready();
  const copies = desk.composer.getByRole('button', { name: /^Quitar a / });
  await expect(copies).toHaveCount(1);
  await expect(desk.composer.getByText('direccion@familias.example')).toBeVisible();

  await desk.tool('CCO').click();
  await desk.page.getByRole('combobox', { name: 'Correo de quien recibe copia oculta' }).fill('archivo@otra');
  await desk.page.keyboard.press('Enter');
  await expect(desk.composer.getByText('No parece un correo: archivo@otra')).toBeVisible();
  await desk.page
    .getByRole('combobox', { name: 'Correo de quien recibe copia oculta' })
    .fill('archivo@otra.example');
  await desk.page.keyboard.press('Enter');
  await expect(desk.composer.getByText('Agregas a alguien que no estaba.')).toBeVisible();
  await expectClean(desk.page);
  await desk.page.getByRole('button', { name: 'Está bien' }).click();
  const sender = desk.composer.getByRole('button', { name: /^Sale desde / });
  await expect(sender).toContainText('soporte@escuela.example');
  await sender.click();
  const alias = desk.page.getByRole('menuitemradio', { name: /^admisiones@escuela\.example/ });
  await expect(alias).toBeVisible();
  await expectClean(desk.page);
  await alias.click();
  await expect(sender).toContainText('admisiones@escuela.example');
  await desk.field.click();
  await desk.page.keyboard.type('Listo para todos.');
  await desk.sendButton.click();
  await desk.sendNow.click();

  const mail = await ground.mailTo(address);
  expect(mail.cc && 'text' in mail.cc ? mail.cc.text : '').toBe('direccion@familias.example');
  const sent = ground.sink.mails.find(({ to }) => to.includes(address))!;
  expect(sent.to).toEqual([address, 'direccion@familias.example', 'archivo@otra.example']);
  expect(sent.raw).not.toMatch(/archivo@otra/);
  expect(mail.from?.value[0]?.address).toBe('admisiones@escuela.example');
  await expect(desk.ticket.messages.last()).toContainText('desde admisiones@escuela.example');
  await expect(desk.ticket.messages.last()).toContainText('CCO archivo@otra.example');
  await desk.close();
});

test('one recipient is refused: told at once in the server’s words, corrected there, and only that one gets it', async () => {
  const { id, address } = await ground.newTicket();
  ground.sink.refuse((to) =>
    to === 'dier@familias.example' ? { code: 550, said: '5.1.1 Ese buzon no existe' } : null,
  );
  const desk = await ground.openTicket(id);
  await desk.ready();
  await desk.tool('CC').click();
  await desk.page.keyboard.type('dier@familias.example');
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('button', { name: 'Está bien' }).click();
  await desk.field.click();
  await desk.page.keyboard.type('Va la boleta.');
  await desk.sendButton.click();
  await desk.sendNow.click();

  const message = desk.ticket.messages.last();
  await expect(message.getByText('No llegó a dier@familias.example.')).toBeVisible({ timeout: 20_000 });
  await expect(message.getByText(/5\.1\.1 Ese buzon no existe/)).toBeVisible();
  await expect(message.getByText('No llegó a 1')).toBeVisible();
  expect(ground.sink.mails.filter(({ to }) => to.includes(address))).toHaveLength(1);
  await expectClean(desk.page);

  await message
    .getByRole('button', { name: 'Corregir dier@familias.example y reenviar solo a ella' })
    .click();
  const field = message.getByRole('textbox', { name: 'Dirección corregida' });
  await expect(field).toBeFocused();
  await field.fill('dire@familias');
  await field.press('Enter');
  await expect(message.getByText('No parece un correo')).toBeVisible();
  await expectClean(desk.page);
  await field.fill('dire@familias.example');
  await field.press('Enter');
  const resent = await waitFor('the copy', () =>
    ground.sink.mails.find(({ to }) => to.includes('dire@familias.example')),
  );
  expect(resent.to).toEqual(['dire@familias.example']);
  const idOf = (raw: string) => /^Message-ID: (\S+)/m.exec(raw)?.[1];
  const first = ground.sink.mails.find(({ to }) => to.includes(address))!;
  expect(idOf(resent.raw)).toBe(idOf(first.raw));
  await expect(message.getByText('No llegó a dier@familias.example.')).toBeHidden();
  await expect(message.getByText(/^Enviado/)).toBeVisible();
  await desk.close();
});

test('on a phone, dark: who did not get it and what to do about it fit', async () => {
  const { id } = await ground.newTicket();
  ground.sink.refuse(() => ({ code: 550, said: '5.1.1 Ese buzon no existe' }));
  const look = { viewport: { width: 390, height: 780 }, colorScheme: 'dark' as const, hasTouch: true };
  const desk = await ground.openTicket(id, look);
  await desk.page.getByRole('button', { name: 'Responder a Lorena', exact: true }).click();
  // On a phone the tools of writing are folded away.
  await expect(desk.field).toHaveAttribute('contenteditable', 'true');
  await desk.tool('CC').click();
  await desk.page.keyboard.type('copia@familias.example');
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('button', { name: 'Está bien' }).click();
  await desk.field.click();
  await desk.page.keyboard.type('Va.');
  await desk.composer.getByRole('button', { name: 'Enviar', exact: true }).click();
  await desk.sendNow.click();
  const message = desk.ticket.messages.last();
  await expect(message.getByText('Este correo no salió.')).toBeVisible({ timeout: 20_000 });
  await expect(message.getByText('No llegó a copia@familias.example.')).toBeVisible();
  await expectClean(desk.page);
  await message.getByRole('button', { name: 'Quitar a copia@familias.example de este correo' }).click();
  await expect(message.getByText(/alguien la quitó de este correo/)).toBeVisible();
  ground.sink.refuse(() => null);
  await desk.close();
});
