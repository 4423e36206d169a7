import type { FastifyRequest } from 'fastify';
import type { IdentityModuleConfig } from './identity.config.ts';

/** Makes the address of a page of the desk, with a secret that no proxy's log sees, since it follows `#`. */
export type MakeLink = (page: 'reset-password' | 'accept-invitation', token: string) => string;

/**
 * Links lead to the public address of the settings, or else to this machine. What a request says about its host is
 * never believed: it would send the secret wherever the sender of the request likes.
 */
export function linksFor(
  request: Pick<FastifyRequest, 'socket'>,
  { publicUrl, port }: Pick<IdentityModuleConfig, 'publicUrl' | 'port'>,
): MakeLink {
  const base = publicUrl ?? `http://127.0.0.1:${request.socket.localPort ?? port}`;
  return (page, token) => `${base.replace(/\/+$/, '')}/${page}#token=${token}`;
}
