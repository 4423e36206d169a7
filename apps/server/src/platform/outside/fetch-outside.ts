import { lookup as systemLookup } from 'node:dns/promises';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** Why nothing was brought from outside. */
export type OutsideFailure = 'refused' | 'unreachable' | 'too_large';

export class OutsideError extends Error {
  readonly failure: OutsideFailure;
  constructor(failure: OutsideFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OutsideError';
    this.failure = failure;
  }
}

interface Resolved {
  address: string;
  family: number;
}

export interface OutsideDeps {
  /** All addresses of a name; the system's own unless a test says otherwise. */
  resolve?: (hostname: string) => Promise<Resolved[]>;
  /** `host:port` that may be reached although it is not public or not on the ports of the web. */
  allowedHosts: readonly string[];
}

export interface OutsidePost {
  url: string;
  form: Readonly<Record<string, string>>;
  bytesMax: number;
  /** For everything, in ms. */
  timeoutMs: number;
}

export interface OutsideRequest {
  url: string;
  bytesMax: number;
  /** For everything, redirects included, in ms. */
  timeoutMs: number;
  accept: string;
}

const redirectsMax = 3;
const redirects = new Set([301, 302, 303, 307, 308]);
const webPorts: ReadonlySet<string> = new Set(['', '80', '443']);

/**
 * GETs something whose address somebody outside chose. Only http and https on their own ports, only public
 * addresses: judged when the name is looked up, for each redirect anew, and connected to as judged, so that a name
 * that changes its mind in between gains nothing. Sends no cookie, no referrer and nothing that says who asks.
 * Throws OutsideError.
 */
export async function fetchOutside(input: OutsideRequest, deps: OutsideDeps): Promise<Buffer> {
  const signal = AbortSignal.timeout(input.timeoutMs);
  let url = parse(input.url);
  for (let hop = 0; hop <= redirectsMax; hop += 1) {
    const response = await open({ url, accept: input.accept, signal }, deps);
    if (!redirects.has(response.statusCode ?? 0)) return readAll(response, input.bytesMax);
    response.destroy();
    url = parse(response.headers.location ?? '', url);
  }
  throw new OutsideError('unreachable', 'too many redirects');
}

/**
 * POSTs a form to something that this installation's own settings name, behind the same door. Follows no redirect: a
 * secret goes where it was meant to go or nowhere. Answers whatever status came. Throws OutsideError.
 */
export async function postOutside(
  input: OutsidePost,
  deps: OutsideDeps,
): Promise<{ status: number; body: Buffer }> {
  const signal = AbortSignal.timeout(input.timeoutMs);
  const form = new URLSearchParams(input.form).toString();
  const response = await open({ url: parse(input.url), accept: 'application/json', signal, form }, deps);
  return { status: response.statusCode ?? 0, body: await readBody(response, input.bytesMax) };
}

/** The URL parser turns decimal, octal, hexadecimal and short hosts into plain addresses. */
function parse(address: string, base?: URL): URL {
  let url: URL;
  try {
    url = new URL(address, base);
  } catch (cause) {
    throw new OutsideError('refused', 'no address', { cause });
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new OutsideError('refused', `protocol ${url.protocol}`);
  }
  return url;
}

async function open(
  input: { url: URL; accept: string; signal: AbortSignal; form?: string },
  deps: OutsideDeps,
): Promise<IncomingMessage> {
  const { url, signal, form } = input;
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const isAllowed = deps.allowedHosts.includes(`${hostname}:${port}`);
  if (!isAllowed && !webPorts.has(url.port)) throw new OutsideError('refused', `port ${port}`);
  const addresses = await resolveChecked({ hostname, isAllowed, signal }, deps);
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = send({
      hostname,
      port,
      path: `${url.pathname}${url.search}`,
      method: form === undefined ? 'GET' : 'POST',
      // A connection of its own: one kept from before would skip the look-up.
      agent: false,
      lookup: answerWith(addresses),
      signal,
      headers: {
        host: url.host,
        accept: input.accept,
        'accept-encoding': 'identity',
        'user-agent': 'Mozilla/5.0',
        connection: 'close',
        ...(form === undefined ? {} : formHeaders(form)),
      },
    });
    request.on('response', resolve);
    request.on('error', (cause) => reject(new OutsideError('unreachable', 'no answer', { cause })));
    request.end(form);
  });
}

function formHeaders(form: string) {
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(form)),
  };
}

/** The addresses of a host, or a refusal when any of them is not public: a name with both kinds is no accident. */
async function resolveChecked(
  input: { hostname: string; isAllowed: boolean; signal: AbortSignal },
  deps: OutsideDeps,
): Promise<Resolved[]> {
  const { hostname } = input;
  const family = isIP(hostname);
  const resolve = deps.resolve ?? ((name: string) => systemLookup(name, { all: true, verbatim: true }));
  const addresses = family
    ? [{ address: hostname, family }]
    : await Promise.race([resolve(hostname), rejectOnAbort(input.signal)]).catch((cause: unknown) => {
        throw new OutsideError('unreachable', 'the name is not known', { cause });
      });
  if (addresses.length === 0) throw new OutsideError('unreachable', 'the name has no address');
  if (!input.isAllowed && !addresses.every(({ address }) => isPublicAddress(address))) {
    throw new OutsideError('refused', 'not a public address');
  }
  return addresses;
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = () => reject(new Error('timed out', { cause: signal.reason }));
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}

/** Hands the connection the addresses that were judged, whatever the name would say by now. */
function answerWith(addresses: readonly Resolved[]): LookupFunction {
  return (_hostname, options, callback) => {
    const wanted =
      options.family === 4 || options.family === 6
        ? addresses.filter(({ family }) => family === options.family)
        : [...addresses];
    const [first] = wanted;
    if (!first) callback(new Error('no address of that family'), '', 0);
    else if (options.all) callback(null, wanted);
    else callback(null, first.address, first.family);
  };
}

async function readAll(response: IncomingMessage, bytesMax: number): Promise<Buffer> {
  if (response.statusCode !== 200) {
    response.destroy();
    throw new OutsideError('unreachable', `status ${response.statusCode}`);
  }
  return readBody(response, bytesMax);
}

async function readBody(response: IncomingMessage, bytesMax: number): Promise<Buffer> {
  if (Number(response.headers['content-length'] ?? 0) > bytesMax) {
    response.destroy();
    throw new OutsideError('too_large', 'announced as too large');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.byteLength;
      if (size > bytesMax) throw new OutsideError('too_large', 'larger than allowed');
      chunks.push(chunk);
    }
  } catch (error) {
    response.destroy();
    if (error instanceof OutsideError) throw error;
    throw new OutsideError('unreachable', 'the answer broke off', { cause: error });
  }
  return Buffer.concat(chunks);
}
