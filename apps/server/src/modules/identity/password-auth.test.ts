import { betterAuth } from 'better-auth';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createInstallation } from '../../testing/browser.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

test('our migration has every table and column that better-auth expects, of the type it expects', async () => {
  const auth = betterAuth({
    baseURL: 'http://ventanilla.internal',
    secret: 'only for this test, never used otherwise',
    database: { db: app.platform.db, type: 'postgres', schemaName: 'auth' },
    emailAndPassword: { enabled: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
  const context = await auth.$context;
  expect(context.explicitSchemaCheck).toBeTypeOf('function');
  await expect(context.explicitSchemaCheck?.()).resolves.not.toThrow();
});

test('that check finds a column that is missing', async () => {
  const auth = betterAuth({
    baseURL: 'http://ventanilla.internal',
    secret: 'only for this test, never used otherwise',
    database: { db: app.platform.db, type: 'postgres', schemaName: 'auth' },
    user: { additionalFields: { shoeSize: { type: 'number' } } },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
  const context = await auth.$context;
  await expect((async () => context.explicitSchemaCheck?.())()).rejects.toThrow(/shoeSize/);
});

test('passwords are kept as argon2id with the memory of the setting', async () => {
  const { test: made } = await createInstallation({ VENTANILLA_PASSWORD_MEMORY_KIB: '2048' });
  const { rows } = await sql<{ password: string }>`select password from auth.account`.execute(
    made.platform.db,
  );
  await made.close();
  expect(rows).toHaveLength(1);
  expect(rows[0]?.password).toMatch(/^\$argon2id\$v=19\$m=2048,t=2,p=1\$/);
});

test('behind https the cookie travels over https alone', async () => {
  const { test: made, admin } = await createInstallation({ VENTANILLA_URL: 'https://ayuda.example' });
  await made.close();
  expect(admin.lastSetCookie()).toMatch(/^ventanilla\.session_token=.*; Secure/);
});
