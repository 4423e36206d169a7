import { seedDemo } from '../../../../demo/seed.ts';
import type { App } from '../app.ts';
import type { Say } from './words.ts';

/** Fills a fresh installation with the example company; answers the lines to print. */
export async function addDemo(app: App, say: Say): Promise<string[]> {
  const made = await seedDemo(app);
  if (!made) return [say('start.demo_absent')];
  return made.logins.map((login) => say('start.demo_login', { ...login }));
}
