import { attachmentsPerMessageMax, filesPerMessageBytesMax } from '@ventanilla/contracts/files';
import { sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import type { NewAttachment } from '../messages.store.ts';
import { getTicketFor, type TicketRow } from '../tickets.store.ts';
import { addNote } from './add-note.ts';
import { prepareReply, replyToTicket } from './reply.ts';
import { createUpload } from './uploads.ts';

/** What an agent wrote by mail, quotes and signature cut. */
export interface MailedByAgent {
  ticketNumber: number;
  kind: 'reply' | 'note';
  text: string;
  /** Of the whole mail, when nothing had to be cut from it. */
  html: string | null;
  attachments: readonly NewAttachment[];
}

export interface ActedByMail {
  ticketId: string;
  ticketNumber: number;
  messageId: string;
  /** `not_sent`: kept as a note, because an answer was not possible. */
  flags: string[];
}

/**
 * An agent, proven by the caller, answers or notes by mail; the actor of `work` is that agent. Null when they may not
 * see the ticket or not do this. What cannot be sent (closed ticket, no address, too large) becomes a note that says
 * so: nothing that somebody wrote is lost, and nothing leaves that the desk would have refused.
 */
export async function actByMail(input: MailedByAgent, work: Work): Promise<ActedByMail | null> {
  if (!work.actor.permissions.has(input.kind === 'note' ? 'tickets:note' : 'tickets:reply')) return null;
  const ticket = await findVisible(input.ticketNumber, work);
  if (!ticket) return null;
  const { id: ticketId, number: ticketNumber } = ticket;
  const written = { ticketId, text: input.text, ...(input.html === null ? {} : { html: input.html }) };
  const fits = areFew(input.attachments);
  const reply = { ...written, uploadIds: [], cc: [], keepsDraft: true };
  const isSent = input.kind === 'reply' && fits && (await canLeave(reply, work));
  const uploadIds = fits ? await uploadAll(input.attachments, work) : [];
  if (isSent) {
    const { messageId } = await replyToTicket({ ...reply, uploadIds }, work);
    return { ticketId, ticketNumber, messageId, flags: [] };
  }
  const notices = [
    ...(input.kind === 'reply' ? ['mail.agent_not_sent'] : []),
    ...(fits ? [] : ['mail.agent_files_left_out']),
  ];
  const text = input.text.trim() === '' && uploadIds.length === 0 ? '—' : input.text;
  const { messageId } = await addNote({ ...written, text, uploadIds, byMail: { notices } }, work);
  return { ticketId, ticketNumber, messageId, flags: input.kind === 'reply' ? ['not_sent'] : [] };
}

async function findVisible(ticketNumber: number, work: Work): Promise<TicketRow | null> {
  const { rows } = await sql<{
    id: string;
  }>`select id from tickets where number = ${ticketNumber}`.execute(work.tx);
  if (!rows[0]) return null;
  return getTicketFor({ ticketId: rows[0].id, actor: work.actor, lock: true }, work.tx).catch(absent);
}

/** Only what the desk itself would refuse; trouble of ours makes the mail wait as ever. */
function absent(error: unknown): null {
  if (error instanceof AppError) return null;
  throw error;
}

async function canLeave(reply: Parameters<typeof prepareReply>[0], work: Work): Promise<boolean> {
  return (await prepareReply(reply, work).catch(absent)) !== null;
}

function areFew(files: readonly NewAttachment[]): boolean {
  const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return files.length <= attachmentsPerMessageMax && bytes <= filesPerMessageBytesMax;
}

async function uploadAll(files: readonly NewAttachment[], work: Work): Promise<string[]> {
  const ids: string[] = [];
  for (const file of files) ids.push((await createUpload(file, work)).id);
  return ids;
}
