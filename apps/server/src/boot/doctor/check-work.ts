import type { Language } from '@ventanilla/contracts/common';
import type { ErrorCode } from '@ventanilla/contracts/errors';
import type pg from 'pg';
import { systemClock } from '../../platform/clock.ts';
import { workersLock } from '../../platform/db/advisory-locks.ts';
import { describeProblem } from '../../platform/http/index.ts';
import { type DoctorPhrase, type Finding, finding, type Level } from './finding.ts';

/** What should have been done by now: a query that counts what is late, as of an instant. */
const queues: { check: DoctorPhrase; level: Level; query: string; lateMinutes: number }[] = [
  {
    check: 'intake_stuck',
    level: 'fail',
    lateMinutes: 10,
    query: `select count(*) from inbound_raw where state = 'waiting' and received_at < $1 and next_try_at < $1`,
  },
  {
    check: 'outbox_stuck',
    level: 'fail',
    lateMinutes: 15,
    query: `select count(*) from outbound_messages where state = 'queued' and next_try_at < $1`,
  },
  {
    check: 'system_mails_stuck',
    level: 'warn',
    lateMinutes: 15,
    query: `select count(*) from system_mails where state = 'queued' and next_try_at < $1`,
  },
  {
    check: 'timers_overdue',
    level: 'fail',
    lateMinutes: 5,
    query: 'select count(*) from timers where due_at < $1',
  },
  {
    check: 'events_waiting',
    level: 'fail',
    lateMinutes: 5,
    query: `select count(*) from events_pending p join events e on e.id = p.event_id where e.at < $1`,
  },
];

/** What waits for a person rather than for a process. */
const people: { check: DoctorPhrase; query: string }[] = [
  { check: 'mail_set_aside', query: `select count(*) from inbound_raw where state = 'set_aside'` },
  { check: 'events_set_aside', query: 'select count(*) from event_set_aside' },
  {
    check: 'mail_refused',
    query: `select count(*) from outbound_messages where state = 'failed' and created_at > $1`,
  },
];
const refusedDays = 7;

const countOf = async (client: pg.ClientBase, query: string, values: unknown[]) =>
  Number((await client.query<{ count: string }>(query, values)).rows[0]!.count);

/** Whether the work moves: somebody does it, nothing is late, nothing was set aside. */
export async function checkWork(client: pg.ClientBase): Promise<Finding[]> {
  const now = systemClock.now().getTime();
  const findings: Finding[] = [];
  const isWorked = await countOf(
    client,
    `select count(*) from pg_locks where locktype = 'advisory' and granted and classid = 0 and objid = $1
       and database = (select oid from pg_database where datname = current_database())`,
    [workersLock],
  );
  if (isWorked === 0) findings.push(finding('warn', 'no_worker'));
  for (const { check, level, query, lateMinutes } of queues) {
    const count = await countOf(client, query, [new Date(now - lateMinutes * 60_000)]);
    if (count > 0) {
      // Without a worker everything is late, and that is said already.
      findings.push(finding(isWorked === 0 ? 'warn' : level, check, { count, minutes: lateMinutes }));
    }
  }
  for (const { check, query } of people) {
    const values = query.includes('$1') ? [new Date(now - refusedDays * 86_400_000)] : [];
    const count = await countOf(client, query, values);
    if (count > 0) findings.push(finding('warn', check, { count, days: refusedDays }));
  }
  if (findings.length === 0) findings.push(finding('ok', 'work_moves'));
  return findings;
}

/** How each mailbox does, with why where it fails. */
export async function checkMailboxes(client: pg.ClientBase, language: Language): Promise<Finding[]> {
  const { rows } = await client.query<{
    address: string;
    state: string;
    last_error: { code: ErrorCode; params: Record<string, string | number> } | null;
  }>('select address, state, last_error from channel_accounts order by address');
  if (rows.length === 0) return [finding('warn', 'mailboxes_none')];
  const findings = rows.flatMap(({ address, state, last_error: error }) => {
    if (state === 'paused') return [finding('warn', 'mailbox_paused', { address })];
    if (state !== 'failing') return [];
    const reason = error ? describeProblem(error.code, error.params, language) : '';
    return [finding('fail', 'mailbox_failing', { address, reason })];
  });
  return findings.length > 0 ? findings : [finding('ok', 'mailboxes_well', { count: rows.length })];
}
