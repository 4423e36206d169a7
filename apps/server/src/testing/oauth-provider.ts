import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What a browser was sent to a provider with. */
export interface Asked {
  path: string;
  params: Record<string, string>;
}

/** A provider of OAuth on this machine, with the addresses of Google and of Microsoft both (RFC 6749, RFC 7636). */
export interface FakeProvider {
  url: string;
  client: { clientId: string; clientSecret: string };
  /** Browsers that came to agree. */
  asked: Asked[];
  /** Forms that the token endpoint got. */
  exchanges: Record<string, string>[];
  /** Every token that it gave away. */
  issued: string[];
  /** Agrees as a browser does when it follows the address; answers what the browser would bring back. */
  agree(url: string): { code: string; state: string; redirectUrl: string };
  /** Whether a server of mail would take that access token for that user now. */
  takes(user: string, accessToken: string): boolean;
  /** The account withdraws its consent: refresh tokens and access tokens are worth nothing. */
  withdraw(): void;
  /** Ends the access tokens before their time; refreshing goes on. */
  endAccess(): void;
  /** How it behaves from now on. */
  behave(change: Partial<Behaviour>): void;
  close(): Promise<void>;
}

interface Behaviour {
  /** The account that agrees. */
  account: string;
  /** Of access tokens, in seconds. */
  lifetimeSeconds: number;
  /** A new refresh token with each use, as Microsoft does. */
  rotates: boolean;
  /** Before each answer of the token endpoint. */
  delayMs: number;
  /** Answers this status without a word. */
  brokenStatus: number | null;
  withRefreshToken: boolean;
}

interface Code {
  challenge: string;
  redirectUrl: string;
}

export async function startOAuthProvider(account = 'soporte@escuela.example'): Promise<FakeProvider> {
  const client = { clientId: 'ventanilla-prueba', clientSecret: 'secreto-del-cliente-7731' };
  const asked: Asked[] = [];
  const exchanges: Record<string, string>[] = [];
  const issued: string[] = [];
  const codes = new Map<string, Code>();
  const access = new Set<string>();
  const refresh = new Set<string>();
  const behaviour: Behaviour = {
    account,
    lifetimeSeconds: 3600,
    rotates: false,
    delayMs: 0,
    brokenStatus: null,
    withRefreshToken: true,
  };

  function issue(present: string | null) {
    const accessToken = `acceso-${randomUUID()}`;
    access.add(accessToken);
    const renewed = present === null || behaviour.rotates ? `renueva-${randomUUID()}` : null;
    if (renewed) refresh.add(renewed);
    if (renewed && present) refresh.delete(present);
    issued.push(accessToken, ...(renewed ? [renewed] : []));
    const claims = Buffer.from(JSON.stringify({ email: behaviour.account })).toString('base64url');
    return {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: behaviour.lifetimeSeconds,
      id_token: `e30.${claims}.x`,
      ...(renewed && behaviour.withRefreshToken ? { refresh_token: renewed } : {}),
    };
  }

  function answer(form: Record<string, string>): { status: number; body: object } {
    const refused = (error: string) => ({
      status: 400,
      body: { error, error_description: `simulado: ${error}` },
    });
    if (form['client_id'] !== client.clientId || form['client_secret'] !== client.clientSecret)
      return { status: 401, body: { error: 'invalid_client' } };
    if (form['grant_type'] === 'refresh_token') {
      const token = form['refresh_token'] ?? '';
      return refresh.has(token) ? { status: 200, body: issue(token) } : refused('invalid_grant');
    }
    const code = codes.get(form['code'] ?? '');
    codes.delete(form['code'] ?? '');
    const challenge = createHash('sha256')
      .update(form['code_verifier'] ?? '')
      .digest('base64url');
    const isRight = code?.challenge === challenge && code.redirectUrl === form['redirect_uri'];
    return isRight ? { status: 200, body: issue(null) } : refused('invalid_grant');
  }

  async function giveTokens(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    exchanges.push(form);
    await new Promise((resolve) => setTimeout(resolve, behaviour.delayMs));
    if (behaviour.brokenStatus !== null) return response.writeHead(behaviour.brokenStatus).end('?');
    const { status, body } = answer(form);
    return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  function agree(address: string) {
    const url = new URL(address);
    const params = Object.fromEntries(url.searchParams);
    asked.push({ path: url.pathname, params });
    const code = `codigo-${randomUUID()}`;
    const redirectUrl = params['redirect_uri'] ?? '';
    codes.set(code, { challenge: params['code_challenge'] ?? '', redirectUrl });
    return { code, state: params['state'] ?? '', redirectUrl };
  }

  const server = createServer((request, response) => {
    if (request.method === 'POST' && request.url?.endsWith('/token')) void giveTokens(request, response);
    else if (/\/(auth|authorize)\?/.test(request.url ?? '')) {
      const { code, state, redirectUrl } = agree(`http://127.0.0.1${request.url}`);
      const location = `${redirectUrl}?${new URLSearchParams({ state, code }).toString()}`;
      response.writeHead(302, { location }).end();
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    client,
    asked,
    exchanges,
    issued,
    agree,
    takes: (_user, token) => access.has(token),
    withdraw() {
      access.clear();
      refresh.clear();
    },
    endAccess: () => access.clear(),
    behave: (change) => Object.assign(behaviour, change),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
