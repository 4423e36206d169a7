import { allRoutes } from '@ventanilla/contracts';
import { errorStatuses } from '@ventanilla/contracts/errors';
import { permissions } from '@ventanilla/contracts/permissions';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ZodType } from 'zod';
import { type Browser, createInstallation } from './browser.ts';
import { requestRoute } from './request-routes.ts';
import type { TestApp } from './test-app.ts';

/** Whoever adds to this list lets anybody on the network call the operation. */
const publicOperations = [
  'getHealth',
  'getReadiness',
  'getOpenApi',
  'getSetup',
  'completeSetup',
  'signIn',
  'completeSignIn',
  'requestPasswordReset',
  'resetPassword',
  'openInvitation',
  'acceptInvitation',
  'getBrand',
  'getLogo',
  'openFileLink',
  'downloadFileLink',
];
/** Open to everybody who is somebody, whatever they may do. */
const sessionOperations = [
  'getSession',
  'signOut',
  'signOutEverywhere',
  'updateProfile',
  'getClassification',
  'listStatuses',
  'getOwnOrganization',
  'changePassword',
  'listSessions',
  'endSession',
  'endOtherSessions',
  'putPhoto',
  'removePhoto',
  'getTwoFactor',
  'startTwoFactor',
  'confirmTwoFactor',
  'renewBackupCodes',
  'stopTwoFactor',
  'listNotifications',
  'listPostponeMoments',
  'postponeNotifications',
  'returnNotifications',
  'countNotifications',
  'markNotifications',
  'readNotifications',
  'undoReadNotifications',
];

let app: TestApp;
let admin: Browser;
beforeAll(async () => {
  const made = await createInstallation();
  app = made.test;
  admin = made.admin;
});
afterAll(() => app.close());

const each = allRoutes.map((contract) => [contract.operationId, contract] as const);
const withAccess = (access: string) =>
  allRoutes.filter((route) => route.access === access).map((r) => r.operationId);

test('every contract has exactly one binding and every binding a contract', () => {
  const bound = app.app.modules.flatMap((module) => module.routes).map(({ contract }) => contract);
  expect(bound.map(({ operationId }) => operationId).sort()).toEqual(
    each.map(([operationId]) => operationId).sort(),
  );
  for (const contract of bound) expect(allRoutes).toContain(contract);
});

test('operations have names and addresses of their own', () => {
  expect(new Set(each.map(([operationId]) => operationId)).size).toBe(allRoutes.length);
  const addresses = allRoutes.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`);
  expect(new Set(addresses).size).toBe(allRoutes.length);
});

test('public and session operations are those on the lists here, all others need a permission', () => {
  expect(withAccess('public').sort()).toEqual([...publicOperations].sort());
  expect(withAccess('session').sort()).toEqual([...sessionOperations].sort());
  const others = allRoutes.filter(({ access }) => access !== 'public' && access !== 'session');
  for (const { access } of others) expect(permissions).toContain(access);
});

describe.each(each)('%s', (operationId, contract) => {
  test('declares what it answers and which errors it gives', () => {
    expect(operationId).toMatch(/^[a-z][A-Za-z]+$/);
    expect(contract.summary.length).toBeGreaterThan(5);
    const statuses = Object.keys(contract.responses).map(Number);
    expect(statuses.filter((status) => status >= 200 && status < 300)).not.toEqual([]);
    for (const [status, schema] of Object.entries(contract.responses)) {
      const isEmpty = status === '204' || contract.responseType !== undefined;
      if (isEmpty) expect(schema).toBeNull();
      else expect(schema).toBeInstanceOf(ZodType);
    }
    for (const code of contract.errors) expect(errorStatuses).toHaveProperty([code]);
    if (contract.method === 'GET') expect(contract.body ?? contract.rawBody).toBeUndefined();
    if (contract.ifMatch) expect(contract.errors).toContain('http.precondition_required');
  });

  test('asks nobody in unless it is public', async () => {
    const { status, code } = await requestRoute({ contract }, app);
    if (publicOperations.includes(operationId)) expect([401, 403]).not.toContain(status);
    else expect([status, code]).toEqual([401, 'auth.required']);
  });

  test('refuses a bearer that is no key', async () => {
    const headers = { authorization: 'Bearer vk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' };
    const { status, code } = await requestRoute({ contract, headers }, app);
    expect([status, code]).toEqual([401, 'auth.invalid_api_key']);
  });
});

test.each(each.filter(([, { method }]) => method !== 'GET'))(
  '%s refuses a change from a page of somebody else',
  async (_, contract) => {
    for (const origin of ['https://evil.example', 'null']) {
      const headers = { cookie: admin.cookie(), origin };
      const { status, code } = await requestRoute({ contract, headers }, app);
      expect([status, code]).toEqual([403, 'http.cross_origin']);
    }
  },
);

test.each(
  each.filter(([operationId, { method }]) => method === 'GET' && !publicOperations.includes(operationId)),
)('HEAD of %s asks nobody in either', async (_, contract) => {
  const url = contract.path.replace(/\{\w+\}/g, '01890000-0000-7000-8000-000000000000');
  expect((await app.app.http.inject({ method: 'HEAD', url })).statusCode).toBe(401);
});

test('an address that no contract has is not found', async () => {
  const response = await app.app.http.inject({ method: 'GET', url: '/api/v1/nothing' });
  expect([response.statusCode, (response.json() as { code: string }).code]).toEqual([404, 'http.not_found']);
});
