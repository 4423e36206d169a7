import { completeSetup, type Me, signIn } from '@ventanilla/contracts/identity';
import type { RouteContract } from '@ventanilla/contracts/route';
import pg from 'pg';
import { issueSetupToken } from '../modules/identity/index.ts';
import { type CallOptions, type CallResult, createTestApp, type TestApp } from './test-app.ts';

/** Light hashes: these tests check what is done with passwords, not how long one takes. */
export const lightPasswords = { VENTANILLA_PASSWORD_MEMORY_KIB: '1024' };

export const adminBody = {
  name: 'Lucía Ferrer',
  email: 'lucia@colegio.example',
  password: 'pizarra y tiza 2026',
  organizationName: 'Colegio Horizonte',
};

export interface Browser {
  call<R extends RouteContract>(contract: R, options?: CallOptions<R>): Promise<CallResult<R>>;
  /** The `Set-Cookie` line of the last answer that had one. */
  lastSetCookie(): string;
  cookie(): string;
}

/** Keeps the session cookie between calls, as a browser does. */
export function openBrowser(test: TestApp): Browser {
  let cookie = '';
  let lastSetCookie = '';
  return {
    async call(contract, options = {}) {
      const headers = { ...(cookie ? { cookie } : {}), ...options.headers };
      const result = await test.call(contract, { ...options, headers });
      const line = [result.headers['set-cookie']].flat()[0];
      if (typeof line === 'string') {
        lastSetCookie = line;
        cookie = line.split(';')[0] ?? '';
      }
      return result;
    },
    lastSetCookie: () => lastSetCookie,
    cookie: () => cookie,
  };
}

/** An installation with its first administrator signed in. */
export async function createInstallation(env: Record<string, string> = {}) {
  const test = await createTestApp({ realSessions: true, env: { ...lightPasswords, ...env } });
  const admin = openBrowser(test);
  const token = (await issueSetupToken(test.platform)) ?? '';
  const done = await admin.call(completeSetup, { body: { ...adminBody, token } });
  if (done.status !== 201) throw new Error(`set-up answered ${done.status} ${done.code}`);
  return { test, admin, me: done.body };
}

/** A new browser of somebody who signs in with a password alone. */
export async function signInAs(test: TestApp, body: { email: string; password: string }) {
  const browser = openBrowser(test);
  const result = await browser.call(signIn, { body });
  return { browser, result: { ...result, body: result.body as Me } };
}

const emptied = [
  'idempotency_keys',
  'rate_limits',
  'audit_log',
  'field_versions',
  'events_pending',
  'events_log',
  'events',
  'setup_tokens',
  'api_keys',
  'system_mails',
  'password_resets',
  'invitations',
  'sign_in_challenges',
  'backup_codes',
  'two_factor_secrets',
  'agents',
  'auth."user"',
  'roles',
  'channel_accounts',
  'brands',
];

/** Back to a database where nothing was set up; quicker than a new one. */
export async function emptyInstallation(test: TestApp) {
  const owner = new pg.Client({ connectionString: test.database.ownerUrl });
  await owner.connect();
  await owner.query(emptied.map((table) => `delete from ${table};`).join(''));
  await owner.end();
}
