import { type Api, createApi } from '../../packages/web/src/api/client.ts';

/** The typed client of the API as one signed-in browser would use it: it keeps its cookie. */
export function openClient({ url }: { url: string }): Api & { cookie(): string } {
  let cookie = '';
  const api = createApi({
    baseUrl: url,
    language: () => 'es',
    async fetch(request) {
      if (cookie) request.headers.set('cookie', cookie);
      const response = await fetch(request);
      const set = response.headers.getSetCookie()[0];
      if (set) cookie = set.split(';')[0] ?? '';
      return response;
    },
  });
  return Object.assign(api, { cookie: () => cookie });
}
