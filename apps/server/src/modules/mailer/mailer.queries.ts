import type { SystemMail } from '@ventanilla/contracts/mailer';
import { type Selectable, sql } from 'kysely';
import { toInstant } from '../../platform/clock.ts';
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';

export type SystemMailRow = Selectable<Database['system_mails']>;

/** Mail of the product itself, newest first; without what is about tickets for who does not see all of them. */
export async function listSystemMails(
  input: { cursor?: string | undefined; limit: number; ofTickets: boolean },
  db: Db,
): Promise<{ items: SystemMail[]; nextCursor: string | null }> {
  const after = input.cursor ? decodeCursor(input.cursor, 2) : null;
  const { rows } = await sql<SystemMailRow>`
    select * from system_mails
    where (${input.ofTickets}::boolean or kind not like 'ticket\\_%')
      and ${after ? sql`(created_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by created_at desc, id desc limit ${input.limit + 1}`.execute(db);
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items: items.map(toSystemMail),
    nextCursor:
      rows.length > input.limit && last ? encodeCursor([last.created_at.toISOString(), last.id]) : null,
  };
}

/** Throws `system_mails.not_found`, also for what is about tickets where `ofTickets` leaves that out. */
export async function findSystemMail(
  { id, ofTickets }: { id: string; ofTickets: boolean },
  db: Db,
): Promise<SystemMailRow> {
  const row = await db.selectFrom('system_mails').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row || (!ofTickets && row.kind.startsWith('ticket_'))) throw new AppError('system_mails.not_found');
  return row;
}

export function toSystemMail(row: SystemMailRow): SystemMail {
  return {
    id: row.id,
    kind: row.kind,
    to: row.to_address,
    toName: row.to_name,
    subject: row.subject,
    state: row.state,
    local: row.local,
    attempts: row.attempts,
    nextTryAt: toInstant(row.next_try_at),
    sentAt: toInstant(row.sent_at),
    serverSaid: row.server_said,
    createdAt: toInstant(row.created_at),
  };
}
