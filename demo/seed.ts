import type { PasswordAuth } from '../apps/server/src/modules/identity/index.ts';
import { systemActor } from '../apps/server/src/platform/actor.ts';
import type { Db } from '../apps/server/src/platform/db/database.ts';
import type { Platform } from '../apps/server/src/platform/platform.ts';
import { demoAgentKey } from './story/cast.ts';
import { tellStory } from './story/tell-story.ts';
import { writeCast } from './writing/write-cast.ts';
import { createStepWriter } from './writing/write-steps.ts';

export interface DemoLogin {
  email: string;
  password: string;
  role: 'admin' | 'agent';
}

export type DemoResult =
  | { kind: 'added'; logins: DemoLogin[]; tickets: number }
  /** The example company is here from an earlier start; its passwords are kept nowhere. */
  | { kind: 'kept'; admin: string }
  /** Somebody uses this installation: nothing was changed. */
  | { kind: 'refused' };

/** Key of the setting that says which agents are the demo's. */
const demoSetting = 'demo.company';
const passwordBytes = 12;

/**
 * Fills a fresh installation with an example company and its last 60 days, in one transaction: all of it or nothing.
 * Everything goes through the commands of the product with the origin `demo`, so that no reaction takes it for news.
 * Two logins get passwords made here and answered once; the other agents' are known to nobody.
 */
export async function seedDemo(
  platform: Pick<Platform, 'db' | 'transact' | 'ids' | 'clock' | 'files'>,
  deps: { auth: PasswordAuth },
): Promise<DemoResult> {
  const present = await findDemo(platform.db);
  if (present) return present;
  const story = tellStory({ now: platform.clock.now() });
  const { cast } = story;
  const passwords = new Map(cast.agents.map(({ key }) => [key, platform.ids.secret(passwordBytes)]));
  const origin = { actor: systemActor, origin: 'demo' as const, now: cast.since };
  await platform.transact(origin, async (work) => {
    const written = await writeCast({ cast, passwords }, work, deps);
    const writer = createStepWriter(written, platform);
    for (const step of story.steps) await writer.write(step, work);
    const admin = cast.agents.find(({ roleKey }) => roleKey === 'admin')!.email;
    const value = JSON.stringify({ admin });
    await work.tx
      .insertInto('settings')
      .values({ key: demoSetting, value, updated_at: platform.clock.now() })
      .execute();
  });
  const { tickets } = await platform.db
    .selectFrom('tickets')
    .select(({ fn }) => fn.countAll<number>().as('tickets'))
    .executeTakeFirstOrThrow();
  const logins = cast.agents
    .filter(({ key, roleKey }) => roleKey === 'admin' || key === demoAgentKey)
    .map(({ key, email, roleKey }) => ({
      email,
      password: passwords.get(key)!,
      role: roleKey === 'admin' ? ('admin' as const) : ('agent' as const),
    }));
  return { kind: 'added', logins, tickets };
}

/** What stands in the way of adding the company, or null in a fresh installation. */
async function findDemo(db: Db): Promise<DemoResult | null> {
  const demo = await db
    .selectFrom('settings')
    .select('value')
    .where('key', '=', demoSetting)
    .executeTakeFirst();
  if (demo) return { kind: 'kept', admin: (demo.value as { admin: string }).admin };
  const agent = await db.selectFrom('agents').select('id').limit(1).executeTakeFirst();
  const ticket = await db.selectFrom('tickets').select('id').limit(1).executeTakeFirst();
  const brand = await db.selectFrom('brands').select('id').limit(1).executeTakeFirst();
  return agent || ticket || brand ? { kind: 'refused' } : null;
}
