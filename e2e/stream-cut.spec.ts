import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { openDesk } from './support/desk.ts';
import { type Line, openLine } from './support/line.ts';
import { admin, type Office, openOffice } from './support/office.ts';
import { waitFor } from './support/wait.ts';

const mails = 20;
const cutMs = 10_000;

let office: Office;
let line: Line;

test.beforeAll(async () => {
  test.setTimeout(90_000);
  office = await openOffice();
  line = await openLine(office.product);
});

test.afterAll(async () => {
  await line?.close();
  await office?.close();
});

test('20 mails during a cut of 10 s: the board says that it is cut, then shows all of them, none twice', async ({
  browser,
}) => {
  test.setTimeout(90_000);
  // High enough for every card: lists draw only what is in sight.
  const newContext = () => browser.newContext({ viewport: { width: 1440, height: 6000 } });
  const lucia = await openDesk(newContext, { url: line.url, person: admin });
  await office.send({ from: 'Ana <ana@familias.example>', subject: 'Antes del corte', text: 'Hola' });
  await expect(lucia.board.card(lucia.board.fresh, 'Antes del corte')).toBeVisible();

  line.cut();
  const cutAt = performance.now();
  for (let index = 1; index <= mails; index += 1) {
    await office.send({
      from: `Familia ${index} <familia${index}@familias.example>`,
      subject: `Durante el corte ${String(index).padStart(2, '0')}`,
      text: 'Hola',
    });
  }
  await expect(lucia.board.fresh.getByText('Reconectando…')).toBeVisible();
  await waitFor('all tickets', async () => {
    const { data } = await office.api.GET('/api/v1/boards/{boardId}', {
      params: { path: { boardId: 'default' } },
    });
    return data?.columns[0]?.count.value === mails + 1;
  });
  await sleep(Math.max(0, cutMs - (performance.now() - cutAt)));
  await expect(lucia.board.card(lucia.board.fresh, 'Antes del corte')).toBeVisible();
  line.mend();

  await expect(lucia.board.pill(lucia.board.fresh)).toHaveText(`${mails} tickets nuevos`, {
    timeout: 20_000,
  });
  await lucia.board.live();
  await lucia.board.showWaiting(lucia.board.fresh);
  await expect(lucia.board.fresh.getByRole('article')).toHaveCount(mails + 1);
  const titles = await lucia.board.fresh.getByRole('heading', { level: 3 }).allInnerTexts();
  expect(new Set(titles).size).toBe(mails + 1);
  await lucia.close();
});
