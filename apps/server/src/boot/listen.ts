import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { ServerConfig } from './load-settings.ts';
import { exitFailure, RefusedStart, type Say } from './words.ts';

/** Opens the port; answers the address that people of this machine can enter by. */
export async function listen(
  http: FastifyInstance,
  { config, say }: { config: ServerConfig; say: Say },
): Promise<string> {
  const { host, port } = config;
  try {
    await http.listen({ host, port });
  } catch (error) {
    const { code } = error as { code?: string };
    const other = port < 65_535 ? port + 1 : 3000;
    const line =
      code === 'EADDRINUSE'
        ? say('listen.taken', { host, port, other })
        : code === 'EACCES'
          ? say('listen.forbidden', { port })
          : code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN'
            ? say('listen.bad_host', { host })
            : null;
    if (line === null) throw error;
    throw new RefusedStart(line, { exitCode: exitFailure, cause: error });
  }
  const bound = (http.server.address() as AddressInfo).port;
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${bound}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
}
