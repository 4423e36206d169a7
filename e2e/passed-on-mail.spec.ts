import { expect, test } from '@playwright/test';
import { expectClean } from './support/clean-page.ts';
import { colleague } from './support/office.ts';
import { waitFor } from './support/wait.ts';
import { openWritingGround, type WritingGround } from './support/writing.ts';

let ground: WritingGround;
let ticketId: string;

/** Bruno passes a parent's mail on to the mailbox from his own program. */
test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  ground = await openWritingGround(browser);
  const { office } = ground;
  await office.send({
    from: `${colleague.name} <${colleague.email}>`,
    subject: 'RV: Mi boleta',
    text: [
      'Me llegó a mí, va para soporte.',
      '',
      '---------- Forwarded message ---------',
      'De: Marta Ríos <marta@familias.example>',
      'Date: lun, 2 mar 2026 a las 8:00',
      'Subject: Mi boleta',
      `To: ${colleague.email}`,
      '',
      'No veo mi boleta de marzo.',
    ].join('\n'),
  });
  ticketId = await waitFor('the ticket', async () => {
    const { data } = await office.api.GET('/api/v1/tickets', { params: { query: { q: '' } } });
    return data?.items.find((card) => card.subject === 'RV: Mi boleta')?.id;
  });
});
test.afterAll(() => ground?.close());

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]) {
  test(`the proposal stands above the conversation: ${viewport.width}`, async () => {
    const desk = await ground.openTicket(ticketId, { viewport });
    await expect(
      desk.page.getByRole('button', { name: 'Poner a Marta Ríos como solicitante' }),
    ).toBeVisible();
    await expect(desk.page.getByText('nada prueba que sea esa persona')).toBeVisible();
    await expectClean(desk.page);
    const shot = process.env['PICTURES'];
    if (shot) await desk.page.screenshot({ path: `${shot}/passed-on-${viewport.width}.png` });
    await desk.close();
  });
}

test('its author becomes the one answered, and that is taken back', async () => {
  const desk = await ground.openTicket(ticketId);
  const { page, composer } = desk;
  const accept = page.getByRole('button', { name: 'Poner a Marta Ríos como solicitante' });
  await desk.ready();
  await accept.click();
  await expect(accept).toBeHidden();
  await expect(page.getByRole('region', { name: 'Conversación' })).toBeFocused();
  await expect(composer.getByText('Marta Ríos', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: /^Deshacer/ }).click();
  await expect(accept).toBeVisible();
  await expect(composer.getByText(colleague.name, { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Dejarlo así' }).click();
  await expect(accept).toBeHidden();
  await desk.close();
});
