import { getSystemMail, sendTestMail } from '@ventanilla/contracts/mailer';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminBody, type Browser, createInstallation } from '../../testing/browser.ts';
import type { TestApp } from '../../testing/test-app.ts';
import { readSystemMail, type SystemMailJob } from '../mailer/index.ts';

let app: TestApp;
let admin: Browser;
beforeAll(async () => {
  const made = await createInstallation({ VENTANILLA_URL: 'https://ayuda.example' });
  app = made.test;
  admin = made.admin;
});
afterAll(() => app.close());

test('a mail to oneself is queued like any other, in words alone: its dress is put on as it leaves', async () => {
  const { status, body } = await admin.call(sendTestMail);
  expect([status, body.kind, body.to, body.state]).toEqual([202, 'outgoing_test', adminBody.email, 'queued']);
  expect(body.subject).toBe('Prueba de correo saliente de Colegio Horizonte');
  const { rows } = await sql<{ sealed_body: string }>`select sealed_body from system_mails`.execute(
    app.platform.db,
  );
  const { html, text } = readSystemMail({ sealedBody: rows[0]!.sealed_body } as SystemMailJob, app.platform);
  expect(html).toMatch(/^<p>Hola, Lucía Ferrer:<\/p>/);
  expect(text).toContain('Si lees esto');
  const params = { systemMailId: body.id };
  expect((await admin.call(getSystemMail, { params })).body).toMatchObject({ state: 'queued', text: null });
});
