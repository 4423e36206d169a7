import { z } from 'zod';
import { bounce } from './bounces.ts';
import { cardClock } from './clocks.ts';
import { cursor, id, instant, oneLine, page, pageQuery } from './common.ts';
import { defineRoute } from './route.ts';
import * as said from './ticket-classification.ts';
import {
  historyEntry,
  previousTicket,
  proposedRequester,
  statusRef,
  ticketInterval,
} from './ticket-history.ts';
import { ticketMessage } from './ticket-message.ts';
import { stage } from './ticket-stage.ts';
import { timeSpent } from './time-entries.ts';
import { scheduledReply, written, writtenReply } from './written.ts';

const tag = 'tickets';

/** What an actor may do with one ticket now. The server decides; the desk only draws it. */
export const ticketActions = [
  'take',
  'assign',
  'set_department',
  'release',
  'reply',
  'reply_and_close',
  'note',
  'set_status',
  'classify',
  /** Sets one flag at least, or takes it off. */
  'flag',
  'close',
  'ignore',
  'reopen',
  'spam',
  'not_spam',
] as const;
export const ticketAction = z.enum(ticketActions);
export type TicketAction = z.infer<typeof ticketAction>;

export const statusRow = statusRef.extend({
  labels: z.object({ es: z.string(), en: z.string() }),
  position: z.number().int(),
});
export type StatusRow = z.infer<typeof statusRow>;

const personRef = z.object({ id, name: z.string() });
export const channelKinds = ['email', 'phone', 'internal'] as const;

/** A card of the board and of any list. */
export const ticketCard = z.object({
  id,
  number: z.number().int(),
  subject: z.string(),
  status: statusRef,
  stage,
  channel: z.enum(channelKinds),
  requester: z.object({ id, name: z.string(), organizationName: z.string().nullable() }),
  owner: personRef.nullable(),
  department: personRef.nullable(),
  line: personRef.nullable(),
  flag: said.cardFlag.nullable(),
  priority: said.cardPriority.nullable(),
  type: said.cardType.nullable(),
  tags: z.array(said.cardTag),
  dueAt: instant.nullable(),
  createdAt: instant,
  /** Last message of anyone but notes: what lists are ordered by. */
  activityAt: instant,
  customerLastAt: instant.nullable(),
  ourLastAt: instant.nullable(),
  firstAnswerAt: instant.nullable(),
  /** First answer by the present owner since they own it. */
  ownerFirstAnswerAt: instant.nullable(),
  closedAt: instant.nullable(),
  preview: z.string(),
  previewAuthor: z.enum(['customer', 'agent', 'system']),
  unread: z.boolean(),
  noteCount: z.number().int(),
  attachmentCount: z.number().int(),
  hasPrevious: z.boolean(),
  deliveryFailed: z.boolean(),
  /** In no column of the board; it stands in the list of spam. */
  isSpam: z.boolean(),
  /** Null: nothing is promised, or all of it was kept. */
  clock: cardClock.nullable(),
  /** The customer was told nothing for longer than promised. */
  noNews: z.boolean(),
  version: z.number().int(),
  can: z.array(ticketAction),
});
export type TicketCard = z.infer<typeof ticketCard>;

export const ticketDetail = z.object({
  ticket: ticketCard,
  channelAccount: z.object({ id, name: z.string(), address: z.string() }).nullable(),
  line: personRef.nullable(),
  contact: z.object({
    id,
    name: z.string(),
    jobTitle: z.string().nullable(),
    organization: z.object({ id, name: z.string(), parentName: z.string().nullable() }).nullable(),
    identities: z.array(
      z.object({
        id,
        kind: z.string(),
        value: z.string(),
        /** Whether an address is of their work or their own, where somebody said. */
        label: z.enum(['official', 'personal']).nullable(),
        /** Set while the last mail to this address came back. */
        bounce: bounce.nullable(),
      }),
    ),
  }),
  /** Where an answer goes; null when there is nowhere. */
  replyTo: z
    .object({
      address: z.string(),
      name: z.string(),
      /** The address that it leaves from unless its writer chooses another. */
      from: z.string(),
      canChooseFrom: z.boolean(),
      /** Bytes of files that its mail has room for; the largest of more travel as links. Null: none becomes a link. */
      linksBeyondBytes: z.number().int().nullable(),
    })
    .nullable(),
  /** What an answer does with the ticket when its writer does not say: the rule of its department (S17). */
  replyOutcome: z.enum(['keep', 'close']),
  messages: z.array(ticketMessage),
  /** Opaque; older messages exist when not null. */
  olderMessagesCursor: cursor.nullable(),
  history: z.array(historyEntry),
  previous: z.array(previousTicket),
  intervals: z.array(ticketInterval),
  classification: said.ticketClassification,
  timeSpent,
  /** Why it was taken for spam; empty where nobody or an agent said so. */
  spamSigns: z.array(z.string()),
  continuedBy: z.object({ id, number: z.number().int() }).nullable(),
  /** The ticket that its first mail names without a right to it: a hint, no relation. */
  mentioned: z.object({ id, number: z.number().int() }).nullable(),
  proposedRequester: proposedRequester.nullable(),
  /** Answers that wait for their moment, and those that could not be sent when it came. */
  scheduledReplies: z.array(scheduledReply),
});
export type TicketDetail = z.infer<typeof ticketDetail>;

const ticketParams = z.object({ ticketId: id });

export const listStatuses = defineRoute({
  operationId: 'listStatuses',
  method: 'GET',
  path: '/api/v1/statuses',
  summary: 'Statuses with their category and labels, in order',
  tag,
  access: 'session',
  responses: { 200: z.object({ items: z.array(statusRow) }) },
  errors: [],
});

export const getTicket = defineRoute({
  operationId: 'getTicket',
  method: 'GET',
  path: '/api/v1/tickets/{ticketId}',
  summary: 'A ticket whole: conversation, notes, history, previous tickets, time in each status',
  tag,
  access: 'tickets:read',
  params: ticketParams,
  responses: { 200: ticketDetail },
  errors: ['tickets.not_found'],
});

/** Messages that one page holds when it goes back to a certain one. */
export const messagesUntilMax = 500;

export const listTicketMessages = defineRoute({
  operationId: 'listTicketMessages',
  method: 'GET',
  path: '/api/v1/tickets/{ticketId}/messages',
  summary: 'Older messages of a ticket, newest first',
  tag,
  access: 'tickets:read',
  params: ticketParams,
  query: pageQuery.extend({
    /** Go back at least to this message and a little before it, `messagesUntilMax` at most, whatever `limit` says. */
    until: id.optional(),
  }),
  responses: { 200: page(ticketMessage) },
  errors: ['tickets.not_found', 'messages.not_found'],
});

const owningErrors = [
  'tickets.not_found',
  'tickets.beyond_scope',
  'tickets.beyond_rule',
  'tickets.too_many_open',
  'tickets.at_limit',
  'tickets.is_spam',
  'tickets.closed',
] as const;

export const takeTicket = defineRoute({
  operationId: 'takeTicket',
  method: 'POST',
  path: '/api/v1/tickets/{ticketId}/take',
  summary: 'Take a ticket that nobody has; atomic, and the loser is told who won',
  tag,
  access: 'tickets:take',
  params: ticketParams,
  responses: { 200: ticketCard },
  errors: [...owningErrors, 'tickets.already_assigned'],
});

export const assignTicket = defineRoute({
  operationId: 'assignTicket',
  method: 'POST',
  path: '/api/v1/tickets/{ticketId}/assign',
  summary: 'Give a ticket to an agent, whoever has it now',
  tag,
  access: 'tickets:assign',
  params: ticketParams,
  body: z.object({
    agentId: id,
    /** Also where they would have more open tickets than they handle at once; of those who look after the team. */
    anyway: z.boolean().default(false),
  }),
  responses: { 200: ticketCard },
  errors: [...owningErrors, 'tickets.unknown_agent', 'tickets.over_limit'],
});

export const releaseTicket = defineRoute({
  operationId: 'releaseTicket',
  method: 'POST',
  path: '/api/v1/tickets/{ticketId}/release',
  summary: 'Put a ticket back where anyone can take it',
  tag,
  access: 'tickets:take',
  params: ticketParams,
  responses: { 200: ticketCard },
  errors: ['tickets.not_found', 'tickets.is_spam', 'tickets.closed'],
});

export const replyToTicket = defineRoute({
  operationId: 'replyToTicket',
  method: 'POST',
  path: '/api/v1/tickets/{ticketId}/reply',
  summary:
    'Answer the customer; takes the ticket if nobody has it; may close it or leave it waiting in the same step',
  tag,
  access: 'tickets:reply',
  params: ticketParams,
  body: writtenReply,
  responses: { 201: z.object({ ticket: ticketCard, message: ticketMessage }) },
  errors: [
    'tickets.fields_missing',
    'tickets.not_found',
    'tickets.beyond_scope',
    'tickets.beyond_rule',
    'tickets.is_spam',
    'tickets.closed',
    'tickets.no_reply_address',
    'tickets.from_not_available',
    'messages.not_found',
    'tickets.empty_message',
    'tickets.upload_not_found',
    'tickets.too_many_files',
    'tickets.files_too_large',
    'tickets.stale_version',
  ],
});

export const addNote = defineRoute({
  operationId: 'addNote',
  method: 'POST',
  path: '/api/v1/tickets/{ticketId}/notes',
  summary: 'Add a note that the customer never sees',
  tag,
  access: 'tickets:note',
  params: ticketParams,
  body: written,
  responses: { 201: z.object({ ticket: ticketCard, message: ticketMessage }) },
  errors: [
    'tickets.not_found',
    'tickets.empty_message',
    'tickets.upload_not_found',
    'tickets.too_many_files',
    'tickets.files_too_large',
  ],
});

export const updateTicket = defineRoute({
  operationId: 'updateTicket',
  method: 'PATCH',
  path: '/api/v1/tickets/{ticketId}',
  summary: 'Set the status of an open ticket, or its subject',
  tag,
  access: 'tickets:status',
  params: ticketParams,
  body: z.object({
    statusKey: z.string().max(60).optional(),
    subject: oneLine(998).optional(),
  }),
  ifMatch: true,
  responses: { 200: ticketCard },
  errors: [
    'tickets.not_found',
    'tickets.stale_version',
    'tickets.unknown_status',
    'tickets.closed',
    'http.precondition_required',
  ],
});

export const classifyTicket = defineRoute({
  operationId: 'classifyTicket',
  method: 'PATCH',
  path: '/api/v1/tickets/{ticketId}/classification',
  summary: 'Set type, subject, priority, flag, due date, tags and fields of a ticket, open or closed',
  tag,
  access: 'tickets:classify',
  params: ticketParams,
  body: said.classifying,
  responses: { 200: z.object({ ticket: ticketCard, classification: said.ticketClassification }) },
  errors: said.classifyErrors,
});

const endingErrors = [
  'tickets.not_found',
  'tickets.beyond_scope',
  'tickets.beyond_rule',
  'tickets.closed',
  'tickets.fields_missing',
] as const;

export const closeTicket = defineRoute({
  operationId: 'closeTicket',
  method: 'POST',
  path: '/api/v1/tickets/{ticketId}/close',
  summary: 'Close a ticket that was answered (P6)',
  tag,
  access: 'tickets:close',
  params: ticketParams,
  responses: { 200: ticketCard },
  errors: [...endingErrors, 'tickets.never_answered'],
});

export const ignoreTicket = defineRoute({
  operationId: 'ignoreTicket',
  method: 'POST',
  path: '/api/v1/tickets/{ticketId}/ignore',
  summary: 'Put away a ticket that nobody ever answered (P6)',
  tag,
  access: 'tickets:close',
  params: ticketParams,
  responses: { 200: ticketCard },
  errors: [...endingErrors, 'tickets.already_answered'],
});

export const reopenTicket = defineRoute({
  operationId: 'reopenTicket',
  method: 'POST',
  path: '/api/v1/tickets/{ticketId}/reopen',
  summary: 'Bring back a closed or ignored ticket',
  tag,
  access: 'tickets:close',
  params: ticketParams,
  responses: { 200: ticketCard },
  errors: ['tickets.not_found', 'tickets.not_closed'],
});

export const markTicketSeen = defineRoute({
  operationId: 'markTicketSeen',
  method: 'PUT',
  path: '/api/v1/tickets/{ticketId}/seen',
  summary: 'Remember that the caller has read the ticket up to now',
  tag,
  access: 'tickets:read',
  params: ticketParams,
  responses: { 204: null },
  errors: ['tickets.not_found'],
});

export const ticketRoutes = [
  listStatuses,
  getTicket,
  listTicketMessages,
  takeTicket,
  assignTicket,
  releaseTicket,
  replyToTicket,
  addNote,
  updateTicket,
  classifyTicket,
  closeTicket,
  ignoreTicket,
  reopenTicket,
  markTicketSeen,
];
