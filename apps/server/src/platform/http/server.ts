import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import type { RouteContract } from '@ventanilla/contracts/route';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../actor.ts';
import { AppError } from '../errors.ts';
import type { Ids } from '../ids.ts';
import type { Keyring } from '../keyring/keyring.ts';
import type { Log } from '../log.ts';
import type { Transact, Work, WorkOptions } from '../work.ts';
import type { RouteBinding } from './binding.ts';
import { isTrustedHost } from './host.rules.ts';
import { hashRequest, idempotencyKeyLengthMax, Replayed, runOnce } from './idempotency.ts';
import { serializerOf } from './json.ts';
import { fromFrameworkError, pickLanguage, toIssues, toProblem } from './problem.ts';

/** Largest JSON body, in bytes. */
const jsonBytesMax = 2 * 1024 * 1024;
/** Lists and objects within one another in a body: what is read step by step into itself would else end with the stack. */
const jsonDepthMax = 64;

export interface HttpDeps {
  routes: readonly RouteBinding[];
  /** Who makes this request: session cookie or API key; null for nobody. Throws on a credential that is wrong. */
  authenticate(request: FastifyRequest): Promise<Actor | null>;
  transact: Transact;
  keyring: Keyring;
  ids: Ids;
  log: Log;
  /** Addresses of proxies whose `X-Forwarded-For` is believed; empty: none. */
  trustedProxies: string[];
  /** Where people enter from elsewhere; besides it only this machine's own names, or private ones where it is null. */
  publicUrl: string | null;
  isStopping(): boolean;
}

class InvalidRequest extends AppError {
  readonly issues: ReturnType<typeof toIssues>;
  constructor(issues: ReturnType<typeof toIssues>) {
    super('http.invalid_request');
    this.issues = issues;
  }
}

/**
 * A page of 45 KB takes 0.2 ms and becomes 10.5 KB; with the plugin's own settings it takes 1.4 ms and becomes 10 KB. At
 * that price it is done at once rather than through a stream.
 */
const quickly = {
  syncThreshold: 256 * 1024,
  brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 18 } },
};

/** The HTTP server with every bound route; what it refuses it says as RFC 9457 in the reader's language. */
export async function createHttpServer(deps: HttpDeps): Promise<FastifyInstance> {
  const app = Fastify({
    trustProxy: deps.trustedProxies.length > 0 ? deps.trustedProxies : false,
    bodyLimit: jsonBytesMax,
    genReqId: () => deps.ids.uuid(),
    forceCloseConnections: 'idle',
    // While it stops, requests on open connections are still answered, by us and in our words.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 400 },
    requestTimeout: 60_000,
    // An address that cannot be decoded is refused before any route is looked for.
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply as FastifyReply, deps),
  });
  await app.register(cookie);
  await app.register(helmet, securityHeaders);
  await app.register(compress, { global: false, threshold: 2048, encodings: ['br', 'gzip'], ...quickly });
  app.decorateRequest('actor', null);
  app.setErrorHandler((error, request, reply) => sendError(error as Error, request, reply, deps));
  const methodsAt = createPathLookup(deps.routes);
  app.setNotFoundHandler((request, reply) =>
    sendError(refuseUnknown(request, methodsAt), request, reply, deps),
  );
  app.addHook('onSend', async (_request, reply) => {
    // Otherwise a kept-alive connection would hold the stop back.
    if (deps.isStopping()) reply.header('connection', 'close');
  });
  addRawParsers(app);
  for (const binding of deps.routes) bind(app, binding, deps);
  return app;
}

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null;
  }
}

/** The desk loads nothing from elsewhere; the frame that shows mail gets a stricter policy of its own. */
const securityHeaders = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      frameSrc: ["'self'"],
      workerSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  crossOriginEmbedderPolicy: false,
  hsts: false,
  referrerPolicy: { policy: 'same-origin' as const },
};

/** Which methods the routes take at a path. */
function createPathLookup(routes: readonly RouteBinding[]): (path: string) => string[] {
  const known = routes.map(({ contract }) => ({
    method: contract.method,
    pattern: new RegExp(`^${contract.path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
  }));
  return (path) => known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
}

/** An address that exists for other methods is refused with the list of them. */
function refuseUnknown(request: FastifyRequest, methodsAt: (path: string) => string[]): AppError {
  const methods = [...new Set(methodsAt(request.url.split('?')[0]!))];
  if (methods.length === 0) return new AppError('http.not_found');
  return new AppError('http.method_not_allowed', { headers: { allow: methods.join(', ') } });
}

/** Raw bodies (mail, files) arrive as bytes, whatever they hold. */
function addRawParsers(app: FastifyInstance) {
  // Nothing of ours takes plain text, which a form of a foreign page could send without asking first.
  app.removeContentTypeParser('text/plain');
  app.addContentTypeParser(
    ['message/rfc822', 'application/octet-stream'],
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  );
}

function bind(app: FastifyInstance, binding: RouteBinding, deps: HttpDeps) {
  const { contract } = binding;
  const firstStatus = Number(Object.keys(contract.responses)[0]);
  app.route({
    method: contract.method,
    url: contract.path.replace(/\{(\w+)\}/g, ':$1'),
    bodyLimit: contract.rawBody?.bytesMax ?? jsonBytesMax,
    config: { contract },
    preParsing: async (request) => {
      // Before the body is read: nobody unknown makes the server take in megabytes.
      await admit(request, contract, deps);
    },
    handler: async (request, reply) => {
      const result = await callHandler(binding, request, reply, deps);
      if (contract.responseType) return result === undefined ? reply : result;
      const status = reply.statusCode === 200 ? firstStatus : reply.statusCode;
      reply.code(status);
      const schema = contract.responses[status];
      if (!schema) return reply.send();
      const version = (result as { version?: unknown } | undefined)?.version;
      if (typeof version === 'number') reply.header('etag', `"${version}"`);
      reply.header('content-type', 'application/json; charset=utf-8');
      reply.header('cache-control', reply.getHeader('cache-control') ?? 'no-store');
      return reply.compress(serializerOf(schema)(result));
    },
  });
}

declare module 'fastify' {
  interface FastifyContextConfig {
    contract?: RouteContract;
  }
}

async function admit(request: FastifyRequest, contract: RouteContract, deps: HttpDeps) {
  request.actor = await deps.authenticate(request);
  if (contract.access === 'public') return refuseForeignOrigin(request, contract, deps);
  if (!request.actor) throw new AppError('auth.required');
  if (contract.access !== 'session' && !request.actor.permissions.has(contract.access)) {
    throw new AppError('auth.forbidden');
  }
  return refuseForeignOrigin(request, contract, deps);
}

/** A page of somebody else cannot make a signed-in browser change anything. */
function refuseForeignOrigin(request: FastifyRequest, contract: RouteContract, deps: HttpDeps) {
  const { origin } = request.headers;
  if (contract.method === 'GET' || !origin || request.actor?.kind === 'api_key') return;
  if (deps.publicUrl && origin === new URL(deps.publicUrl).origin) return;
  if (URL.canParse(origin) && new URL(origin).host === request.host) {
    if (isTrustedHost(request.host, deps)) return;
    throw new AppError('http.unknown_host', { params: { host: request.host } });
  }
  throw new AppError('http.cross_origin');
}

async function callHandler(
  binding: RouteBinding,
  request: FastifyRequest,
  reply: FastifyReply,
  deps: HttpDeps,
) {
  const { contract } = binding;
  const idempotencyKey = readIdempotencyKey(request, contract);
  const params = parsePart(contract.params, request, 'params');
  const query = parsePart(contract.query, request, 'query');
  const body = contract.rawBody ? readRaw(request) : readJson(contract, request);
  return binding.handle({
    params: params as never,
    query: query as never,
    body: body as never,
    actor: request.actor as Actor,
    ifMatch: readIfMatch(request, contract) as undefined,
    language: languageOf(request),
    requestId: request.id,
    ip: request.ip,
    request,
    reply,
    transact: (fn, options) => transactOnce({ fn, options, idempotencyKey, contract, body, request }, deps),
  });
}

/** One transaction; with a key that was used before, its remembered result instead, and the handler goes on. */
async function transactOnce<T>(
  input: {
    fn: (work: Work) => Promise<T>;
    options: Partial<WorkOptions> | undefined;
    idempotencyKey: string | null;
    contract: RouteContract;
    /** As the contract read it, so that hashing it is bounded. */
    body: unknown;
    request: FastifyRequest;
  },
  deps: HttpDeps,
): Promise<T> {
  const { fn, options, idempotencyKey, contract, body, request } = input;
  const workOptions = { actor: request.actor as Actor, correlationId: request.id, ...options };
  if (!idempotencyKey) return deps.transact(workOptions, fn);
  const idempotent = {
    key: idempotencyKey,
    keyring: deps.keyring,
    requestHash: hashRequest({ operationId: contract.operationId, url: request.url, body }),
  };
  try {
    return await deps.transact(workOptions, (work) => runOnce(idempotent, request.actor, work, fn));
  } catch (error) {
    if (error instanceof Replayed) return error.result as T;
    throw error;
  }
}

function readRaw(request: FastifyRequest): Uint8Array {
  if (!(request.body instanceof Uint8Array)) throw new AppError('http.unsupported_media_type');
  return request.body;
}

function readJson(contract: RouteContract, request: FastifyRequest) {
  // Bytes are for the routes of mail and files.
  if (contract.body && request.body instanceof Uint8Array) throw new AppError('http.unsupported_media_type');
  if (contract.body && isDeeper(request.body, jsonDepthMax)) throw new AppError('http.invalid_request');
  return parsePart(contract.body, request, 'body');
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((part) => isDeeper(part, depth - 1));
}

/** The language of whoever asks, else that of their browser. */
function languageOf(request: FastifyRequest) {
  return request.actor?.language ?? pickLanguage(request.headers['accept-language']);
}

const describeIssue = { es: z.locales.es().localeError, en: z.locales.en().localeError };

function parsePart(
  schema: z.ZodType | undefined,
  request: FastifyRequest,
  part: 'params' | 'query' | 'body',
) {
  if (!schema) return undefined;
  const result = schema.safeParse(request[part] ?? {}, { error: describeIssue[languageOf(request)] });
  if (!result.success) throw new InvalidRequest(toIssues(result.error, part));
  return result.data;
}

function readIfMatch(request: FastifyRequest, contract: RouteContract): number | undefined {
  if (!contract.ifMatch) return undefined;
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(String(request.headers['if-match'] ?? ''));
  if (!match) throw new AppError('http.precondition_required');
  return Number(match[1]);
}

function readIdempotencyKey(request: FastifyRequest, contract: RouteContract): string | null {
  const key = request.headers['idempotency-key'];
  const isRemembered = contract.method === 'POST' && contract.access !== 'public';
  if (!isRemembered || typeof key !== 'string' || key === '') return null;
  if (key.length > idempotencyKeyLengthMax) {
    throw new InvalidRequest([{ path: 'headers.idempotency-key', message: `≤ ${idempotencyKeyLengthMax}` }]);
  }
  return key;
}

function sendError(error: Error, request: FastifyRequest, reply: FastifyReply, deps: HttpDeps) {
  const known =
    error instanceof AppError
      ? error
      : fromFrameworkError(error as Error & { statusCode?: number; code?: string });
  if (known.status >= 500 && !deps.isStopping()) {
    deps.log.error(
      { requestId: request.id, route: request.routeOptions.url, err: known.cause ?? known },
      'request failed',
    );
  }
  const problem = toProblem(known, {
    language: languageOf(request),
    requestId: request.id,
    ...(error instanceof InvalidRequest ? { issues: error.issues } : {}),
  });
  return reply
    .code(known.status)
    .headers(known.headers)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problem));
}
