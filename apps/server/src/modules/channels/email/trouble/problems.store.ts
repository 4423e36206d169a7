import type { MailProblem, ProblemCause, ProblemKind } from '@ventanilla/contracts/problems';
import { type RawBuilder, sql } from 'kysely';
import { toInstant } from '../../../../platform/clock.ts';
import { decodeCursor, encodeCursor } from '../../../../platform/cursor.ts';
import type { Db } from '../../../../platform/db/database.ts';
import { causeOfMail } from './problems.rules.ts';

interface ProblemRow {
  id: string;
  kind: ProblemKind;
  at: Date;
  attempts: number;
  mailbox_id: string | null;
  mailbox_name: string | null;
  mailbox_address: string | null;
  sender: string | null;
  subject: string | null;
  ticket_id: string | null;
  ticket_number: number | null;
  consumer: string | null;
  event_type: string | null;
  /** Of events and alarms; that of a mail is in its error. */
  cause: ProblemCause | null;
  size_bytes: number | null;
  error: string | null;
  looked_at: Date | null;
  looked_by: string | null;
}

/** Of those that somebody looked at so many are counted. */
const lookedMax = 10_000;

/** Every matter of the tray, one `select` for each of its sources, with the same columns. */
const mailProblems = sql`
  select r.id, case when r.message_id is null then 'quarantined' else 'unreadable' end as kind, r.received_at as at,
    r.attempts, r.channel_account_id as mailbox_id, r.sender, r.subject, r.ticket_id, null::text as consumer,
    null::text as event_type, null::text as cause, r.size_bytes, r.error, l.at as looked_at, l.agent_id as looked_by_id
  from inbound_raw r left join problem_looks l on l.problem_id = r.id where r.state = 'set_aside'`;
const eventProblems = sql`
  select s.id, 'event', s.at, s.attempts, null::uuid, null, null,
    case when e.subject_type = 'ticket' then s.subject_id end, s.consumer, e.type || '@' || e.version,
    'event_' || s.state, null::bigint, s.error, l.at, l.agent_id
  from event_set_aside s join events e on e.id = s.event_id left join problem_looks l on l.problem_id = s.id`;
/** An alarm that was looked at is over: the next mail of its kind raises another. */
const alarmProblems = sql`
  select a.id, 'alarm', a.last_at, a.mails, a.channel_account_id, a.address, null, a.ticket_id, null, null, a.reason,
    null::bigint, null, a.acknowledged_at, a.acknowledged_by
  from mail_alarms a`;
const allProblems = sql`(${mailProblems} union all ${eventProblems} union all ${alarmProblems})`;

/** One page, newest first. `seesMail`: sender and subject are for who may see tickets. */
export async function listProblems(
  input: {
    kind?: ProblemKind | undefined;
    looked: boolean;
    seesMail: boolean;
    limit: number;
    cursor?: string | undefined;
  },
  db: Db,
): Promise<{ items: MailProblem[]; nextCursor: string | null }> {
  const after = input.cursor ? decodeCursor(input.cursor, 2) : null;
  const conditions: RawBuilder<unknown>[] = [
    input.looked ? sql`p.looked_at is not null` : sql`p.looked_at is null`,
    ...(input.kind ? [sql`p.kind = ${input.kind}`] : []),
    ...(after ? [sql`(p.at, p.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`] : []),
  ];
  const { rows } = await sql<ProblemRow>`
    select p.*, b.name as mailbox_name, b.address as mailbox_address, t.number as ticket_number, g.name as looked_by
    from ${allProblems} p
    left join agents g on g.id = p.looked_by_id
    left join channel_accounts b on b.id = p.mailbox_id
    left join tickets t on t.id = p.ticket_id
    where ${sql.join(conditions, sql` and `)}
    order by p.at desc, p.id desc limit ${input.limit + 1}`.execute(db);
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => toProblem(row, input.seesMail)),
    nextCursor: rows.length > input.limit && last ? encodeCursor([last.at.toISOString(), last.id]) : null,
  };
}

function toProblem(row: ProblemRow, seesMail: boolean): MailProblem {
  const detail = [row.event_type, row.consumer, row.error].filter((part) => part !== null).join('\n');
  return {
    id: row.id,
    kind: row.kind,
    cause: row.cause ?? causeOfMail({ error: row.error, hasMessage: row.kind === 'unreadable' }),
    at: toInstant(row.at),
    attempts: row.attempts,
    mailbox: row.mailbox_id
      ? { id: row.mailbox_id, name: row.mailbox_name ?? '', address: row.mailbox_address ?? '' }
      : null,
    sender: seesMail ? row.sender : null,
    subject: seesMail ? row.subject : null,
    ticket:
      row.ticket_id && row.ticket_number !== null ? { id: row.ticket_id, number: row.ticket_number } : null,
    consumer: row.consumer,
    eventType: row.event_type,
    sizeBytes: row.size_bytes === null ? null : Number(row.size_bytes),
    detail: detail || null,
    looked: row.looked_at ? { at: toInstant(row.looked_at), by: row.looked_by ?? '' } : null,
  };
}

/** How many nobody has looked at, by kind, and how many there are at all; counting stops at `max` of each. */
export async function countProblems(
  { max }: { max: number },
  db: Db,
): Promise<{ byKind: Record<ProblemKind, number>; known: number }> {
  const { rows } = await sql<{ kind: ProblemKind; looked: boolean; count: number }>`
    select kind, looked, count(*)::int as count from (
      (select p.kind, false as looked from ${allProblems} p where p.looked_at is null limit ${max})
      union all
      (select p.kind, true from ${allProblems} p where p.looked_at is not null limit ${lookedMax})) c
    group by kind, looked`.execute(db);
  const byKind: Record<ProblemKind, number> = { unreadable: 0, quarantined: 0, event: 0, alarm: 0 };
  for (const { kind, looked, count } of rows) if (!looked) byKind[kind] = count;
  return { byKind, known: rows.reduce((sum, { count }) => sum + count, 0) };
}

/** Marks a problem as looked at, or takes the mark back. Answers false when there is no such problem. */
export async function setLooked(
  input: { problemId: string; looked: boolean; agentId: string | null; now: Date },
  db: Db,
): Promise<boolean> {
  const { problemId, looked, agentId, now } = input;
  const { rows } = await sql<{ kind: ProblemKind }>`
    select p.kind from ${allProblems} p where p.id = ${problemId}`.execute(db);
  if (!rows[0]) return false;
  if (rows[0].kind === 'alarm') {
    await sql`update mail_alarms a set acknowledged_at = ${looked ? now : null}::timestamptz,
        acknowledged_by = ${looked ? agentId : null}::uuid
      where a.id = ${problemId} and (a.acknowledged_at is null) = ${looked}::boolean
        and not exists (select 1 from mail_alarms o where o.address = a.address and o.reason = a.reason
          and o.id <> a.id and o.acknowledged_at is null and not ${looked}::boolean)`.execute(db);
  } else if (looked) {
    await sql`insert into problem_looks (problem_id, agent_id, at) values (${problemId}, ${agentId}::uuid, ${now})
      on conflict (problem_id) do nothing`.execute(db);
  } else {
    await sql`delete from problem_looks where problem_id = ${problemId}`.execute(db);
  }
  return true;
}

/** A mail of the tray, for its original and for another try. */
export async function findMailProblem(
  problemId: string,
  db: Db,
): Promise<{ id: string; sha256: string; subject: string | null; size_bytes: number } | undefined> {
  const { rows } = await sql<{ id: string; sha256: string; subject: string | null; size_bytes: number }>`
    select id, sha256, subject, size_bytes from inbound_raw
    where id = ${problemId} and state = 'set_aside'`.execute(db);
  return rows[0];
}
