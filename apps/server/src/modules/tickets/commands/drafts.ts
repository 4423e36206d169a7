import type { DraftKind } from '@ventanilla/contracts/writing';
import { sql } from 'kysely';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import type { Work } from '../../../platform/work.ts';
import {
  contentOf,
  type DraftContent,
  type DraftKey,
  type DraftRow,
  isBlank,
  keepVersion,
  lastVersionAt,
  lockDraft,
  putDraft,
  removeDraft,
} from '../drafts.store.ts';
import { agentIdOf } from '../tickets.policy.ts';
import { getTicketFor } from '../tickets.store.ts';
import { readWritten } from './written-message.ts';

/** Snapshots of a draft that only grows are at least this far apart. */
const versionEveryMs = 30_000;
/** More characters than this that vanish at once leave a snapshot. */
const lossKept = 200;

interface DraftOf {
  ticketId: string;
  kind: DraftKind;
}

/** The gate and the key of the caller's own draft. */
async function openDraft(input: DraftOf, work: Work): Promise<DraftKey> {
  const agentId = agentIdOf(work.actor);
  await getTicketFor({ ticketId: input.ticketId, actor: work.actor }, work.tx);
  return { ticketId: input.ticketId, kind: input.kind, agentId };
}

export interface SavedDraft extends DraftOf {
  html: string;
  cc: readonly string[];
  bcc: readonly string[];
  uploadIds: readonly string[];
  seenMessageId: string | null;
  answersMessageId: string | null;
  from: string | null;
  rev: number | null;
}

/**
 * Keeps what is being written. Where another device saved since `rev`, nothing is overwritten: both contents become
 * versions and `stale` is the present revision (0: the draft was sent or discarded). It is answered, not thrown, so
 * that the versions stay.
 */
export async function saveDraft(
  input: SavedDraft,
  work: Work,
): Promise<{ draft: DraftRow; stale: null } | { draft: null; stale: number }> {
  const key = await openDraft(input, work);
  const body = readWritten({ text: '', html: input.html, uploadIds: input.uploadIds });
  const content: DraftContent = {
    html: body.html ?? '',
    text: body.text,
    cc: [...input.cc],
    bcc: [...input.bcc],
    upload_ids: await ownUploads(body.uploadIds, work),
    seen_message_id: input.seenMessageId,
    answers_message_id: input.answersMessageId,
    from_address: input.from,
  };
  const present = await lockDraft(key, work);
  if ((present?.rev ?? null) !== input.rev) {
    if (present) await keepVersion(key, { content: contentOf(present), reason: 'conflict' }, work);
    await keepVersion(key, { content, reason: 'conflict' }, work);
    return { draft: null, stale: present?.rev ?? 0 };
  }
  if (present) await keepBefore(key, { present, content }, work);
  return { draft: await putDraft(key, content, work), stale: null };
}

/** A snapshot of what is about to be written over: now and then, and whenever much of it would vanish. */
async function keepBefore(
  key: DraftKey,
  change: { present: DraftRow; content: DraftContent },
  work: Work,
): Promise<void> {
  const { present, content } = change;
  if (vanished(present.text, content.text) > lossKept) {
    await keepVersion(key, { content: contentOf(present), reason: 'shortened' }, work);
    return;
  }
  const last = await lastVersionAt(key, work);
  if (last === null || work.now.getTime() - last.getTime() >= versionEveryMs)
    await keepVersion(key, { content: contentOf(present), reason: 'saved' }, work);
}

/** Characters between the common beginning and the common end that the new text no longer has. */
function vanished(before: string, after: string): number {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return before.length - start - end;
}

/** Of these, the uploads that can still be sent: a file that is gone must not keep the words from being saved. */
async function ownUploads(uploadIds: readonly string[], work: Work): Promise<string[]> {
  if (uploadIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select id from attachments
    where id = any(${[...uploadIds]}::uuid[]) and message_id is null and uploaded_by = ${work.actor.id}`.execute(
    work.tx,
  );
  const found = new Set(rows.map(({ id }) => id));
  return uploadIds.filter((id) => found.has(id));
}

/** Throws a draft away; its last content stays among the versions. Of none it is nothing. */
export async function discardDraft(input: DraftOf, work: Work): Promise<void> {
  const key = await openDraft(input, work);
  const present = await lockDraft(key, work);
  if (!present) return;
  await keepVersion(key, { content: contentOf(present), reason: 'discarded' }, work);
  await removeDraft(key, work);
}

/**
 * The writer's draft became a message. Their answers on this ticket that could not be sent are settled with it.
 */
export async function endDraft(input: DraftOf, work: Work): Promise<void> {
  if (work.actor.kind !== 'agent' || work.actor.id === null) return;
  await removeDraft({ ...input, agentId: work.actor.id }, work);
  if (input.kind !== 'reply') return;
  await sql`update scheduled_replies set state = 'undone', reason = null, done_at = ${work.now}
    where ticket_id = ${input.ticketId} and agent_id = ${work.actor.id} and state = 'stopped' ${keepPlan}`.execute(
    work.tx,
  );
}

/** An answer that comes back: it is the draft again, and what stood there meanwhile becomes a version. */
export async function returnToDraft(
  input: { key: DraftKey; content: DraftContent },
  work: Work,
): Promise<DraftRow> {
  const present = await lockDraft(input.key, work);
  if (present) await keepVersion(input.key, { content: contentOf(present), reason: 'replaced' }, work);
  return putDraft(input.key, input.content, work);
}

/** As `returnToDraft`, but nobody asked for it: what its writer is writing now stays, and the answer is a version. */
export async function returnBesideDraft(
  input: { key: DraftKey; content: DraftContent },
  work: Work,
): Promise<void> {
  const present = await lockDraft(input.key, work);
  if (present && !isBlank(present))
    await keepVersion(input.key, { content: input.content, reason: 'replaced' }, work);
  else await putDraft(input.key, input.content, work);
}
