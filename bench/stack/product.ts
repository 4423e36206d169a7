import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../apps/server/src/testing/free-port.ts';
import { type HttpClient, openHttp } from '../measure/http.ts';
import { type Child, startChild } from './child.ts';
import { benchKeys, benchPassword, type CorpusCopy } from './cluster.ts';

const bundle = join(import.meta.dirname, '../../apps/server/dist/main.js');

export interface Product extends Child {
  url: string;
  smtpPort: number;
  http: HttpClient;
}

/** The built product as a process of its own over a copy of a corpus. */
export async function startProduct(
  copy: CorpusCopy,
  input: { args?: readonly string[]; smtp?: boolean } = {},
): Promise<Product> {
  if (!existsSync(bundle)) throw new Error('not built: run npm run build first');
  const port = await freePort();
  const smtpPort = await freePort();
  const child = await startChild({
    args: [bundle, ...(input.args ?? [])],
    ready: /Los datos viven en|data (lives|is) in/i,
    env: {
      DATABASE_URL: copy.appUrl,
      DATABASE_MIGRATION_URL: copy.ownerUrl,
      VENTANILLA_DATA: copy.dataDir,
      VENTANILLA_KEYS: benchKeys.map(({ id, bytes }) => `${id}:${bytes.toString('base64')}`).join(','),
      VENTANILLA_PORT: String(port),
      VENTANILLA_SMTP_PORT: input.smtp === false ? 'off' : String(smtpPort),
      VENTANILLA_LOG_LEVEL: 'warn',
      LANG: 'es_MX.UTF-8',
    },
  });
  const url = `http://127.0.0.1:${port}`;
  const http = openHttp(url);
  return {
    ...child,
    url,
    smtpPort,
    http,
    async stop() {
      http.close();
      await child.stop();
    },
  };
}

export interface Session {
  agentId: string;
  email: string;
  cookie: string;
}

/** Signs in by password, as people do. */
export async function signIn(email: string, http: HttpClient): Promise<Session> {
  const answer = await http.ask({
    method: 'POST',
    path: '/api/v1/session',
    body: { email, password: benchPassword },
  });
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}`);
  const cookie = [answer.headers['set-cookie']].flat()[0]?.split(';')[0] ?? '';
  const me = JSON.parse(answer.body.toString()) as { id?: string; agent?: { id: string } };
  return { agentId: me.agent?.id ?? me.id ?? '', email, cookie };
}

/** A key that may hand over mail, made by the administrator. */
export async function createIntakeKey(admin: Session, http: HttpClient): Promise<string> {
  const answer = await http.ask({
    method: 'POST',
    path: '/api/v1/api-keys',
    headers: { cookie: admin.cookie },
    body: { name: 'banco de pruebas', scopes: ['intake:write'] },
  });
  if (answer.status !== 201) throw new Error(`the key answered ${answer.status} ${answer.body.toString()}`);
  return (JSON.parse(answer.body.toString()) as { secret: string }).secret;
}
