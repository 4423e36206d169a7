import type { EventKey, EventPayload, StatusCategory } from '@ventanilla/contracts/events';
import type { Corpus } from './corpus.ts';
import { corpusUuid } from './corpus-ids.ts';
import type { TicketPlan } from './ticket-plan.ts';

/** What the rows refer to and the corpus does not make itself; lists in the corpus's order. */
export interface CorpusGround {
  agentIds: readonly string[];
  customerIds: readonly string[];
  organizationIds: readonly string[];
  channelAccountId: string;
  /** Stored files that attachments point to. */
  files: readonly { sha256: string; sizeBytes: number; fileName: string; contentType: string }[];
}

/** An event before it has its number in the log. */
export interface PlannedEvent<K extends EventKey = EventKey> {
  at: number;
  key: K;
  payload: EventPayload<K>;
  actor: EventAuthor;
  correlationId: string;
}
export type EventAuthor = { kind: 'agent' | 'contact' | 'system'; id: string | null };
/** Who does something, and when (ms since 1970). */
export interface Act {
  at: number;
  actor: EventAuthor;
}

/** A row by the names of its columns; instants in ms since 1970. */
export type Row = Record<string, unknown>;
export type SearchedText = { message_id: string; ticket_id: string; at: number; searchable: string };
type Status = { key: StatusCategory; category: StatusCategory };

/** A ticket while its steps are written. */
export interface TicketDraft {
  id: string;
  plan: TicketPlan;
  ground: CorpusGround;
  corpus: Corpus;
  ticket: {
    id: string;
    version: number;
    owner_id: string | null;
    activity_at: number;
    customer_last_at: number | null;
    our_last_at: number | null;
    first_answer_at: number | null;
    owner_first_answer_at: number | null;
    closed_at: number | null;
    resolved_at: number | null;
    last_message_id: string | null;
    preview: string;
    preview_author: 'customer' | 'agent';
    note_count: number;
    attachment_count: number;
  };
  status: Status;
  messages: Row[];
  bodies: Row[];
  searched: SearchedText[];
  attachments: Row[];
  outbound: Row[];
  events: PlannedEvent[];
  /** Last reading by agent's id. */
  seen: Map<string, number>;
  /** Message-IDs so far, newest first. */
  externalIds: string[];
  lastMail: { externalId: string; references: string[] };
  /** Keys made so far. */
  parts: number;
}

const openStatus: Status = { key: 'open', category: 'open' };

export function newDraft(plan: TicketPlan, ground: CorpusGround, corpus: Corpus): TicketDraft {
  const id = corpusUuid({ kind: 'ticket', at: plan.createdAt, number: plan.number });
  return {
    id,
    plan,
    ground,
    corpus,
    ticket: {
      id,
      version: 0,
      owner_id: null,
      activity_at: plan.createdAt,
      customer_last_at: null,
      our_last_at: null,
      first_answer_at: null,
      owner_first_answer_at: null,
      closed_at: null,
      resolved_at: null,
      last_message_id: null,
      preview: '',
      preview_author: 'customer',
      note_count: 0,
      attachment_count: 0,
    },
    status: openStatus,
    messages: [],
    bodies: [],
    searched: [],
    attachments: [],
    outbound: [],
    events: [],
    seen: new Map(),
    externalIds: [],
    lastMail: { externalId: '', references: [] },
    parts: 0,
  };
}

/** The next key of a row of this ticket. */
export function nextId(kind: 'message' | 'outbound' | 'attachment', at: number, draft: TicketDraft): string {
  draft.parts += 1;
  return corpusUuid({ kind, at, number: draft.plan.number, part: draft.parts });
}

/** Adds an event with the ticket's present version. What one act writes has one correlation. */
export function record<K extends EventKey>(
  key: K,
  payload: Omit<EventPayload<K>, 'ticketId' | 'version'>,
  act: Act,
  draft: TicketDraft,
): void {
  const own = { ticketId: draft.id, version: draft.ticket.version, ...payload };
  const correlationId = corpusUuid({ kind: 'correlation', at: act.at, number: draft.plan.number });
  draft.events.push({ ...act, key, payload: own, correlationId } as unknown as PlannedEvent);
}

export function setStatus(
  category: StatusCategory,
  reason: EventPayload<'ticket.status_changed@1'>['reason'],
  act: Act,
  draft: TicketDraft,
): void {
  const from = draft.status;
  if (from.category === category) return;
  draft.status = { key: category, category };
  draft.ticket.closed_at = category === 'closed' || category === 'ignored' ? act.at : null;
  if (category === 'closed') draft.ticket.resolved_at = act.at;
  record('ticket.status_changed@1', { from, to: draft.status, reason }, act, draft);
}

export interface WrittenMessage {
  id: string;
  direction: 'in' | 'out';
  visibility: 'private' | 'internal';
  authorKind: 'customer' | 'agent';
  externalId: string | null;
  subject: string | null;
  text: string;
  files: number;
  body: Row;
}

/** Message, body, what is searched of it, and its files. */
export function addMessage(said: WrittenMessage, act: Act, draft: TicketDraft): void {
  const { ground, plan } = draft;
  draft.messages.push({
    id: said.id,
    ticket_id: draft.id,
    channel_account_id: said.visibility === 'internal' ? null : ground.channelAccountId,
    direction: said.direction,
    visibility: said.visibility,
    author_kind: said.authorKind,
    author_id: act.actor.id,
    at: act.at,
    external_id: said.externalId,
    attachment_count: said.files,
  });
  draft.bodies.push({ message_id: said.id, subject: said.subject, text: said.text, ...said.body });
  const searchable = `${said.subject ?? ''}\n${said.text}`;
  draft.searched.push({ message_id: said.id, ticket_id: draft.id, at: act.at, searchable });
  for (let position = 0; position < said.files; position += 1) {
    const file = ground.files[(plan.number + position) % ground.files.length]!;
    draft.attachments.push({
      id: nextId('attachment', act.at, draft),
      message_id: said.id,
      ticket_id: draft.id,
      sha256: file.sha256,
      file_name: file.fileName,
      content_type: file.contentType,
      size_bytes: file.sizeBytes,
      position,
      created_at: act.at,
    });
  }
}
