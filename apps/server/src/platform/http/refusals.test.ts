import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../actor.ts';
import { encodeCursor } from '../cursor.ts';
import { createNotesServer, type NotesServer } from './test-ground/notes-server.ts';

const noteId = '0198c0de-0000-7000-8000-00000000000a';
let server: NotesServer;
beforeAll(async () => {
  server = await createNotesServer();
});
afterAll(() => server.close());

describe('what is refused is said as a problem', () => {
  const json = { 'content-type': 'application/json' };
  const cases: [string, InjectOptions, number, string][] = [
    [
      'invalid JSON',
      { method: 'POST', url: '/api/v1/notes', headers: json, payload: '{"text":' },
      400,
      'http.invalid_json',
    ],
    [
      'an empty JSON body',
      { method: 'POST', url: '/api/v1/notes', headers: json, payload: '' },
      400,
      'http.invalid_json',
    ],
    [
      'a poisoned prototype',
      { method: 'POST', url: '/api/v1/notes', headers: json, payload: '{"__proto__":{"a":1},"text":"hola"}' },
      400,
      'http.invalid_json',
    ],
    ['no body', { method: 'POST', url: '/api/v1/notes' }, 400, 'http.invalid_request'],
    [
      'a field of the wrong type',
      { method: 'POST', url: '/api/v1/notes', headers: json, payload: '{"text":7}' },
      400,
      'http.invalid_request',
    ],
    [
      'arrays within arrays, a hundred thousand deep, with a key to repeat it by',
      {
        method: 'POST',
        url: '/api/v1/notes',
        headers: { ...json, 'idempotency-key': 'hondo' },
        payload: `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      },
      400,
      'http.invalid_request',
    ],
    [
      'such arrays in a field',
      {
        method: 'POST',
        url: '/api/v1/notes',
        headers: { ...json, 'idempotency-key': 'hondo' },
        payload: `{"text":"a","more":${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      },
      400,
      'http.invalid_json',
    ],
    [
      'plain text',
      {
        method: 'POST',
        url: '/api/v1/notes',
        headers: { 'content-type': 'text/plain' },
        payload: '{"text":"hola"}',
      },
      415,
      'http.unsupported_media_type',
    ],
    [
      'a form',
      {
        method: 'POST',
        url: '/api/v1/notes',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'text=hola',
      },
      415,
      'http.unsupported_media_type',
    ],
    [
      'bytes where JSON belongs',
      {
        method: 'POST',
        url: '/api/v1/notes',
        headers: { 'content-type': 'application/octet-stream' },
        payload: '{"text":"hola"}',
      },
      415,
      'http.unsupported_media_type',
    ],
    [
      'JSON where bytes belong',
      { method: 'POST', url: '/api/v1/raw', headers: json, payload: '{}' },
      415,
      'http.unsupported_media_type',
    ],
    [
      'too many bytes',
      {
        method: 'POST',
        url: '/api/v1/raw',
        headers: { 'content-type': 'application/octet-stream' },
        payload: Buffer.alloc(1_001),
      },
      413,
      'http.too_large',
    ],
    [
      'too much JSON',
      {
        method: 'POST',
        url: '/api/v1/notes',
        headers: json,
        payload: JSON.stringify({ text: 'x'.repeat(2_200_000) }),
      },
      413,
      'http.too_large',
    ],
    ['an unknown address', { method: 'GET', url: '/api/v1/nothing' }, 404, 'http.not_found'],
    ['an address that cannot be decoded', { method: 'GET', url: '/api/v1/%zz' }, 400, 'http.'],
    [
      'an id that is none',
      {
        method: 'PATCH',
        url: '/api/v1/notes/x%00y',
        headers: { ...json, 'if-match': '"1"' },
        payload: '{"text":"a"}',
      },
      400,
      'http.invalid_request',
    ],
    [
      'no If-Match where one is needed',
      { method: 'PATCH', url: `/api/v1/notes/${noteId}`, headers: json, payload: '{"text":"a"}' },
      428,
      'http.precondition_required',
    ],
    [
      'an If-Match that is no version',
      {
        method: 'PATCH',
        url: `/api/v1/notes/${noteId}`,
        headers: { ...json, 'if-match': '*' },
        payload: '{"text":"a"}',
      },
      428,
      'http.precondition_required',
    ],
    [
      'a cursor of garbage',
      { method: 'GET', url: '/api/v1/notes?cursor=garbage' },
      400,
      'http.invalid_request',
    ],
    [
      'a cursor of another list',
      { method: 'GET', url: `/api/v1/notes?cursor=${encodeCursor(['one'])}` },
      400,
      'http.invalid_request',
    ],
    [
      'a query given twice',
      { method: 'GET', url: '/api/v1/notes?cursor=a&cursor=b' },
      400,
      'http.invalid_request',
    ],
  ];

  it.each(cases)('%s', async (_situation, request, status, code) => {
    const before = server.effects;
    const { status: given, body, headers } = await server.send(request);
    expect([given, String(body.code).startsWith(code)]).toEqual([status, true]);
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toMatchObject({
      status,
      type: `urn:ventanilla:${body.code}`,
      requestId: expect.any(String),
    });
    expect(body.detail.length).toBeGreaterThan(10);
    expect(server.effects).toBe(before);
  });

  it('a method that the address does not take, with those it takes', async () => {
    const { status, body, headers } = await server.send({ method: 'DELETE', url: '/api/v1/notes' });
    expect([status, body.code]).toEqual([405, 'http.method_not_allowed']);
    expect(headers['allow']).toBe('POST, GET');
  });

  it('in the language of the reader, the fields too', async () => {
    const wrong = (language: string) => server.post({ text: 7 }, { 'accept-language': language });
    server.actor = null;
    const refused = await server.send({
      method: 'GET',
      url: '/api/v1/notes',
      headers: { 'accept-language': 'en-GB,en;q=0.9' },
    });
    expect(refused.body).toMatchObject({ code: 'auth.required', status: 401 });
    const english = await server.send({
      method: 'GET',
      url: '/x',
      headers: { 'accept-language': 'fr,en;q=0.9,es;q=0.1' },
    });
    const spanish = await server.send({ method: 'GET', url: '/x', headers: { 'accept-language': 'fr' } });
    expect(english.body.detail).not.toBe(spanish.body.detail);
    expect(spanish.body.detail).toBe('No encontramos esa dirección.');

    server.actor = { ...systemActor, kind: 'agent', language: 'en' };
    const inEnglish = await wrong('es');
    server.actor = { ...systemActor, kind: 'agent', language: 'es' };
    const inSpanish = await wrong('en');
    expect(inEnglish.body.issues).toEqual([
      { path: 'body.text', message: 'Invalid input: expected string, received number' },
    ]);
    expect(inSpanish.body.issues[0].message).toMatch(/^Entrada inválida: se esperaba texto/);
  });

  it('an error of ours tells nothing of itself, and the log nothing of the person', async () => {
    server.logged.length = 0;
    const { status, body } = await server.send({ method: 'GET', url: '/api/v1/broken' });
    expect([status, body.code]).toEqual([500, 'http.internal']);
    expect(JSON.stringify(body)).not.toMatch(/Mar|perez|row|broken\.ts/i);
    expect(server.logged).toHaveLength(1);
    expect(server.logged[0]).toContain(body.requestId);
    expect(server.logged[0]).toContain('is broken');
    expect(server.logged[0]).not.toMatch(/María|perez/);
  });
});
