import { holdSetup, type PasswordAuth } from '../apps/server/src/modules/identity/index.ts';
import { recountClocks } from '../apps/server/src/modules/sla/index.ts';
import { systemActor } from '../apps/server/src/platform/actor.ts';
import type { Db } from '../apps/server/src/platform/db/database.ts';
import type { Platform } from '../apps/server/src/platform/platform.ts';
import { demoAgentKey } from './story/cast.ts';
import { tellStory } from './story/tell-story.ts';
import { joinCast, writeCast } from './writing/write-cast.ts';
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

interface SeedDeps {
  auth: PasswordAuth;
  /**
   * Adds the company to an installation that is set up and still without tickets: its mailbox stands beside the
   * others, and the board that the story shows alive is the owner's.
   */
  join?: { ownerId: string };
  /** Told the share done so far, 0 to 1. */
  onProgress?(share: number): void;
}

/** Key of the setting that says which agents are the demo's. */
const demoSetting = 'demo.company';
const passwordBytes = 12;

/**
 * Fills a fresh installation with an example company and its last 60 days, in one transaction: all of it or nothing.
 * Everything goes through the commands of the product with the origin `demo`, so that no reaction takes it for news.
 * Two logins get passwords made here and answered once; the other agents' are known to nobody, and so are all of them
 * where the company joins an installation of somebody's.
 */
export async function seedDemo(
  platform: Pick<Platform, 'db' | 'transact' | 'ids' | 'clock' | 'files'>,
  deps: SeedDeps,
): Promise<DemoResult> {
  const { join } = deps;
  const present = await findDemo(platform.db, { joining: join !== undefined });
  if (present) return present;
  const story = tellStory({ now: platform.clock.now() });
  const { cast } = story;
  const passwords = new Map(cast.agents.map(({ key }) => [key, platform.ids.secret(passwordBytes)]));
  const origin = { actor: systemActor, origin: 'demo' as const, now: cast.since };
  const late = await platform.transact(origin, async (work) => {
    // Of several at once one goes on; the others wait for it and find what it made.
    await holdSetup(work);
    const first = await findDemo(work.tx, { joining: join !== undefined });
    if (first) return first;
    const written = join
      ? await joinCast({ cast, passwords, ownerId: join.ownerId }, work, deps)
      : await writeCast({ cast, passwords }, work, deps);
    const writer = createStepWriter(written, platform);
    for (const [index, step] of story.steps.entries()) {
      await writer.write(step, work);
      deps.onProgress?.((index + 1) / story.steps.length);
    }
    await recountClocks({ ...work, now: platform.clock.now() });
    const value = JSON.stringify({ admin: written.adminEmail });
    await work.tx
      .insertInto('settings')
      .values({ key: demoSetting, value, updated_at: platform.clock.now() })
      .execute();
    return null;
  });
  if (late) return late;
  const { tickets } = await platform.db
    .selectFrom('tickets')
    .select(({ fn }) => fn.countAll<number>().as('tickets'))
    .executeTakeFirstOrThrow();
  const logins = cast.agents
    .filter(({ key, roleKey }) => !join && (roleKey === 'admin' || key === demoAgentKey))
    .map(({ key, email, roleKey }) => ({
      email,
      password: passwords.get(key)!,
      role: roleKey === 'admin' ? ('admin' as const) : ('agent' as const),
    }));
  return { kind: 'added', logins, tickets };
}

/** What stands in the way of adding the company (`joining`: to an installation that is set up), or null. */
export async function findDemo(db: Db, options: { joining: boolean }): Promise<DemoResult | null> {
  const demo = await db
    .selectFrom('settings')
    .select('value')
    .where('key', '=', demoSetting)
    .executeTakeFirst();
  if (demo) return { kind: 'kept', admin: (demo.value as { admin: string }).admin };
  const ticket = await db.selectFrom('tickets').select('id').limit(1).executeTakeFirst();
  if (ticket) return { kind: 'refused' };
  if (options.joining) return null;
  const agent = await db.selectFrom('agents').select('id').limit(1).executeTakeFirst();
  const brand = await db.selectFrom('brands').select('id').limit(1).executeTakeFirst();
  return agent || brand ? { kind: 'refused' } : null;
}
