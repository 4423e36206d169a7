import type { Actor } from '../../platform/actor.ts';
import { AppError } from '../../platform/errors.ts';
import type { RouteContext } from '../../platform/http/index.ts';
import type { SignInDeps } from './commands/open-session.ts';
import type { IdentityModuleConfig } from './identity.config.ts';
import type { SignInOrigin } from './password-auth.ts';
import type { SessionCookie } from './session-cookie.ts';

/** What the routes of this module work with. */
export interface IdentityRouteDeps extends SignInDeps {
  cookie: SessionCookie;
  config: IdentityModuleConfig;
}

export function originOf({ ip, request }: Pick<RouteContext<never>, 'ip' | 'request'>): SignInOrigin {
  return { ip, userAgent: request.headers['user-agent'] ?? '' };
}

/** A program with a key has no session and no profile. */
export function demandAgent(actor: Actor): { agentId: string; sessionId: string | null } {
  if (actor.kind !== 'agent' || actor.id === null) throw new AppError('auth.forbidden');
  return { agentId: actor.id, sessionId: actor.sessionId };
}
