import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { FileStore } from '../../../platform/files/file-store.ts';

/** What must never be: each is counted, and every count of a sound installation is 0. */
const integrityRules = {
  ticketsWithoutMessage: sql`
    select t.id::text as id from tickets t where not exists (select 1 from messages m where m.ticket_id = t.id)`,
  messagesWithoutBody: sql`
    select m.id::text as id from messages m where not exists (select 1 from message_bodies b where b.message_id = m.id)`,
  messagesWithoutSearch: sql`
    select m.id::text as id from messages m where not exists (select 1 from message_search s where s.message_id = m.id)`,
  wrongLastMessage: sql`
    select t.id::text as id from tickets t join messages m on m.id = t.last_message_id where m.ticket_id <> t.id`,
  messagesWithoutEvent: sql`
    select m.id::text as id from messages m where not exists (
      select 1 from events e where e.type = 'message.added' and e.subject_type = 'ticket' and e.subject_id = m.ticket_id
        and e.payload ->> 'messageId' = m.id::text)`,
  ticketsWithoutEvent: sql`
    select t.id::text as id from tickets t where not exists (
      select 1 from events e where e.type = 'ticket.created' and e.subject_type = 'ticket' and e.subject_id = t.id)`,
  eventsAheadOfTicket: sql`
    select distinct t.id::text as id from events e join tickets t on e.subject_type = 'ticket' and t.id = e.subject_id
    where (e.payload ->> 'version')::int > t.version`,
  eventsLoggedTwice: sql`select event_id::text as id from events_log group by event_id having count(*) > 1`,
  // What is not in the log yet, or not yet read by the ledger, is under way and no fault.
  ledgerDisagrees: sql`
    select t.id::text as id from tickets t
    where not exists (select 1 from ticket_intervals i where i.ticket_id = t.id and i.ended_at is null
        and i.status_key = t.status_key and i.owner_id is not distinct from t.owner_id)
      and not exists (select 1 from events e left join events_log l on l.event_id = e.id
        where e.subject_type = 'ticket' and e.subject_id = t.id and (l.pos is null or l.pos > (
          select c.pos from event_cursors c where c.consumer = 'record-interval.on-ticket-changed')))
      and not exists (select 1 from event_set_aside s where s.subject_id = t.id)`,
  ledgerOverlaps: sql`
    select i.ticket_id::text as id from ticket_intervals i where i.ended_at is null
    group by i.ticket_id having count(*) > 1`,
  sentWithoutTry: sql`
    select id::text as id from outbound_messages where state = 'sent' and not local and (attempts = 0 or sent_at is null)`,
  mailsDoneWithoutResult: sql`
    select id::text as id from inbound_raw where state = 'done' and result is null`,
  mailsOfNoTicket: sql`
    select r.id::text as id from inbound_raw r where r.state = 'done' and r.result ->> 'action' in ('created', 'appended')
      and not exists (select 1 from messages m where m.id = r.message_id and m.ticket_id = r.ticket_id)`,
} as const;

export type IntegrityRule =
  | keyof typeof integrityRules
  | 'rowsWithoutFile'
  | 'filesOfWrongSize'
  | 'filesWithoutRow';

export interface IntegrityFault {
  rule: IntegrityRule;
  count: number;
  /** Ids of the first ones, to look at: of tickets, messages, events or mails; hashes of files. */
  examples: string[];
}

const examplesMax = 5;

/**
 * Looks whether the database agrees with itself and with the stored files; answers only what does not. Reads
 * everything, so it takes seconds to minutes on a large installation and changes nothing. `filesWithoutRow` is what a
 * crash between storing bytes and their row leaves behind: no harm, and the daily sweeper takes it; only those of at
 * least `strayFileMs` (a day) count.
 */
export async function checkIntegrity(
  input: { strayFileMs?: number; now: Date },
  deps: { db: Db; files: FileStore },
): Promise<IntegrityFault[]> {
  const faults: IntegrityFault[] = [];
  for (const [rule, query] of Object.entries(integrityRules)) {
    const { rows } = await sql<{ id: string; total: number }>`
      select id, count(*) over ()::int as total from (${query}) f limit ${examplesMax}`.execute(deps.db);
    const [first] = rows;
    if (first)
      faults.push({ rule: rule as IntegrityRule, count: first.total, examples: rows.map(({ id }) => id) });
  }
  return [...faults, ...(await checkFiles(input, deps))];
}

async function checkFiles(
  { strayFileMs = 86_400_000, now }: { strayFileMs?: number; now: Date },
  { db, files }: { db: Db; files: FileStore },
): Promise<IntegrityFault[]> {
  const rows = await db.selectFrom('files').select(['sha256', 'size_bytes']).execute();
  const missing = new Map(rows.map(({ sha256, size_bytes }) => [sha256, Number(size_bytes)]));
  const known = new Set(missing.keys());
  const wrongSize: string[] = [];
  const stray: string[] = [];
  for await (const { sha256, sizeBytes, changedAt } of files.list()) {
    if (!known.has(sha256)) {
      if (now.getTime() - changedAt.getTime() >= strayFileMs) stray.push(sha256);
      continue;
    }
    if (missing.get(sha256) !== sizeBytes) wrongSize.push(sha256);
    missing.delete(sha256);
  }
  const found: [IntegrityRule, string[]][] = [
    ['rowsWithoutFile', [...missing.keys()]],
    ['filesOfWrongSize', wrongSize],
    ['filesWithoutRow', stray],
  ];
  return found
    .filter(([, list]) => list.length > 0)
    .map(([rule, list]) => ({ rule, count: list.length, examples: list.slice(0, examplesMax) }));
}
