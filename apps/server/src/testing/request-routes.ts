import type { RouteContract } from '@ventanilla/contracts/route';
import type { TestApp } from './test-app.ts';

const noSuchId = '01890000-0000-7000-8000-000000000000';

/**
 * Sends a request that gets as far as its sender may, and then finds nothing or an empty body. Answers as soon as
 * the headers are there, since a stream never ends by itself.
 */
export async function requestRoute(
  input: { contract: RouteContract; headers?: Record<string, string> },
  test: Pick<TestApp, 'app'>,
): Promise<{ status: number; code: string | null }> {
  const { contract } = input;
  const path = contract.path.replace(/\{(\w+)\}/g, noSuchId);
  const contentType = contract.rawBody?.contentTypes[0] ?? 'application/json';
  const hasBody = contract.method !== 'GET' && contract.method !== 'DELETE';
  const response = await test.app.http.inject({
    method: contract.method,
    url: path,
    headers: {
      'if-match': '"1"',
      ...(hasBody ? { 'content-type': contentType } : {}),
      ...input.headers,
    },
    ...(hasBody ? { payload: contract.rawBody ? Buffer.alloc(0) : '{}' } : {}),
    payloadAsStream: true,
  });
  const isProblem = String(response.headers['content-type']).startsWith('application/problem+json');
  const problem = isProblem ? await readJson(response.stream()) : null;
  if (!isProblem) response.stream().destroy();
  return { status: response.statusCode, code: problem?.code ?? null };
}

async function readJson(stream: NodeJS.ReadableStream): Promise<{ code: string }> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as { code: string };
}
