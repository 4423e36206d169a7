import type { FastifyReply } from 'fastify';
import type { Keyring } from '../../platform/keyring/keyring.ts';
import { sessionMs } from './identity.config.ts';

export const sessionCookieName = 'ventanilla.session_token';
const purpose = 'session-cookie';

/** The cookie of a session: its token, signed, so that a guessed one never reaches the database. */
export interface SessionCookie {
  set(reply: FastifyReply, token: string): void;
  clear(reply: FastifyReply): void;
  /** The token, or null for a cookie that is not ours. */
  read(cookies: Record<string, string | undefined>): string | null;
}

export function createSessionCookie(deps: { keyring: Keyring; publicUrl: string | null }): SessionCookie {
  const attributes = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax' as const,
    secure: deps.publicUrl?.startsWith('https:') ?? false,
  };
  return {
    set(reply, token) {
      const value = `${token}.${deps.keyring.sign(token, purpose)}`;
      reply.setCookie(sessionCookieName, value, { ...attributes, maxAge: sessionMs / 1000 });
    },
    clear(reply) {
      reply.clearCookie(sessionCookieName, attributes);
    },
    read(cookies) {
      const value = cookies[sessionCookieName];
      const at = value?.indexOf('.') ?? -1;
      if (!value || at < 1) return null;
      const token = value.slice(0, at);
      return deps.keyring.verify(token, value.slice(at + 1), purpose) ? token : null;
    },
  };
}
