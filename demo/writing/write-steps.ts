import { readClassification } from '../../apps/server/src/modules/classification/index.ts';
import { resolveContact } from '../../apps/server/src/modules/directory/index.ts';
import * as tickets from '../../apps/server/src/modules/tickets/index.ts';
import { systemActor } from '../../apps/server/src/platform/actor.ts';
import type { FileStore } from '../../apps/server/src/platform/files/file-store.ts';
import { rememberFile } from '../../apps/server/src/platform/files/remember-file.ts';
import type { Work } from '../../apps/server/src/platform/work.ts';
import type { MailStep, ReplyStep, Step, StoryFile } from '../story/story.ts';
import { makeFile } from './demo-files.ts';
import { kindHere } from './kind-here.ts';
import { type QuotedMessage, quoteBelow, toHtml } from './mail-dress.ts';
import type { WrittenCast } from './write-cast.ts';

/** What the writer remembers of a conversation between its steps. */
interface Thread {
  ticketId: string;
  /** Message-IDs so far, newest first. */
  messageIds: string[];
  /** The last message of ours, which answers repeat. */
  ours: QuotedMessage | null;
}

export interface StepWriter {
  /** Does one step by the command that the product has for it, at the step's own instant. */
  write(step: Step, work: Work): Promise<void>;
}

/**
 * Writes steps one after the other, in time's order; the caller commits, as many at once as it likes. Nothing leaves
 * the house: each answer counts as delivered before its transaction ends, so no sender ever finds it.
 */
export function createStepWriter(cast: WrittenCast, deps: { files: FileStore }): StepWriter {
  const threads = new Map<string, Thread>();
  const stored = new Map<string, tickets.NewAttachment>();

  async function store(file: StoryFile): Promise<tickets.NewAttachment> {
    const key = `${file.kind}/${file.name}/${file.caption}`;
    const known = stored.get(key);
    if (known) return known;
    const { contentType, bytes } = makeFile(file);
    const { sha256, sizeBytes } = await deps.files.put(bytes);
    const attachment = {
      sha256,
      sizeBytes,
      contentType,
      fileName: file.name,
      contentId: null,
      inline: false,
    };
    stored.set(key, attachment);
    return attachment;
  }

  async function writeMail(step: Step & MailStep, work: Work) {
    const thread = threads.get(step.conversation);
    const contact = await contactOf(step, work);
    const attachments: tickets.NewAttachment[] = [];
    for (const file of step.files) {
      const attachment = await store(file);
      await rememberFile(attachment, work);
      attachments.push(attachment);
    }
    const quoted = step.quotes ? (thread?.ours ?? null) : null;
    const externalId = `${work.ids.uuid()}@${step.from.address.split('@')[1]}`;
    const result = await tickets.receiveMessage(
      {
        ...contact,
        channelAccountId: cast.channelAccountId,
        authorKind: 'customer',
        externalId,
        referenceIds: thread?.messageIds ?? [],
        at: step.at,
        subject: step.subject,
        text: step.text,
        quotedText: quoted ? quoteBelow(quoted) : null,
        html: step.style === 'html' ? toHtml({ text: step.text, quoted }) : null,
        hasRemoteImages: false,
        from: step.from.address,
        to: [cast.mailboxAddress],
        cc: [],
        isAuto: step.isAuto,
        notices: [],
        inboundId: null,
        attachments,
      },
      work,
    );
    const messageIds = [externalId, ...(thread?.messageIds ?? [])];
    threads.set(step.conversation, { ticketId: result.ticketId, messageIds, ours: thread?.ours ?? null });
  }

  async function contactOf(step: Step & MailStep, work: Work) {
    const known = step.from.contactKey === null ? undefined : cast.contacts.get(step.from.contactKey);
    if (known) return known;
    const { contactId, organizationId } = await resolveContact({ kind: 'email', ...step.from }, work);
    return { contactId, organizationId };
  }

  async function writeReply(step: Step & ReplyStep, thread: Thread, work: Work) {
    const uploadIds: string[] = [];
    for (const file of step.files) uploadIds.push((await tickets.createUpload(await store(file), work)).id);
    const { ticketId } = thread;
    const reply: tickets.Reply = { ticketId, text: step.text, uploadIds, andThen: step.andThen, cc: [] };
    const { messageId } = await tickets.replyToTicket(reply, work);
    const sent = await work.tx
      .selectFrom('outbound_messages')
      .select(['id', 'external_id'])
      .where('message_id', '=', messageId)
      .executeTakeFirstOrThrow();
    const outcome: tickets.DeliveryOutcome = {
      accepted: step.refused === null ? 'all' : [],
      refused: [],
      rest: step.refused === null ? null : { kind: 'failed', said: step.refused },
      local: false,
    };
    await tickets.recordDelivery({ outboundId: sent.id, outcome }, { ...work, actor: systemActor });
    thread.messageIds.unshift(sent.external_id);
    thread.ours = { author: work.actor.name, address: cast.mailboxAddress, at: step.at, text: step.text };
  }

  return {
    async write(step, caller) {
      const work = at(step.at, caller);
      if (step.kind === 'mail') return writeMail(step, work);
      const thread = threads.get(step.conversation);
      const actor = cast.agents.get(step.by);
      if (!thread || !actor)
        throw new Error(`${step.conversation}: ${step.kind} has no ticket or nobody who does it`);
      const own = { ...work, actor };
      if (step.kind === 'reply') return writeReply(step, thread, own);
      await writeAct(step, { ticketId: thread.ticketId, cast }, own);
    },
  };
}

/** The same transaction at the step's instant, as a request of its own. */
function at(now: Date, caller: Work): Work {
  return { ...caller, now, correlationId: caller.ids.uuid() };
}

async function writeAct(
  step: Exclude<Step, { kind: 'mail' } | { kind: 'reply' }>,
  { ticketId, cast }: { ticketId: string; cast: WrittenCast },
  work: Work,
): Promise<void> {
  switch (step.kind) {
    case 'note':
      await tickets.addNote({ ticketId, text: step.text, uploadIds: [] }, work);
      return;
    case 'assign':
      await tickets.assignTicket({ ticketId, agentId: cast.agents.get(step.to)!.id! }, work);
      return;
    case 'classify': {
      const { flag, tag } = step.as;
      const kind = kindHere(step.as, await readClassification(work.tx));
      const tags = { addTags: tag ? [tag] : [], removeTags: [], newTags: [] };
      await tickets.classifyTicket({ ticketId, ...kind, flag, ...tags, fields: {} }, work);
      return;
    }
    case 'take':
      await tickets.takeTicket({ ticketId }, work);
      return;
    case 'release':
      await tickets.releaseTicket({ ticketId }, work);
      return;
    case 'close':
      await tickets.closeTicket({ ticketId }, work);
      return;
    case 'ignore':
      await tickets.ignoreTicket({ ticketId }, work);
      return;
    case 'seen':
      await tickets.markSeen(ticketId, work);
      return;
  }
}
