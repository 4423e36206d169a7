import { z } from 'zod';
import { OutsideError, postOutside } from '../../../../../platform/outside/fetch-outside.ts';
import type { OAuthProvider } from './providers.ts';

const bytesMax = 64 * 1024;
const timeoutMs = 10_000;

/** The program that an administrator registered, its secret open. */
export interface OAuthClient {
  clientId: string;
  clientSecret: string;
  tenant: string | null;
}

export interface Tokens {
  accessToken: string;
  /** Null: the one used stays. */
  refreshToken: string | null;
  /** Of the access token, in seconds. */
  lifetimeSeconds: number;
  /** The account that agreed, where the answer says so. */
  account: string | null;
}

/** What a token endpoint said instead of a token. `isFinal`: the refresh token or the code is worth nothing. */
export class TokenRefusedError extends Error {
  override readonly name = 'TokenRefusedError';
  readonly isFinal: boolean;
  constructor(message: string, input: { isFinal: boolean }) {
    super(message);
    this.isFinal = input.isFinal;
  }
}

/** The endpoint could not be asked, or gave no answer that one can read. */
export class TokenUnreachableError extends Error {
  override readonly name = 'TokenUnreachableError';
}

const answer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.coerce.number().positive().catch(3600),
  id_token: z.string().optional(),
});
const refusal = z.object({ error: z.string(), error_description: z.string().optional() });

/** Expired, revoked or given to another (RFC 6749 §5.2), or a person has to agree again (OpenID Connect Core §3.1.2.6). */
const final = new Set(['invalid_grant', 'interaction_required', 'consent_required', 'login_required']);

type Grant =
  | { kind: 'code'; code: string; verifier: string; redirectUrl: string }
  | { kind: 'refresh'; refreshToken: string };

/**
 * Turns a code or a refresh token into an access token (RFC 6749 §4.1.3 and §6, RFC 7636 §4.5). Throws
 * TokenRefusedError and TokenUnreachableError; neither holds a secret.
 */
export async function askForTokens(
  grant: Grant,
  { provider, client }: { provider: OAuthProvider; client: OAuthClient },
): Promise<Tokens> {
  const form = {
    client_id: client.clientId,
    client_secret: client.clientSecret,
    ...(grant.kind === 'code'
      ? {
          grant_type: 'authorization_code',
          code: grant.code,
          redirect_uri: grant.redirectUrl,
          code_verifier: grant.verifier,
        }
      : { grant_type: 'refresh_token', refresh_token: grant.refreshToken }),
  };
  const { status, body } = await post(provider, { form, tenant: client.tenant });
  const json = parseJson(body);
  const taken = answer.safeParse(json);
  if (status === 200 && taken.success) {
    const { access_token: accessToken, refresh_token: refreshToken, expires_in, id_token } = taken.data;
    const account = id_token ? accountOf(id_token) : null;
    return { accessToken, refreshToken: refreshToken ?? null, lifetimeSeconds: expires_in, account };
  }
  const refused = refusal.safeParse(json);
  if (!refused.success || status >= 500) throw new TokenUnreachableError(`status ${status}`);
  const { error, error_description: words } = refused.data;
  const said = oneLine(words ? `${error}: ${words}` : error);
  throw new TokenRefusedError(said, { isFinal: final.has(error) });
}

async function post(provider: OAuthProvider, input: { form: Record<string, string>; tenant: string | null }) {
  try {
    return await postOutside(
      { url: provider.tokenUrl(input.tenant), form: input.form, bytesMax, timeoutMs },
      { allowedHosts: provider.allowedHosts },
    );
  } catch (error) {
    if (error instanceof OutsideError) throw new TokenUnreachableError(error.message, { cause: error.cause });
    throw error;
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}

/**
 * The address in an ID token. It came straight from the endpoint, so its signature proves nothing more (OpenID
 * Connect Core §3.1.3.7, 6).
 */
function accountOf(idToken: string): string | null {
  const claims = z
    .object({ email: z.string().optional(), preferred_username: z.string().optional() })
    .safeParse(parseJson(Buffer.from(idToken.split('.')[1] ?? '', 'base64url')));
  if (!claims.success) return null;
  return claims.data.email ?? claims.data.preferred_username ?? null;
}

function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 300);
}
