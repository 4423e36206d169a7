import {
  completeSignIn,
  createAgent,
  getSession,
  listAgents,
  type SecondStep,
  signIn,
  updateAgent,
} from '@ventanilla/contracts/identity';
import {
  confirmTwoFactor,
  getTwoFactor,
  renewBackupCodes,
  resetTwoFactor,
  startTwoFactor,
  stopTwoFactor,
} from '@ventanilla/contracts/two-factor';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Browser, createInstallation, openBrowser, signInAs } from '../../testing/browser.ts';
import { everythingStored, mailsTo } from '../../testing/stored-secrets.ts';
import type { TestApp } from '../../testing/test-app.ts';
import { stepOf, totpAt } from './totp.rules.ts';

const password = 'tres tristes tigres';
let app: TestApp;
let admin: Browser;
let email = '';
let browser: Browser;
let agentId = '';
let count = 0;

beforeAll(async () => {
  ({ test: app, admin } = await createInstallation());
});
beforeEach(async () => {
  await sql`delete from rate_limits`.execute(app.platform.db);
  count += 1;
  email = `carla${count}@colegio.example`;
  const made = await admin.call(createAgent, { body: { name: 'Carla', email, password, roleKey: 'agent' } });
  agentId = made.body.id;
  ({ browser } = await signInAs(app, { email, password }));
});
afterAll(() => app.close());

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
function fromBase32(text: string): Buffer {
  const bits = Array.from(text, (char) => base32.indexOf(char).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** What the app on the phone shows now; a moment later than before, since each code is good once. */
function nextCode(secret: string): string {
  app.clock.advance(30_000);
  return totpAt({ secret: fromBase32(secret), step: stepOf(app.clock.now()) });
}

async function enrol() {
  const started = await browser.call(startTwoFactor, { body: { password } });
  const { secret } = started.body;
  const confirmed = await browser.call(confirmTwoFactor, { body: { code: nextCode(secret) } });
  expect(confirmed.status).toBe(200);
  return { secret, backupCodes: confirmed.body.backupCodes };
}

async function firstStep(): Promise<SecondStep> {
  const answer = await openBrowser(app).call(signIn, { body: { email, password } });
  expect(answer.status).toBe(202);
  expect(answer.headers['set-cookie']).toBeUndefined();
  return answer.body as SecondStep;
}

async function secondStep(challenge: string, code: string) {
  const tab = openBrowser(app);
  const result = await tab.call(completeSignIn, { body: { challenge, code } });
  return { ...result, tab };
}

describe('turning it on', () => {
  test('the secret comes with its address for the app, and nothing changes before a code confirms it', async () => {
    const { status, body } = await browser.call(startTwoFactor, { body: { password } });
    expect(status).toBe(201);
    expect(body.secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(body.otpauthUrl).toBe(
      `otpauth://totp/Colegio%20Horizonte:${encodeURIComponent(email)}?secret=${body.secret}&issuer=Colegio%20Horizonte&algorithm=SHA1&digits=6&period=30`,
    );
    expect((await browser.call(getTwoFactor)).body).toEqual({ since: null, backupCodesLeft: 0 });
    expect((await signInAs(app, { email, password })).result.status).toBe(200);
  });

  test('a code confirms it; ten backup codes are shown once', async () => {
    const { backupCodes } = await enrol();
    expect(new Set(backupCodes).size).toBe(10);
    for (const code of backupCodes) expect(code).toMatch(/^[a-z2-7]{5}-[a-z2-7]{5}$/);
    const state = (await browser.call(getTwoFactor)).body;
    expect(state).toEqual({ since: app.clock.now().toISOString(), backupCodesLeft: 10 });
    expect((await browser.call(getSession)).body.agent.twoFactor).toBe(true);
    const { items } = (await admin.call(listAgents)).body;
    expect(items.find(({ id }) => id === agentId)?.twoFactor).toBe(true);
  });

  test('sessions that came in without it end, this one stays', async () => {
    const other = await signInAs(app, { email, password });
    await enrol();
    expect((await browser.call(getSession)).status).toBe(200);
    expect((await other.browser.call(getSession)).status).toBe(401);
  });

  test.each([
    ['a wrong code', 'two_factor.wrong_code', true],
    ['no start', 'two_factor.not_started', false],
  ])('%s does not', async (_, code, starts) => {
    if (starts) await browser.call(startTwoFactor, { body: { password } });
    const refused = await browser.call(confirmTwoFactor, { body: { code: '000000' } });
    expect(refused.code).toBe(code);
    expect((await browser.call(getTwoFactor)).body.since).toBeNull();
  });

  test('without the password nobody starts it, and when it is on nobody starts it again', async () => {
    expect((await browser.call(startTwoFactor, { body: { password: 'otra' } })).code).toBe(
      'auth.wrong_password',
    );
    const { secret } = await enrol();
    expect((await browser.call(startTwoFactor, { body: { password } })).code).toBe('two_factor.already_on');
    expect((await browser.call(confirmTwoFactor, { body: { code: nextCode(secret) } })).code).toBe(
      'two_factor.already_on',
    );
  });
});

describe('signing in', () => {
  test('the password gives a challenge and no session; the code gives the session', async () => {
    const { secret } = await enrol();
    const { challenge, expiresAt } = await firstStep();
    expect(expiresAt).toBe(new Date(app.clock.now().getTime() + 300_000).toISOString());
    const { status, body, tab } = await secondStep(challenge, nextCode(secret));
    expect([status, body.agent?.email]).toEqual([200, email]);
    expect((await tab.call(getSession)).status).toBe(200);
  });

  test('a wrong password still gets the one answer for all', async () => {
    await enrol();
    const refused = await openBrowser(app).call(signIn, { body: { email, password: 'otra cosa más' } });
    expect([refused.status, refused.code]).toEqual([401, 'auth.bad_credentials']);
  });

  test('a code is good once, also for two sign-ins at the same moment', async () => {
    const { secret } = await enrol();
    const challenges = await Promise.all(Array.from({ length: 5 }, firstStep));
    const code = nextCode(secret);
    const results = await Promise.all(challenges.map(({ challenge }) => secondStep(challenge, code)));
    expect(results.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 401, 401, 401, 401]);
  });

  test('a challenge is good once', async () => {
    const { secret } = await enrol();
    const { challenge } = await firstStep();
    expect((await secondStep(challenge, nextCode(secret))).status).toBe(200);
    expect((await secondStep(challenge, nextCode(secret))).code).toBe('auth.challenge_over');
  });

  test('a challenge ends after five minutes', async () => {
    const { secret } = await enrol();
    const { challenge } = await firstStep();
    app.clock.advance(5 * 60_000);
    expect((await secondStep(challenge, nextCode(secret))).code).toBe('auth.challenge_over');
  });

  test('five wrong codes end the challenge; ten in all make the person wait', async () => {
    const { secret } = await enrol();
    for (const rounds of [5, 5]) {
      const { challenge } = await firstStep();
      for (let n = 0; n < rounds; n++) {
        const refused = await secondStep(challenge, '000000');
        expect([refused.status, refused.code]).toEqual([401, 'auth.bad_code']);
      }
    }
    const { challenge } = await firstStep();
    expect((await secondStep(challenge, nextCode(secret))).code).toBe('http.rate_limited');
    app.clock.advance(15 * 60_000);
    const { challenge: later } = await firstStep();
    expect((await secondStep(later, nextCode(secret))).status).toBe(200);
  });

  test('the sixth code of one challenge is not looked at, even the right one', async () => {
    const { secret } = await enrol();
    const { challenge } = await firstStep();
    for (let n = 0; n < 5; n++) await secondStep(challenge, '000000');
    expect((await secondStep(challenge, nextCode(secret))).code).toBe('auth.challenge_over');
  });

  test('somebody blocked after the password does not come in', async () => {
    const { secret } = await enrol();
    const { challenge } = await firstStep();
    const { version } = (await browser.call(getSession)).body.agent;
    await admin.call(updateAgent, {
      params: { agentId },
      body: { active: false },
      headers: { 'if-match': `"${version}"` },
    });
    expect((await secondStep(challenge, nextCode(secret))).code).toBe('auth.challenge_over');
  });
});

describe('backup codes', () => {
  test('each is good once, however it is typed', async () => {
    const { backupCodes } = await enrol();
    const [one = ''] = backupCodes;
    const typed = ` ${one.toUpperCase().replace('-', ' ')} `;
    expect((await secondStep((await firstStep()).challenge, typed)).status).toBe(200);
    expect((await secondStep((await firstStep()).challenge, one)).code).toBe('auth.bad_code');
    expect((await browser.call(getTwoFactor)).body.backupCodesLeft).toBe(9);
  });

  test('of two uses of one at the same moment one wins', async () => {
    const { backupCodes } = await enrol();
    const challenges = [await firstStep(), await firstStep()];
    const results = await Promise.all(
      challenges.map(({ challenge }) => secondStep(challenge, backupCodes[0]!)),
    );
    expect(results.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 401]);
  });

  test('new ones end the former', async () => {
    const { backupCodes } = await enrol();
    expect((await browser.call(renewBackupCodes, { body: { password: 'otra' } })).code).toBe(
      'auth.wrong_password',
    );
    const renewed = (await browser.call(renewBackupCodes, { body: { password } })).body.backupCodes;
    expect((await secondStep((await firstStep()).challenge, backupCodes[0]!)).code).toBe('auth.bad_code');
    expect((await secondStep((await firstStep()).challenge, renewed[0]!)).status).toBe(200);
  });
});

describe('turning it off', () => {
  test('takes the password; then the password alone lets in, and an open challenge nobody', async () => {
    const { secret } = await enrol();
    const { challenge } = await firstStep();
    expect((await browser.call(stopTwoFactor, { body: { password: 'otra' } })).code).toBe(
      'auth.wrong_password',
    );
    expect((await browser.call(stopTwoFactor, { body: { password } })).status).toBe(204);
    expect((await secondStep(challenge, nextCode(secret))).code).toBe('auth.challenge_over');
    expect((await signInAs(app, { email, password })).result.status).toBe(200);
    expect((await browser.call(stopTwoFactor, { body: { password } })).code).toBe('two_factor.off');
  });

  test('an administrator takes it away; it is written down and its owner gets a mail', async () => {
    await enrol();
    expect((await admin.call(resetTwoFactor, { params: { agentId } })).status).toBe(204);
    expect((await signInAs(app, { email, password })).result.status).toBe(200);
    expect((await mailsTo(email, app)).map(({ kind }) => kind)).toEqual(['two_factor_removed']);
    const { rows } = await sql`
      select action, actor ->> 'kind' as by from audit_log where subject_id = ${agentId} and action like 'two_factor%'
      order by at, id`.execute(app.platform.db);
    expect(rows).toContainEqual({ action: 'two_factor.reset', by: 'agent' });
    expect((await admin.call(resetTwoFactor, { params: { agentId } })).code).toBe('two_factor.off');
  });

  test('a colleague cannot', async () => {
    await enrol();
    expect((await browser.call(resetTwoFactor, { params: { agentId } })).code).toBe('auth.forbidden');
  });
});

test('secret, backup codes and challenge are nowhere in the database in clear', async () => {
  const { secret, backupCodes } = await enrol();
  const { challenge } = await firstStep();
  const stored = await everythingStored(app);
  const hidden = [secret, fromBase32(secret).toString('base64url'), challenge, ...backupCodes];
  for (const text of [...hidden, ...backupCodes.map((code) => code.replace('-', ''))]) {
    expect(stored).not.toContain(text);
  }
});
