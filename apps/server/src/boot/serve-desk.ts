import { stat } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { Language } from '@ventanilla/contracts/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pickLanguage } from '../platform/http/index.ts';
import { sayIn } from './words.ts';

/** Built files carry a hash of their content in the name: they never change. */
const hashedFolder = '/assets/';
const yearMs = 365 * 86_400_000;

/**
 * Serves the built desk below every GET that no route takes: its files, and its page for addresses that the desk
 * itself understands. What is neither (a missing file, an unknown API address) is a 404.
 */
export async function serveDesk(http: FastifyInstance, { dist }: { dist: string }): Promise<void> {
  await http.register(fastifyStatic, { root: dist, serve: false, index: false, dotfiles: 'deny' });
  http.route({
    method: 'GET',
    url: '/*',
    compress: { threshold: 1024 },
    handler: async (request, reply) => {
      const address = URL.canParse(request.url, 'http://desk') ? new URL(request.url, 'http://desk') : null;
      if (!address) return reply.callNotFound();
      const path = address.pathname;
      if (path === '/api' || path.startsWith('/api/')) return reply.callNotFound();
      if (path !== '/' && (await isFile(dist, path))) return sendFile(path, reply);
      if (!wantsPage(request, path)) return reply.callNotFound();
      return sendPage(dist, request, reply);
    },
  });
}

/** A file of the build itself: nothing hidden, nothing outside the folder. */
async function isFile(dist: string, path: string): Promise<boolean> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return false;
  }
  if (decoded.includes('\0') || decoded.split('/').some((part) => part.startsWith('.'))) return false;
  const found = await stat(join(dist, normalize(decoded))).catch(() => null);
  return found?.isFile() ?? false;
}

function sendFile(path: string, reply: FastifyReply) {
  const hashed = path.startsWith(hashedFolder);
  const caching = hashed ? { maxAge: yearMs, immutable: true } : { maxAge: 0, immutable: false };
  return reply.sendFile(decodeURIComponent(path).slice(1), caching);
}

/** Browsers that navigate say so; scripts, pictures and files with an ending never get the page instead. */
function wantsPage(request: FastifyRequest, path: string): boolean {
  if (path.startsWith(hashedFolder) || /\.[a-z0-9]{1,8}$/i.test(path)) return false;
  return /text\/html|\*\/\*/.test(request.headers.accept ?? '*/*');
}

async function sendPage(dist: string, request: FastifyRequest, reply: FastifyReply) {
  reply.header('cache-control', 'no-cache');
  if (await isFile(dist, '/index.html')) return reply.sendFile('index.html', { cacheControl: false });
  return reply
    .code(503)
    .type('text/html; charset=utf-8')
    .send(missingPage(pickLanguage(request.headers['accept-language'])));
}

function missingPage(language: Language): string {
  const say = sayIn(language);
  const title = say('start.desk_title');
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<body style="font: 16px/1.5 system-ui; max-width: 34rem; margin: 20vh auto; padding: 0 1rem">
<h1>${title}</h1>
<p>${say('start.desk_missing')}</p>
</body>
</html>
`;
}
