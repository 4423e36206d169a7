import type { MailAlarm } from '@ventanilla/contracts/mail-alarms';
import { sql } from 'kysely';
import type { Actor } from '../../../../platform/actor.ts';
import { toInstant } from '../../../../platform/clock.ts';
import { decodeCursor, encodeCursor } from '../../../../platform/cursor.ts';
import type { Db } from '../../../../platform/db/database.ts';
import { AppError } from '../../../../platform/errors.ts';
import { appendEvents, event } from '../../../../platform/events/index.ts';
import type { Work } from '../../../../platform/work.ts';
import { visibleTicketIds } from '../../../tickets/index.ts';

interface AlarmRow {
  id: string;
  reason: MailAlarm['reason'];
  address: string;
  mailbox_id: string;
  mailbox_name: string;
  mailbox_address: string;
  ticket_id: string | null;
  ticket_number: number | null;
  mails: number;
  first_at: Date;
  last_at: Date;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
}

/** Tells administrators of mail that goes round; while nobody has looked, the next mail only counts on. */
export async function raiseMailAlarm(
  input: {
    reason: MailAlarm['reason'];
    address: string;
    channelAccountId: string;
    ticketId: string;
    /** Mails so far, for a new alarm. */
    mails?: number;
  },
  work: Work,
): Promise<void> {
  const { reason, address, channelAccountId, ticketId, mails = 1 } = input;
  const alarmId = work.ids.uuid();
  const { rows } = await sql<{ id: string }>`
    insert into mail_alarms (id, reason, address, channel_account_id, ticket_id, mails, first_at, last_at)
    values (${alarmId}, ${reason}, ${address}, ${channelAccountId}, ${ticketId}, ${mails}, ${work.now}, ${work.now})
    on conflict (address, reason) where acknowledged_at is null
    do update set mails = mail_alarms.mails + 1, last_at = excluded.last_at, ticket_id = excluded.ticket_id,
      channel_account_id = excluded.channel_account_id
    returning id`.execute(work.tx);
  if (rows[0]!.id !== alarmId) return;
  const subject = { type: 'mail_alarm', id: alarmId };
  await appendEvents([event('mail_alarm.raised@1', subject, { alarmId, channelAccountId, reason })], work);
}

/** Open alarms, or those that somebody has looked at; the latest first. */
export async function listMailAlarms(
  input: { actor: Actor; acknowledged: boolean; cursor?: string | undefined; limit: number },
  db: Db,
): Promise<{ items: MailAlarm[]; nextCursor: string | null }> {
  const after = input.cursor ? decodeCursor(input.cursor, 2) : null;
  const { rows } = await sql<AlarmRow>`
    ${alarms} where m.acknowledged_at is ${input.acknowledged ? sql`not null` : sql`null`}
      ${after ? sql`and (m.last_at, m.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by m.last_at desc, m.id desc limit ${input.limit + 1}`.execute(db);
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    items: await toAlarms(shown, input.actor, db),
    nextCursor:
      rows.length > input.limit && last ? encodeCursor([last.last_at.toISOString(), last.id]) : null,
  };
}

/** Notes that somebody has looked. Throws `mail_alarms.not_found`. */
export async function acknowledgeMailAlarm({ alarmId }: { alarmId: string }, work: Work): Promise<MailAlarm> {
  await sql`update mail_alarms set acknowledged_at = ${work.now},
      acknowledged_by = ${work.actor.kind === 'agent' ? work.actor.id : null}::uuid
    where id = ${alarmId} and acknowledged_at is null`.execute(work.tx);
  const { rows } = await sql<AlarmRow>`${alarms} where m.id = ${alarmId}`.execute(work.tx);
  const [alarm] = await toAlarms(rows, work.actor, work.tx);
  if (!alarm) throw new AppError('mail_alarms.not_found');
  return alarm;
}

const alarms = sql`select m.id, m.reason, m.address, c.id as mailbox_id, c.name as mailbox_name,
    c.address as mailbox_address, m.ticket_id, t.number as ticket_number, m.mails, m.first_at, m.last_at,
    m.acknowledged_at, a.name as acknowledged_by
  from mail_alarms m join channel_accounts c on c.id = m.channel_account_id
  left join tickets t on t.id = m.ticket_id left join agents a on a.id = m.acknowledged_by`;

async function toAlarms(rows: readonly AlarmRow[], actor: Actor, db: Db): Promise<MailAlarm[]> {
  const ticketIds = rows.flatMap(({ ticket_id }) => (ticket_id === null ? [] : [ticket_id]));
  const visible = await visibleTicketIds({ ticketIds, actor }, db);
  return rows.map((row) => ({
    id: row.id,
    reason: row.reason,
    address: row.address,
    mailbox: { id: row.mailbox_id, name: row.mailbox_name, address: row.mailbox_address },
    ticket:
      row.ticket_id !== null && visible.has(row.ticket_id)
        ? { id: row.ticket_id, number: row.ticket_number! }
        : null,
    mails: row.mails,
    firstAt: toInstant(row.first_at),
    lastAt: toInstant(row.last_at),
    acknowledgedAt: toInstant(row.acknowledged_at),
    acknowledgedBy: row.acknowledged_by,
  }));
}
