import type { App } from '../apps/server/src/app.ts';

export interface DemoLogin {
  email: string;
  password: string;
  role: string;
}

/** Fills a fresh installation with an example company; null when there is none to fill it with. */
export async function seedDemo(_app: App): Promise<{ logins: DemoLogin[] } | null> {
  return null;
}
