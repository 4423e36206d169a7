import { id } from '@ventanilla/contracts/common';
import { defineRoute } from '@ventanilla/contracts/route';
import type { InjectOptions } from 'fastify';
import { z } from 'zod';
import { createTestApp, type TestApp } from '../../../testing/test-app.ts';
import { type Actor, systemActor } from '../../actor.ts';
import { decodeCursor } from '../../cursor.ts';
import { AppError } from '../../errors.ts';
import { createLog } from '../../log.ts';
import { createHttpServer, type RouteBinding, route } from '../index.ts';

const common = { tag: 'test', summary: 'Only for this test', errors: [] } as const;
const note = z.object({
  id,
  text: z.string(),
  author: z.object({ name: z.string() }),
  closedAt: z.string().nullable(),
});

const createNote = defineRoute({
  ...common,
  operationId: 'createNote',
  method: 'POST',
  path: '/api/v1/notes',
  access: 'tickets:note',
  body: z.object({ text: z.string().min(2), fail: z.boolean().optional() }),
  responses: { 201: note },
});
const listNotes = defineRoute({
  ...common,
  operationId: 'listNotes',
  method: 'GET',
  path: '/api/v1/notes',
  access: 'tickets:read',
  query: z.object({ cursor: z.string().optional() }),
  responses: { 200: z.object({ items: z.array(note) }) },
});
const updateNote = defineRoute({
  ...common,
  operationId: 'updateNote',
  method: 'PATCH',
  path: '/api/v1/notes/{noteId}',
  access: 'tickets:note',
  params: z.object({ noteId: id }),
  body: z.object({ text: z.string() }),
  ifMatch: true,
  responses: { 200: z.object({ version: z.number() }) },
});
const putFile = defineRoute({
  ...common,
  operationId: 'putFile',
  method: 'POST',
  path: '/api/v1/raw',
  access: 'tickets:note',
  rawBody: { contentTypes: ['application/octet-stream'], bytesMax: 1_000 },
  responses: { 200: z.object({ sizeBytes: z.number() }) },
});
const breakDown = defineRoute({
  ...common,
  operationId: 'breakDown',
  method: 'GET',
  path: '/api/v1/broken',
  access: 'public',
  responses: { 200: z.object({}) },
});

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  /** Parsed JSON, else null. */
  body: ReturnType<typeof JSON.parse>;
}

export interface NotesServer {
  test: TestApp;
  /** Who the next requests are from. */
  actor: Actor | null;
  /** How often a note was written. */
  effects: number;
  logged: string[];
  send(request: InjectOptions): Promise<Answer>;
  post(payload: unknown, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

export const somebody: Actor = { ...systemActor, kind: 'agent', id: '0198c0de-0000-7000-8000-000000000001' };

/** The HTTP server with a few routes of its own over a real database, to try what every route has in common. */
export async function createNotesServer(): Promise<NotesServer> {
  const test = await createTestApp();
  const logged: string[] = [];
  const server = { test, actor: somebody as Actor | null, effects: 0, logged };
  const http = await createHttpServer({
    routes: notesRoutes(server),
    authenticate: async () => server.actor,
    transact: test.platform.transact,
    keyring: test.platform.keyring,
    ids: test.platform.ids,
    log: createLog({ level: 'info', destination: { write: (line) => void logged.push(line) } }),
    trustedProxies: [],
    publicUrl: 'https://ayuda.ejemplo.mx',
    isStopping: () => false,
  });
  await http.ready();

  async function send(request: InjectOptions): Promise<Answer> {
    const response = await http.inject(request);
    const isJson = String(response.headers['content-type']).includes('json');
    return { status: response.statusCode, headers: response.headers, body: isJson ? response.json() : null };
  }

  return Object.assign(server, {
    send,
    post: (payload: unknown, headers: Record<string, string> = {}) =>
      send({
        method: 'POST',
        url: '/api/v1/notes',
        headers: { 'content-type': 'application/json', ...headers },
        payload: JSON.stringify(payload),
      }),
    async close() {
      await http.close();
      await test.close();
    },
  });
}

function notesRoutes(server: { effects: number }): RouteBinding[] {
  return [
    route(createNote, ({ body, transact }) =>
      transact(async ({ ids }) => {
        if (body.fail) throw new AppError('tickets.closed');
        server.effects += 1;
        const written = {
          id: ids.uuid(),
          text: body.text,
          author: { name: 'Ana', email: 'ana@x.mx' },
          closedAt: null,
        };
        return { ...written, passwordHash: 'secret' };
      }),
    ),
    route(listNotes, async ({ query }) => {
      if (query.cursor) decodeCursor(query.cursor, 2);
      return { items: [] };
    }),
    route(updateNote, async ({ ifMatch }) => ({ version: ifMatch + 1 })),
    route(putFile, async ({ body }) => ({ sizeBytes: body.byteLength })),
    route(breakDown, async () => {
      throw new Error('the row of "María Pérez" <maria.perez@colegio.mx> is broken');
    }),
  ];
}
