import type { Notices, StoredRules } from '@ventanilla/contracts/department-rules';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import type { TicketRow } from '../tickets.store.ts';

/** Longest part of somebody's words that a mail repeats, in characters. */
const wordsMax = 2_000;

/** A ticket with what mails about it tell. */
export interface NoticedTicket {
  ticket: TicketRow;
  requester_name: string;
  organization_name: string | null;
  department_name: string | null;
  department_notices: Notices | null;
  department_rules: StoredRules | null;
  line_notices: Notices | null;
  flag_name: string | null;
  flag_name_en: string | null;
  priority_name: string | null;
  priority_name_en: string | null;
  /** The last that was said to or by the customer. */
  last_text: string | null;
  last_author: string | null;
  first_is_auto: boolean;
  /** The message in hand is the first one of its ticket. */
  is_first: boolean;
}

/** What the department and the line of some tickets say about whom to tell; nothing of a ticket that is gone. */
export async function readMatrices(
  { ticketIds }: { ticketIds: readonly string[] },
  db: Db,
): Promise<Map<string, { department: Notices | null; line: Notices | null }>> {
  if (ticketIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; department: Notices | null; line: Notices | null }>`
    select t.id, d.notices as department, l.notices as line from tickets t
    left join departments d on d.id = t.department_id
    left join lines l on l.id = t.line_id
    where t.id = any(${[...ticketIds]}::uuid[]) ${keepPlan}`.execute(db);
  return new Map(rows.map(({ id, ...matrices }) => [id, matrices]));
}

/** Null where the ticket is gone. `messageId`: the message that it is about. */
export async function readNoticed(
  { ticketId, messageId }: { ticketId: string; messageId: string | null },
  db: Db,
): Promise<NoticedTicket | null> {
  const { rows } = await sql<TicketRow & Omit<NoticedTicket, 'ticket'>>`
    select t.*, c.name as requester_name, o.name as organization_name, d.name as department_name,
      d.notices as department_notices, d.rules as department_rules, l.notices as line_notices,
      fl.name as flag_name, fl.name_en as flag_name_en, p.name as priority_name, p.name_en as priority_name_en,
      left(w.text, ${sql.lit(wordsMax)}) as last_text, w.author as last_author,
      coalesce(f.is_auto, false) as first_is_auto, coalesce(f.id = ${messageId}::uuid, false) as is_first
    from tickets t
    join contacts c on c.id = t.requester_id
    left join organizations o on o.id = coalesce(t.organization_id, c.organization_id)
    left join departments d on d.id = t.department_id
    left join lines l on l.id = t.line_id
    left join flags fl on fl.key = t.flag
    left join priorities p on p.key = t.priority_key
    left join lateral (select m.id, m.is_auto from messages m where m.ticket_id = t.id
      order by m.at, m.id limit 1) f on true
    left join lateral (
      select b.text, coalesce(a.name, mc.name) as author from messages m
      join message_bodies b on b.message_id = m.id
      left join agents a on m.author_kind = 'agent' and a.id = m.author_id
      left join contacts mc on m.author_kind = 'customer' and mc.id = m.author_id
      where m.ticket_id = t.id and m.visibility <> 'internal' and m.author_kind <> 'system'
        and (${messageId}::uuid is null or m.id = ${messageId}::uuid)
      order by m.at desc, m.id desc limit 1) w on true
    where t.id = ${ticketId} ${keepPlan}`.execute(db);
  const row = rows[0];
  return row ? { ...row, ticket: row } : null;
}
