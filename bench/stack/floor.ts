import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type HttpClient, openHttp } from '../measure/http.ts';
import { type Child, startChild } from './child.ts';
import type { CorpusCopy } from './cluster.ts';

export interface Floor extends Child {
  url: string;
  http: HttpClient;
}

/** The thin server beside the product, over the same copy of the corpus. */
export async function startFloor(copy: CorpusCopy): Promise<Floor> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const child = await startChild({
    args: ['--import', tsx, join(import.meta.dirname, '../floor.ts'), copy.appUrl],
    env: {},
    ready: /listening on \d+\n/,
  });
  const port = /listening on (\d+)/.exec(child.output())![1]!;
  const url = `http://127.0.0.1:${port}`;
  const http = openHttp(url);
  return {
    ...child,
    url,
    http,
    async stop() {
      http.close();
      await child.stop();
    },
  };
}
