import { expect, test } from '@playwright/test';
import { onDesk, openDesk } from './support/desk.ts';
import { type Line, openLine } from './support/line.ts';
import { admin, type Office, openOffice } from './support/office.ts';

const tabs = 10;
/** Generous: what is shown here is that a tab does not wait for a place among six connections. */
const answerMsMax = 3_000;

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

test('ten tabs of one browser: all live over one stream, the API answers, and closing tabs leaves the others live', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const context = await browser.newContext();
  const first = await openDesk(() => Promise.resolve(context), { url: line.url, person: admin });
  const desks = [onDesk(first.page)];
  while (desks.length < tabs) {
    const desk = onDesk(await context.newPage());
    await desk.page.goto(line.url);
    await desk.board.live();
    desks.push(desk);
  }
  await office.send({ from: 'Ana <ana@familias.example>', subject: 'Para las diez', text: 'Hola' });
  for (const { board } of desks) await expect(board.card(board.fresh, 'Para las diez')).toBeVisible();
  expect(line.liveStreams()).toBe(1);

  const answerMs = await desks[tabs - 1]!.page.evaluate(async () => {
    const begin = performance.now();
    const answer = await fetch('/api/v1/statuses');
    await answer.json();
    return performance.now() - begin;
  });
  console.info(`an API call with ${tabs} live tabs: ${answerMs.toFixed(0)} ms`);
  expect(answerMs).toBeLessThan(answerMsMax);

  // The first tab is the likeliest to hold the stream; another must take it over.
  await desks.shift()!.page.close();
  await desks.shift()!.page.close();
  await office.send({ from: 'Beto <beto@familias.example>', subject: 'Para las ocho', text: 'Hola' });
  for (const { board } of desks) await expect(board.pill(board.fresh)).toHaveText('1 ticket nuevo');
  expect(line.liveStreams()).toBe(1);
  await context.close();
});
