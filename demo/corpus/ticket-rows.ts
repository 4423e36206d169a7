import {
  answerReferences,
  answerSubject,
  categoryWhenCustomerWrites,
  categoryWhenWorked,
  makePreview,
} from '../../apps/server/src/modules/tickets/index.ts';
import { type Corpus, ticketFacts } from './corpus.ts';
import { corpusUuid } from './corpus-ids.ts';
import {
  type Act,
  addMessage,
  type CorpusGround,
  newDraft,
  nextId,
  type PlannedEvent,
  type Row,
  record,
  type SearchedText,
  setStatus,
  type TicketDraft,
  type WrittenMessage,
} from './ticket-draft.ts';
import type { CorpusStep, TicketPlan } from './ticket-plan.ts';

/** Rows of one ticket by table; its events have no numbers in the log yet. */
export interface TicketRows {
  ticket: Row;
  messages: Row[];
  bodies: Row[];
  /** The database makes the vectors. */
  searched: SearchedText[];
  attachments: Row[];
  outbound: Row[];
  reads: Row[];
  events: PlannedEvent[];
}

type StepOf<K extends CorpusStep['kind']> = CorpusStep & { kind: K };

/**
 * What the commands of the product leave behind when they do the steps of a plan, worked out without a database. A
 * test does the same steps by the commands and compares what the desk shows.
 */
export function ticketRows(plan: TicketPlan, ground: CorpusGround, corpus: Corpus): TicketRows {
  const draft = newDraft(plan, ground, corpus);
  for (const step of plan.steps) writeStep(step, draft);
  const { messages, bodies, searched, attachments, outbound, events, seen } = draft;
  return {
    ticket: ticketRow(draft),
    messages,
    bodies,
    searched,
    attachments,
    outbound,
    reads: [...seen].map(([agent_id, seen_at]) => ({ agent_id, ticket_id: draft.id, seen_at })),
    events,
  };
}

function ticketRow({ ticket, status, plan, ground, corpus }: TicketDraft): Row {
  const { organization } = corpus.customerList[plan.customer]!;
  const former = plan.continues === null ? null : ticketFacts(plan.continues, corpus);
  return {
    ...ticket,
    number: plan.number,
    subject: plan.subject,
    requester_id: ground.customerIds[plan.customer],
    organization_id: ground.organizationIds[organization],
    channel_account_id: ground.channelAccountId,
    status_key: status.key,
    status_category: status.category,
    previous_ticket_id: former && corpusUuid({ kind: 'ticket', at: former.createdAt, number: former.number }),
    created_at: plan.createdAt,
  };
}

function writeStep(step: CorpusStep, draft: TicketDraft): void {
  switch (step.kind) {
    case 'mail':
      return writeMail(step, draft);
    case 'reply':
      return writeReply(step, draft);
    case 'note':
      return writeNote(step, draft);
    case 'take':
    case 'assign':
      return writeOwner(step, draft);
    case 'ignore':
      draft.ticket.version += 1;
      return setStatus('ignored', 'ignore', byAgent(step, draft), draft);
    case 'seen':
      draft.seen.set(draft.ground.agentIds[step.by]!, step.at);
  }
}

function byAgent(step: { at: number; by: number }, { ground }: TicketDraft): Act {
  return { at: step.at, actor: { kind: 'agent', id: ground.agentIds[step.by]! } };
}

function writeMail(step: StepOf<'mail'>, draft: TicketDraft) {
  const { ticket, plan, ground, corpus, externalIds } = draft;
  const act: Act = { at: step.at, actor: { kind: 'contact', id: ground.customerIds[plan.customer]! } };
  const { email } = corpus.customerList[plan.customer]!;
  const externalId = `c${plan.number}.${externalIds.length}@${email.split('@')[1]}`;
  const references = [...externalIds];
  const html = step.html
    ? step.text
        .split('\n\n')
        .map((part) => `<p>${part}</p>`)
        .join('')
    : null;
  const message: WrittenMessage = {
    id: nextId('message', step.at, draft),
    direction: 'in',
    visibility: 'private',
    authorKind: 'customer',
    externalId,
    subject: step.subject,
    text: step.text,
    files: step.files,
    body: {
      html,
      from_address: email,
      to_addresses: [corpus.mailbox.address],
      reference_ids: references,
    },
  };
  addMessage(message, act, draft);
  externalIds.unshift(externalId);
  draft.lastMail = { externalId, references };
  const isFirst = ticket.version === 0;
  Object.assign(ticket, {
    version: ticket.version + 1,
    activity_at: step.at,
    customer_last_at: step.at,
    last_message_id: message.id,
    preview: makePreview(step.text),
    preview_author: 'customer',
    attachment_count: ticket.attachment_count + step.files,
  });
  if (isFirst) recordCreation(act, draft);
  messageAdded(message, act, draft);
  if (!isFirst) setStatus(categoryWhenCustomerWrites(draft.status.category), 'customer_message', act, draft);
}

function recordCreation(act: Act, draft: TicketDraft) {
  const row = ticketRow(draft);
  const payload = {
    number: draft.plan.number,
    channelAccountId: draft.ground.channelAccountId,
    requesterId: String(row['requester_id']),
    organizationId: String(row['organization_id']),
    previousTicketId: (row['previous_ticket_id'] ?? null) as string | null,
    status: draft.status,
  };
  record('ticket.created@1', payload, act, draft);
}

function messageAdded(
  { id, direction, visibility, authorKind }: WrittenMessage,
  act: Act,
  draft: TicketDraft,
) {
  const payload = { messageId: id, direction, visibility, authorKind, isAuto: false };
  record('message.added@1', payload, act, draft);
}

function writeReply(step: StepOf<'reply'>, draft: TicketDraft) {
  const { ticket, plan, corpus, lastMail } = draft;
  const act = byAgent(step, draft);
  const outboundId = nextId('outbound', step.at, draft);
  const { email } = corpus.customerList[plan.customer]!;
  const { address } = corpus.mailbox;
  const references = answerReferences({
    references: [...lastMail.references].reverse(),
    externalId: lastMail.externalId,
  });
  const message: WrittenMessage = {
    id: nextId('message', step.at, draft),
    direction: 'out',
    visibility: 'private',
    authorKind: 'agent',
    externalId: `${outboundId}@${address.split('@')[1]}`,
    subject: answerSubject(plan.subject),
    text: step.text,
    files: 0,
    body: { html: null, from_address: address, to_addresses: [email], reference_ids: references },
  };
  addMessage(message, act, draft);
  draft.externalIds.unshift(message.externalId!);
  addOutbound(step, { message, outboundId }, draft);
  const isOwn = ticket.owner_id === act.actor.id;
  Object.assign(ticket, {
    version: ticket.version + 1,
    our_last_at: step.at,
    activity_at: step.at,
    first_answer_at: ticket.first_answer_at ?? step.at,
    owner_first_answer_at: isOwn ? (ticket.owner_first_answer_at ?? step.at) : ticket.owner_first_answer_at,
    last_message_id: message.id,
    preview: makePreview(step.text),
    preview_author: 'agent',
  });
  draft.seen.set(act.actor.id!, step.at);
  messageAdded(message, act, draft);
  const next = { close: 'closed', wait: 'waiting_customer', keep: null } as const;
  const category = next[step.andThen] ?? categoryWhenWorked(draft.status.category);
  setStatus(category, step.andThen === 'close' ? 'close' : 'reply', act, draft);
  const sent: Act = { at: step.at + step.sentAfterMs, actor: { kind: 'system', id: null } };
  record('message.delivery_changed@1', { messageId: message.id, outboundId, state: 'sent' }, sent, draft);
}

function addOutbound(
  step: StepOf<'reply'>,
  { message, outboundId }: { message: WrittenMessage; outboundId: string },
  { outbound, ground, corpus, lastMail, id }: TicketDraft,
) {
  outbound.push({
    id: outboundId,
    message_id: message.id,
    ticket_id: id,
    channel_account_id: ground.channelAccountId,
    external_id: message.externalId,
    envelope: JSON.stringify({
      fromName: `${corpus.agentList[step.by]!.name} · ${corpus.mailbox.name}`,
      from: corpus.mailbox.address,
      to: message.body['to_addresses'],
      cc: [],
      subject: message.subject,
      inReplyTo: lastMail.externalId,
      references: message.body['reference_ids'],
    }),
    state: 'sent',
    attempts: 1,
    sent_at: step.at + step.sentAfterMs,
    created_at: step.at,
  });
}

function writeNote(step: StepOf<'note'>, draft: TicketDraft) {
  const act = byAgent(step, draft);
  const message: WrittenMessage = {
    id: nextId('message', step.at, draft),
    direction: 'out',
    visibility: 'internal',
    authorKind: 'agent',
    externalId: null,
    subject: null,
    text: step.text,
    files: 0,
    body: { html: null, from_address: null, to_addresses: [], reference_ids: [] },
  };
  addMessage(message, act, draft);
  draft.ticket.version += 1;
  draft.ticket.note_count += 1;
  draft.seen.set(act.actor.id!, step.at);
  messageAdded(message, act, draft);
}

function writeOwner(step: StepOf<'take'> | StepOf<'assign'>, draft: TicketDraft) {
  const act = byAgent(step, draft);
  const to = draft.ground.agentIds[step.kind === 'take' ? step.by : step.to]!;
  const from = draft.ticket.owner_id;
  Object.assign(draft.ticket, {
    version: draft.ticket.version + 1,
    owner_id: to,
    owner_first_answer_at: null,
  });
  record('ticket.owner_changed@1', { from, to, how: step.kind }, act, draft);
  if (step.kind === 'take') setStatus(categoryWhenWorked(draft.status.category), 'take', act, draft);
}
