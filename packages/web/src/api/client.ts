import createClient, { type Client } from 'openapi-fetch';
import { ApiProblem, readProblem } from './problem.ts';
import type { paths } from './schema.generated.ts';

export interface ApiOptions {
  /** Origin of the server; empty for the page's own. */
  baseUrl?: string;
  fetch?: (request: Request) => Promise<Response>;
  /** Language that the server's sentences should be in. */
  language(): string;
  /** Called when the server no longer knows who asks (401 on anything but signing in). */
  onSignedOut?(): void;
  /** A key for each POST, so that a request sent twice acts once. */
  newKey?(): string;
}

export type Api = Client<paths>;

/**
 * The typed client of the API. Every answer that is not 2xx is thrown as `ApiProblem`; a request that got no
 * answer is thrown as `network.offline`.
 */
export function createApi(options: ApiOptions): Api {
  const newKey = options.newKey ?? newIdempotencyKey;
  const client = createClient<paths>({
    baseUrl: options.baseUrl ?? '',
    credentials: 'same-origin',
    // Looked up at each call, so that what replaces the page's fetch later is used.
    fetch: options.fetch ?? ((request) => globalThis.fetch(request)),
  });
  client.use({
    onRequest({ request }) {
      request.headers.set('Accept-Language', options.language());
      if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) {
        request.headers.set('Idempotency-Key', newKey());
      }
      return request;
    },
    async onResponse({ response }) {
      if (response.ok) return undefined;
      const problem = await readProblem(response);
      if (problem.code === 'auth.required') options.onSignedOut?.();
      throw problem;
    },
    onError({ error }) {
      if (error instanceof DOMException && error.name === 'AbortError') return undefined;
      return new ApiProblem({ status: 0, code: 'network.offline', detail: '' }, { cause: error });
    },
  });
  return client;
}

/** The body of an answer: `const { items } = await dataOf(api.GET('/api/v1/boards'))`. */
export async function dataOf<T>(request: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  const { data } = await request;
  if (data === undefined || data === null) {
    throw new ApiProblem({ status: 0, code: 'http.unknown', detail: '' });
  }
  return data;
}

/** Header of an edit that must see the version it changes. */
export function ifMatch(version: number): { 'If-Match': string } {
  return { 'If-Match': `"${version}"` };
}

/**
 * A random key of 128 bits in hexadecimal. `crypto.randomUUID` is absent on plain HTTP other than localhost,
 * where an installation may well be opened.
 */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
