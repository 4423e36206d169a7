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
