import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../actor.ts';
import { createNotesServer, type NotesServer } from './test-ground/notes-server.ts';

const noteId = '0198c0de-0000-7000-8000-00000000000a';
let server: NotesServer;
beforeAll(async () => {
  server = await createNotesServer();
});
afterAll(() => server.close());

describe('a page of somebody else', () => {
  const from = (origin: string) => server.post({ text: 'hola' }, { origin, host });
  const host = 'localhost:3000';

  it('cannot change anything', async () => {
    const before = server.effects;
    for (const origin of [
      'https://evil.example',
      'null',
      'http://localhost:3001',
      'http://localhost.evil.example:3000',
    ]) {
      const { status, body } = await from(origin);
      expect([origin, status, body.code]).toEqual([origin, 403, 'http.cross_origin']);
    }
    expect(server.effects).toBe(before);
  });

  it('is not our own, nor the address people enter by, nor a program without an origin', async () => {
    expect((await from('http://localhost:3000')).status).toBe(201);
    expect((await from('https://ayuda.ejemplo.mx')).status).toBe(201);
    expect((await server.post({ text: 'hola' })).status).toBe(201);
  });
});

describe('a name that somebody led to this machine', () => {
  it('changes nothing, although page and request agree about it, and is told what to do', async () => {
    const before = server.effects;
    const headers = { origin: 'http://evil.example:3000', host: 'evil.example:3000' };
    const { status, body } = await server.post({ text: 'hola' }, headers);
    expect([status, body.code]).toEqual([421, 'http.unknown_host']);
    expect(body.detail).toContain('VENTANILLA_URL');
    expect(server.effects).toBe(before);
  });
});

describe('Idempotency-Key', () => {
  it('at once or later: one effect, the same answer', async () => {
    const before = server.effects;
    const headers = { 'idempotency-key': 'double-click' };
    const both = await Promise.all([
      server.post({ text: 'una nota' }, headers),
      server.post({ text: 'una nota' }, headers),
    ]);
    const later = await server.post({ text: 'una nota' }, headers);
    expect(server.effects).toBe(before + 1);
    expect(new Set([...both, later].map(({ body }) => body.id)).size).toBe(1);
    expect([...both, later].map(({ status }) => status)).toEqual([201, 201, 201]);
  });

  it('with another body is a mistake of the caller: 422', async () => {
    await server.post({ text: 'una nota' }, { 'idempotency-key': 'k2' });
    const { status, body } = await server.post({ text: 'otra nota' }, { 'idempotency-key': 'k2' });
    expect([status, body.code]).toEqual([422, 'http.idempotency_key_reused']);
  });

  it('remembers no failure: the next try with the key may succeed', async () => {
    const headers = { 'idempotency-key': 'k3' };
    expect((await server.post({ text: 'nota', fail: true }, headers)).body.code).toBe('tickets.closed');
    expect((await server.post({ text: 'nota' }, headers)).status).toBe(201);
  });

  it('of one actor means nothing to another', async () => {
    const before = server.effects;
    const first = await server.post({ text: 'una nota' }, { 'idempotency-key': 'k4' });
    const own = server.actor;
    server.actor = { ...systemActor, kind: 'agent', id: '0198c0de-0000-7000-8000-000000000002' };
    const second = await server.post({ text: 'una nota' }, { 'idempotency-key': 'k4' });
    server.actor = own;
    expect(second.body.id).not.toBe(first.body.id);
    expect(server.effects).toBe(before + 2);
  });

  it('too long is refused', async () => {
    expect((await server.post({ text: 'nota' }, { 'idempotency-key': 'x'.repeat(201) })).status).toBe(400);
  });
});

describe('answers', () => {
  it('hold what their contract declares and nothing else', async () => {
    const { body } = await server.post({ text: 'una nota' });
    expect(body).toEqual({
      id: expect.any(String),
      text: 'una nota',
      author: { name: 'Ana' },
      closedAt: null,
    });
  });

  it('carry the version as ETag, which the next If-Match takes', async () => {
    const { headers, body } = await server.send({
      method: 'PATCH',
      url: `/api/v1/notes/${noteId}`,
      headers: { 'content-type': 'application/json', 'if-match': '"7"' },
      payload: '{"text":"a"}',
    });
    expect(body.version).toBe(8);
    expect(headers['etag']).toBe('"8"');
  });

  it.each(['/api/v1/notes', '/api/v1/nothing', '/api/v1/broken'])(
    'carry the security headers: %s',
    async (url) => {
      const { headers } = await server.send({ method: 'GET', url });
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('same-origin');
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers['cache-control']).toBe('no-store');
    },
  );
});
