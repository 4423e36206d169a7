import type { FastifyReply } from 'fastify';
import type { Keyring } from '../../platform/keyring/keyring.ts';
import { sessionMs } from './identity.config.ts';

export const sessionCookieName = 'ventanilla.session_token';
const purpose = 'session-cookie';
/** Ends the value of a cookie that its browser is to forget when it is closed. */
const passing = '.s';

/** The cookie of a session: its token, signed, so that a guessed one never reaches the database. */
export interface SessionCookie {
  /** `remember`: it outlives the browser's window; otherwise it goes with it. */
  set(reply: FastifyReply, session: { token: string; remember: boolean }): void;
  clear(reply: FastifyReply): void;
  /** The token, or null for a cookie that is not ours. */
  read(cookies: Record<string, string | undefined>): { token: string; remember: boolean } | null;
}

export function createSessionCookie(deps: { keyring: Keyring; publicUrl: string | null }): SessionCookie {
  const attributes = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax' as const,
    secure: deps.publicUrl?.startsWith('https:') ?? false,
  };
  return {
    set(reply, { token, remember }) {
      const value = `${token}.${deps.keyring.sign(token, purpose)}${remember ? '' : passing}`;
      const lasting = remember ? { maxAge: sessionMs / 1000 } : {};
      reply.setCookie(sessionCookieName, value, { ...attributes, ...lasting });
    },
    clear(reply) {
      reply.clearCookie(sessionCookieName, attributes);
    },
    read(cookies) {
      const whole = cookies[sessionCookieName];
      const remember = !whole?.endsWith(passing);
      const value = remember ? whole : whole?.slice(0, -passing.length);
      const at = value?.indexOf('.') ?? -1;
      if (!value || at < 1) return null;
      const token = value.slice(0, at);
      return deps.keyring.verify(token, value.slice(at + 1), purpose) ? { token, remember } : null;
    },
  };
}
