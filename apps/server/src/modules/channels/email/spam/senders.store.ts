import type { MailSender } from '@ventanilla/contracts/spam';
import { sql } from 'kysely';
import { recordAudit } from '../../../../platform/audit.ts';
import { toInstant } from '../../../../platform/clock.ts';
import { decodeCursor, encodeCursor } from '../../../../platform/cursor.ts';
import type { Db } from '../../../../platform/db/database.ts';
import { AppError } from '../../../../platform/errors.ts';
import type { Work } from '../../../../platform/work.ts';
import { valuesOf } from '../loops/watch-sender.ts';

interface SenderRow {
  id: string;
  kind: 'address' | 'domain';
  value: string;
  verdict: 'blocked' | 'wanted';
  created_at: Date;
  created_by: string | null;
}

/** Senders about whom somebody said something, newest first. */
export async function listSenders(
  input: { cursor?: string | undefined; limit: number },
  db: Db,
): Promise<{ items: MailSender[]; nextCursor: string | null }> {
  const after = input.cursor ? decodeCursor(input.cursor, 2) : null;
  const { rows } = await sql<SenderRow>`
    ${senders} ${after ? sql`where (s.created_at, s.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by s.created_at desc, s.id desc limit ${input.limit + 1}`.execute(db);
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toSender),
    nextCursor:
      rows.length > input.limit && last ? encodeCursor([last.created_at.toISOString(), last.id]) : null,
  };
}

/** What was said of an address (in lower case), its domain or one above it; null where nobody said anything. */
export async function findVerdict(
  { address }: { address: string },
  db: Db,
): Promise<MailSender['verdict'] | null> {
  const { rows } = await sql<Pick<SenderRow, 'verdict'>>`
    select verdict from mail_senders where value = any(${valuesOf(address)}::text[])
    order by kind, length(value) desc limit 1`.execute(db);
  return rows[0]?.verdict ?? null;
}

/** Says what mail of an address or a domain is, in place of what was said before. Throws `mail_senders.invalid`. */
export async function setSender(
  input: { value: string; verdict: 'blocked' | 'wanted'; ticketId?: string },
  work: Work,
): Promise<MailSender> {
  const { kind, value } = readSender(input.value);
  const id = work.ids.uuid();
  const agentId = work.actor.kind === 'agent' ? work.actor.id : null;
  await sql`insert into mail_senders (id, kind, value, verdict, ticket_id, created_by, created_at)
    values (${id}, ${kind}, ${value}, ${input.verdict}, ${input.ticketId ?? null}::uuid, ${agentId}::uuid, ${work.now})
    on conflict (value) do update set verdict = excluded.verdict, ticket_id = excluded.ticket_id,
      created_by = excluded.created_by, created_at = excluded.created_at`.execute(work.tx);
  const { rows } = await sql<SenderRow>`${senders} where s.value = ${value}`.execute(work.tx);
  const sender = toSender(rows[0]!);
  await audit(input.verdict === 'blocked' ? 'mail_sender.blocked' : 'mail_sender.wanted', sender, work);
  return sender;
}

/** Forgets what was said. Throws `mail_senders.not_found`. */
export async function removeSender({ senderId }: { senderId: string }, work: Work): Promise<void> {
  const { rows } = await sql<SenderRow>`${senders} where s.id = ${senderId}`.execute(work.tx);
  if (!rows[0]) throw new AppError('mail_senders.not_found');
  await sql`delete from mail_senders where id = ${senderId}`.execute(work.tx);
  await audit('mail_sender.removed', toSender(rows[0]), work);
}

/** Forgets what marking one ticket said of its sender. */
export async function removeSendersOf({ ticketId }: { ticketId: string }, work: Work): Promise<void> {
  const { rows } = await sql<SenderRow>`${senders} where s.ticket_id = ${ticketId}`.execute(work.tx);
  for (const { id } of rows) await removeSender({ senderId: id }, work);
}

const senders = sql`select s.id, s.kind, s.value, s.verdict, s.created_at, a.name as created_by
  from mail_senders s left join agents a on a.id = s.created_by`;

function toSender({ created_at, created_by, ...row }: SenderRow): MailSender {
  return { ...row, createdAt: toInstant(created_at), createdBy: created_by };
}

async function audit(action: string, { id, kind }: MailSender, work: Work): Promise<void> {
  await recordAudit({ action, subjectType: 'mail_sender', subjectId: id, details: { kind } }, work);
}

const domain = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

/** `ana@ejemplo.mx`, `ejemplo.mx` or `@ejemplo.mx`, in lower case. */
function readSender(given: string): { kind: 'address' | 'domain'; value: string } {
  const value = given.trim().toLowerCase().replace(/^@/, '');
  const at = value.lastIndexOf('@');
  if (!domain.test(value.slice(at + 1)) || /[\s<>,;"]/.test(value))
    throw new AppError('mail_senders.invalid');
  return { kind: at > 0 ? 'address' : 'domain', value };
}
