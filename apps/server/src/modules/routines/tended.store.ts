import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Work } from '../../platform/work.ts';

const tendedSetting = 'routines.tended_at';
const dayMs = 86_400_000;
/** What appeared before that while nobody looked after duties is left out. */
const caughtUpDays = 7;

/** When duties were last begun for everybody, a week ago at most; now, where they never were. */
export async function readTended({ now }: { now: Date }, db: Db): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`
    select (value #>> '{}')::timestamptz as at from settings where key = ${tendedSetting}`.execute(db);
  const earliest = new Date(now.getTime() - caughtUpDays * dayMs);
  const at = rows[0]?.at ?? now;
  return at < earliest ? earliest : at;
}

/** They were begun for everybody; of two workers at once the later holds. */
export async function writeTended({ tx, now }: Pick<Work, 'tx' | 'now'>): Promise<void> {
  await sql`insert into settings (key, value, updated_at)
    values (${tendedSetting}, to_jsonb(${now.toISOString()}::text), ${now})
    on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at
    where settings.updated_at < excluded.updated_at`.execute(tx);
}
