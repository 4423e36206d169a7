import { seedDemo } from '../../../../demo/seed.ts';
import type { App } from '../app.ts';
import { createPasswordAuth, type IdentityConfig } from '../modules/identity/index.ts';
import type { Say } from './words.ts';

/** Fills a fresh installation with the example company; answers the lines to print. */
export async function addDemo(
  { platform }: Pick<App, 'platform'>,
  { config, say }: { config: IdentityConfig; say: Say },
): Promise<string[]> {
  const made = await seedDemo(platform, { auth: createPasswordAuth({ ...platform, config }) });
  if (made.kind === 'refused') return [say('start.demo_refused')];
  if (made.kind === 'kept') return [say('start.demo_kept', { email: made.admin })];
  return [
    say('start.demo_added', { tickets: made.tickets }),
    ...made.logins.map(({ role, ...login }) =>
      say('start.demo_login', { ...login, role: say(`start.demo_${role}`) }),
    ),
    say('start.demo_once'),
  ];
}
