import { Agent, type OutgoingHttpHeaders, request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

export interface Answer {
  status: number;
  body: Buffer;
  /** As they travelled, compressed. */
  bytes: number;
  headers: Record<string, string | string[] | undefined>;
  ms: number;
}

export interface Ask {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
  path: string;
  headers?: OutgoingHttpHeaders;
  body?: Buffer | object;
}

/** Requests as a browser makes them, over connections that stay open, without the ado of `fetch`. */
export interface HttpClient {
  ask(input: Ask): Promise<Answer>;
  close(): void;
}

const timeoutMs = 60_000;

/** `sockets` is how many requests travel at once; further ones wait. */
export function openHttp(base: string, { sockets }: { sockets: number } = { sockets: 64 }): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  const { hostname, port } = new URL(base);
  return {
    ask: ({ method = 'GET', path, headers = {}, body }) =>
      new Promise((resolve, reject) => {
        const bytes = body === undefined || Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
        const began = performance.now();
        const type = bytes && !Buffer.isBuffer(body) ? { 'content-type': 'application/json' } : {};
        const length = bytes ? { 'content-length': bytes.length } : {};
        const sent = request(
          {
            agent,
            hostname,
            port,
            method,
            path,
            timeout: timeoutMs,
            headers: { 'accept-encoding': 'gzip, deflate, br', ...type, ...length, ...headers },
          },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('error', reject);
            response.on('end', () => {
              const ms = performance.now() - began;
              const raw = Buffer.concat(chunks);
              const { statusCode: status = 0, headers: answered } = response;
              resolve({
                status,
                body: decode(raw, answered['content-encoding']),
                bytes: raw.length,
                headers: answered,
                ms,
              });
            });
          },
        );
        sent.on('timeout', () => sent.destroy(new Error(`no answer in ${timeoutMs} ms: ${path}`)));
        sent.on('error', reject);
        sent.end(bytes);
      }),
    close: () => agent.destroy(),
  };
}

function decode(raw: Buffer, encoding: string | undefined): Buffer {
  if (encoding === 'br') return brotliDecompressSync(raw);
  return encoding === 'gzip' ? gunzipSync(raw) : raw;
}
