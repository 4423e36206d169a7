import { downloadAttachment, previewAttachment, uploadFile } from '@ventanilla/contracts/files';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestApp } from '../../testing/test-app.ts';
import { openTestDesk } from './test-ground/desk.ts';

let app: TestApp;
let ana: string;
let beto: string;
beforeAll(async () => {
  ({ app, ana, beto } = await openTestDesk());
});
afterAll(() => app.close());
beforeEach(async () => {
  await sql`delete from attachments`.execute(app.platform.db);
});

const megabyte = 1024 * 1024;
const send = (as: string, bytes = Buffer.from('%PDF-1.4 hola')) =>
  app.call(uploadFile, { as, query: { fileName: 'acta.pdf' }, body: bytes });

/** Files that somebody uploaded before, by their size alone. */
async function waiting(agentId: string | null, sizeBytes: number) {
  const { db, ids, clock } = app.platform;
  const sha256 = 'a'.repeat(64);
  await sql`insert into files (sha256, size_bytes, created_at) values (${sha256}, 1, ${clock.now()})
    on conflict do nothing`.execute(db);
  await sql`insert into attachments (id, sha256, file_name, content_type, size_bytes, uploaded_by, created_at)
    values (${ids.uuid()}, ${sha256}, 'x', 'application/pdf', ${sizeBytes}, ${agentId}, ${clock.now()})`.execute(
    db,
  );
}

describe('files that wait for their message', () => {
  test('have a room of their own for each agent; when it is full, others still upload', async () => {
    await waiting(ana, 500 * megabyte - 20);
    expect((await send(ana)).status).toBe(201);
    const refused = await send(ana);
    expect([refused.status, refused.code]).toEqual([413, 'files.own_room_full']);
    expect(refused.body).toMatchObject({ params: { max: 500 } });
    expect((await send(beto)).status).toBe(201);
  });

  test('have one room for everybody together', async () => {
    await waiting(null, 5 * 1024 * megabyte);
    const refused = await send(ana);
    expect([refused.status, refused.code]).toEqual([503, 'files.room_full']);
  });
});

describe('what a browser keeps of a file', () => {
  test.each([
    ['a download', downloadAttachment],
    ['a preview', previewAttachment],
  ])('%s is shown again only after asking, and costs no bytes then', async (_, contract) => {
    const { body } = await send(ana);
    const params = { attachmentId: body.id };
    const first = await app.call(contract, { as: ana, params });
    expect(first.headers['cache-control']).toBe('private, no-cache');
    const headers = { 'if-none-match': String(first.headers['etag']) };
    expect((await app.call(contract, { as: ana, params, headers })).status).toBe(304);
    expect((await app.call(contract, { as: ana, params, headers: { 'if-none-match': '"x"' } })).status).toBe(
      200,
    );
    expect((await app.call(contract, { params, headers })).status).toBe(401);
    expect((await app.call(contract, { as: beto, params, headers })).status).toBe(404);
  });
});
