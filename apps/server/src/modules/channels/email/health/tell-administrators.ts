import type { Language } from '@ventanilla/contracts/common';
import { sql } from 'kysely';
import { systemActor } from '../../../../platform/actor.ts';
import { appendEvents, event } from '../../../../platform/events/index.ts';
import { describeProblem } from '../../../../platform/http/index.ts';
import { createLoop } from '../../../../platform/loop.ts';
import type { Service } from '../../../../platform/module.ts';
import type { Platform } from '../../../../platform/platform.ts';
import type { Work } from '../../../../platform/work.ts';
import { findBrand } from '../../../brand/index.ts';
import { mailAgentsWhoMay } from '../../../identity/index.ts';
import type { MailboxFailure } from '../../channels.tables.ts';
import { readStopped } from './mailbox-health.queries.ts';
import { dueOf, stoppedAfterMs } from './outage.rules.ts';

const pollMs = 15_000;

interface OutageRow {
  id: string;
  address: string;
  state: 'active' | 'paused' | 'failing';
  last_error: MailboxFailure | null;
  failing_since: Date;
  failures: number;
  told_at: Date | null;
  well_since: Date | null;
}

/**
 * Tells administrators of mailboxes that cannot be read, or that nothing leaves from, for a while; once each time, and
 * that they can again.
 */
export function createOutageWatch(platform: Platform): Service & { look(): Promise<void> } {
  const look = () =>
    platform.transact({ actor: systemActor }, async (work) => {
      await settleOutages(work, platform);
      await settleSending(work, platform);
    });
  const loop = createLoop({
    name: 'mailbox-outages',
    pollMs,
    log: platform.log,
    async run() {
      await look();
      return false;
    },
  });
  return {
    name: 'mailbox-outages',
    role: 'worker',
    look,
    async start() {
      loop.start();
    },
    stop: () => loop.stop(),
  };
}

async function settleOutages(work: Work, platform: Platform): Promise<void> {
  const { rows } = await sql<OutageRow>`
    select c.id, c.address, c.state, c.last_error, h.failing_since, h.failures, h.told_at, h.well_since
    from mailbox_health h join channel_accounts c on c.id = h.channel_account_id
    where h.failing_since is not null order by c.id for update of h skip locked`.execute(work.tx);
  for (const row of rows) await settle(row, work, platform);
}

async function settle(row: OutageRow, work: Work, platform: Platform): Promise<void> {
  // Whoever pauses a mailbox knows of it.
  if (row.state === 'paused') return forget(row.id, work);
  const { failing_since: failingSince, failures, told_at: toldAt, well_since: wellSince } = row;
  const due = dueOf({ failingSince, failures, toldAt, wellSince }, work.now);
  if (due === null) return;
  if (due === 'tell')
    await sql`update mailbox_health set told_at = ${work.now} where channel_account_id = ${row.id}`.execute(
      work.tx,
    );
  else await forget(row.id, work);
  if (due === 'forget') return;
  const state = due === 'tell' ? ('began' as const) : ('ended' as const);
  await appendEvents(
    [event('mailbox.outage_told@1', { type: 'mailbox', id: row.id }, { channelAccountId: row.id, state })],
    work,
  );
  await mailKeepers({ row, kind: due === 'tell' ? 'mailbox_failing' : 'mailbox_recovered' }, work, platform);
}

async function forget(id: string, work: Work): Promise<void> {
  await sql`update mailbox_health set failing_since = null, failures = 0, told_at = null
    where channel_account_id = ${id}`.execute(work.tx);
}

/** Mail that waits for its server is told of as well; it leaves by itself once that takes it. */
async function settleSending(work: Work, platform: Platform): Promise<void> {
  for (const row of await readStopped(work.tx)) {
    const { stopped_since: since, sending_told_at: toldAt } = row;
    const isLong = since !== null && work.now.getTime() - since.getTime() >= stoppedAfterMs;
    if (toldAt === null ? !isLong : since !== null) continue;
    const told = toldAt === null ? work.now : null;
    await sql`insert into mailbox_health (channel_account_id, sending_told_at) values (${row.id}, ${told}::timestamptz)
      on conflict (channel_account_id) do update set sending_told_at = excluded.sending_told_at`.execute(
      work.tx,
    );
    await mailKeepers(
      {
        row: { address: row.address, failing_since: since ?? toldAt ?? work.now, last_error: null },
        kind: told ? 'mailbox_not_sending' : 'mailbox_sending_again',
        said: row.server_said ?? '',
      },
      work,
      platform,
    );
  }
}

async function mailKeepers(
  input: {
    row: Pick<OutageRow, 'address' | 'failing_since' | 'last_error'>;
    kind: 'mailbox_failing' | 'mailbox_recovered' | 'mailbox_not_sending' | 'mailbox_sending_again';
    /** The other server's own words, where there is no problem of ours to describe. */
    said?: string;
  },
  work: Work,
  platform: Platform,
): Promise<void> {
  const { row, kind } = input;
  const brand = await findBrand(work.tx);
  const timeZone = brand?.time_zone ?? 'UTC';
  const problem = row.last_error;
  await mailAgentsWhoMay(
    {
      permission: 'mailboxes:manage',
      kind,
      path: '/settings/mailboxes',
      paramsFor: ({ language }) => ({
        mailbox: row.address,
        since: timeOf(row.failing_since, { language, timeZone }),
        problem: problem ? describeProblem(problem.code, problem.params, language) : (input.said ?? ''),
      }),
    },
    work,
    platform,
  );
}

function timeOf(at: Date, { language, timeZone }: { language: Language; timeZone: string }): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at);
}
