import { sql } from 'kysely';
import { systemActor } from '../../../../platform/actor.ts';
import type { Platform } from '../../../../platform/platform.ts';
import type { Work } from '../../../../platform/work.ts';
import { mailAgentsWhoMay } from '../../../identity/index.ts';

const toldSetting = 'problems.told';
/** After a mail the next one waits this long, whatever comes meanwhile, and then tells of all of it. */
const quietMs = 60 * 60 * 1000;

interface NewProblems {
  unreadable: number;
  quarantined: number;
  events: number;
  alarms: number;
}

/**
 * Tells whoever keeps «Bandeja de problemas», by one mail, of what came into it since the last one and nobody has
 * looked at: at once after a quiet hour, else grouped. What was there before the first look is not told of.
 */
export async function tellProblems(platform: Platform): Promise<void> {
  await platform.transact({ actor: systemActor }, async (work) => {
    const until = await readTold(work);
    if (until !== null && work.now.getTime() - until.mailedAt.getTime() < quietMs) return;
    const found = await countNew(until?.lookedAt ?? work.now, work);
    const isAny = Object.values(found).some((count) => count > 0);
    // Without news the mark only moves on, so that the next problem is told at once.
    await writeTold(
      { lookedAt: work.now, mailedAt: isAny ? work.now : (until?.mailedAt ?? new Date(0)) },
      work,
    );
    if (isAny) await mailKeepers(found, work, platform);
  });
}

async function mailKeepers(found: NewProblems, work: Work, platform: Platform): Promise<void> {
  const total = Object.values(found).reduce((sum, count) => sum + count, 0);
  const counts = Object.entries({ ...found, total });
  const params = Object.fromEntries(counts.map(([kind, count]) => [kind, String(count)]));
  await mailAgentsWhoMay(
    {
      permission: 'set_aside:manage',
      kind: 'new_problems',
      path: '/settings/set-aside',
      paramsFor: () => params,
    },
    work,
    platform,
  );
}

async function countNew(since: Date, work: Work): Promise<NewProblems> {
  const { rows } = await sql<NewProblems>`
    with looked as (select problem_id from problem_looks)
    select
      (select count(*)::int from inbound_raw r where r.state = 'set_aside' and r.done_at > ${since}
        and r.message_id is not null and r.id not in (select problem_id from looked)) as unreadable,
      (select count(*)::int from inbound_raw r where r.state = 'set_aside' and r.done_at > ${since}
        and r.message_id is null and r.id not in (select problem_id from looked)) as quarantined,
      (select count(*)::int from event_set_aside s where s.at > ${since}
        and s.id not in (select problem_id from looked)) as events,
      (select count(*)::int from mail_alarms a where a.first_at > ${since} and a.acknowledged_at is null) as alarms`.execute(
    work.tx,
  );
  return rows[0]!;
}

/** Up to when problems were looked for, and when the last mail of them left. */
interface Told {
  lookedAt: Date;
  mailedAt: Date;
}

async function readTold(work: Work): Promise<Told | null> {
  const { rows } = await sql<{ value: { lookedAt: string; mailedAt: string } }>`
    select value from settings where key = ${toldSetting} for update`.execute(work.tx);
  const value = rows[0]?.value;
  return value ? { lookedAt: new Date(value.lookedAt), mailedAt: new Date(value.mailedAt) } : null;
}

async function writeTold({ lookedAt, mailedAt }: Told, work: Work): Promise<void> {
  const value = JSON.stringify({ lookedAt, mailedAt });
  await sql`insert into settings (key, value, updated_at) values (${toldSetting}, ${value}::jsonb, ${work.now})
    on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`.execute(
    work.tx,
  );
}
