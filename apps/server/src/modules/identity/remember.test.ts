import { completeSignIn, getSession, signIn } from '@ventanilla/contracts/identity';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminBody, createInstallation, openBrowser } from '../../testing/browser.ts';
import type { TestApp } from '../../testing/test-app.ts';

const { email, password } = adminBody;
let app: TestApp;
beforeAll(async () => {
  app = (await createInstallation()).test;
});
afterAll(() => app.close());

test('a browser that is to remember keeps its cookie for thirty days, unless told otherwise', async () => {
  const browser = openBrowser(app);
  await browser.call(signIn, { body: { email, password } });
  expect(browser.lastSetCookie()).toContain(`Max-Age=${30 * 24 * 60 * 60}`);
});

test('a browser that is not forgets it when it is closed, however often the desk is opened before', async () => {
  const browser = openBrowser(app);
  await browser.call(signIn, { body: { email, password, remember: false } });
  expect(browser.lastSetCookie()).not.toMatch(/Max-Age|Expires/);
  for (let time = 0; time < 2; time += 1) {
    expect((await browser.call(getSession)).status).toBe(200);
    expect(browser.lastSetCookie()).not.toMatch(/Max-Age|Expires/);
  }
});

const hourMs = 60 * 60 * 1000;

test('a session that is not to be remembered lasts while it is used, and ends after twelve hours without', async () => {
  const browser = openBrowser(app);
  await browser.call(signIn, { body: { email, password, remember: false } });
  for (let hours = 0; hours < 33; hours += 11) {
    app.clock.advance(11 * hourMs);
    expect((await browser.call(getSession)).status).toBe(200);
  }
  app.clock.advance(12 * hourMs);
  expect((await browser.call(getSession)).status).toBe(401);
});

test('a session that is to be remembered outlives a weekend', async () => {
  const browser = openBrowser(app);
  await browser.call(signIn, { body: { email, password } });
  app.clock.advance(72 * hourMs);
  expect((await browser.call(getSession)).status).toBe(200);
});

test('the mark of a passing cookie opens nothing by itself', async () => {
  const browser = openBrowser(app);
  await browser.call(signIn, { body: { email, password, remember: false } });
  const forged = browser.cookie().replace(/\.[^.]+\.s$/, '.forged.s');
  const tried = await openBrowser(app).call(getSession, { headers: { cookie: forged } });
  expect(tried.code).toBe('auth.required');
});

test('the second step knows the same wish', () => {
  expect(completeSignIn.body.parse({ challenge: 'x', code: '1' }).remember).toBe(true);
});
