import { z } from 'zod';
import { backupFailures } from './backups.ts';
import { definitionKinds } from './classification-kinds.ts';
import { clockMetric } from './clocks.ts';
import { id, instant } from './common.ts';
import { organizationParts } from './organizations.ts';
import { statusCategories } from './status-categories.ts';
import { authenticationResults } from './ticket-message.ts';

/**
 * The payload of every event by type and version. Payloads hold ids, enums and numbers only: no text, name,
 * address or subject line (those are looked up, so that erasing a person leaves the log whole). A published
 * schema never changes; a new shape is a new version.
 */

export { type StatusCategory, statusCategories } from './status-categories.ts';

const status = z.object({ key: z.string(), category: z.enum(statusCategories) });
/** Ticket events carry the ticket's version after the change, so that readers can tell old from new. */
const ticket = z.object({ ticketId: id, version: z.number().int() });

export const statusReasons = [
  'manual',
  'take',
  'release',
  'reply',
  'customer_message',
  'close',
  'ignore',
  'reopen',
] as const;

export const proposalStates = ['open', 'accepted', 'dismissed'] as const;
export type ProposalState = (typeof proposalStates)[number];

/** What of a ticket is classified. `tag`: of the ticket; `contact_tag`: of its requester. */
export const classifiedFields = [
  'title',
  'type',
  'subject',
  'priority',
  'flag',
  'due',
  'tag',
  'contact_tag',
  'field',
] as const;
export type ClassifiedField = (typeof classifiedFields)[number];

export const eventPayloads = {
  'ticket.created@1': ticket.extend({
    number: z.number().int(),
    channelAccountId: id.nullable(),
    requesterId: id,
    organizationId: id.nullable(),
    previousTicketId: id.nullable(),
    status,
  }),
  'ticket.owner_changed@1': ticket.extend({
    from: id.nullable(),
    to: id.nullable(),
    how: z.enum(['take', 'assign', 'release']),
  }),
  'ticket.department_changed@1': ticket.extend({ from: id.nullable(), to: id.nullable() }),
  'ticket.line_changed@1': ticket.extend({ from: id.nullable(), to: id.nullable() }),
  'ticket.status_changed@1': ticket.extend({ from: status, to: status, reason: z.enum(statusReasons) }),
  /** One of what tickets are told apart by was set; of what a person wrote (its title too), the words are in `field_versions`. */
  'ticket.classified@1': ticket.extend({
    field: z.enum(classifiedFields),
    /** Which one, of `field`. */
    fieldKey: z.string().nullable(),
    /** Keys and instants; null where there was or is none, and where the value is somebody's words. */
    from: z.string().nullable(),
    to: z.string().nullable(),
  }),
  /** Somebody noted time that they worked on it, or took it back. */
  'ticket.time_noted@1': ticket.extend({
    entryId: id,
    minutes: z.number().int(),
    billable: z.boolean(),
    isRemoved: z.boolean(),
  }),
  'message.added@1': ticket.extend({
    messageId: id,
    direction: z.enum(['in', 'out']),
    visibility: z.enum(['public', 'private', 'internal']),
    authorKind: z.enum(['customer', 'agent', 'system']),
    isAuto: z.boolean(),
  }),
  /** A received mail was read again from its original, and reads differently now. */
  'message.reread@1': ticket.extend({ messageId: id }),
  /** It was found out where a received mail came from, after it had become a message. */
  'message.authenticated@1': ticket.extend({ messageId: id, dmarc: z.enum(authenticationResults) }),
  /** The same mail came to another mailbox of ours too. */
  'message.also_received@1': ticket.extend({ messageId: id, channelAccountId: id }),
  /** Whoever wrote it counts as a participant now, or no longer (`trusted: false`). */
  'message.sender_trusted@1': ticket.extend({ messageId: id, contactId: id, trusted: z.boolean() }),
  /** The author of a mail that an agent passed on, proposed as requester. */
  'requester.proposal_changed@1': ticket.extend({ messageId: id, state: z.enum(proposalStates) }),
  'ticket.requester_changed@1': ticket.extend({ from: id, to: id }),
  'message.delivery_changed@1': ticket.extend({
    messageId: id,
    outboundId: id,
    state: z.enum(['queued', 'sent', 'failed']),
  }),
  /** Of the recipients of a mail, a server refused some for good. */
  'message.recipients_refused@1': ticket.extend({ messageId: id, outboundId: id, count: z.number().int() }),
  'message.recipient_settled@1': ticket.extend({
    messageId: id,
    outboundId: id,
    how: z.enum(['removed', 'corrected']),
  }),
  /** A file that travelled as a link can no longer be downloaded. */
  'message.file_link_revoked@1': ticket.extend({ messageId: id, attachmentId: id }),
  'ticket.spam_changed@1': ticket.extend({ isSpam: z.boolean(), by: z.enum(['filter', 'agent']) }),
  'mail_alarm.raised@1': z.object({
    alarmId: id,
    channelAccountId: id,
    reason: z.enum(['too_many', 'same_words', 'answers_capped']),
  }),
  /** Another server said later that a mail of ours did not arrive. */
  'message.bounced@1': ticket.extend({ messageId: id, outboundId: id, permanent: z.boolean() }),
  'contact.address_bounced@1': z.object({
    contactId: id,
    identityId: id,
    ticketId: id,
    permanent: z.boolean(),
  }),
  'contact.address_cleared@1': z.object({
    contactId: id,
    identityId: id,
    how: z.enum(['by_hand', 'they_wrote', 'delivered']),
  }),
  /** An answer that could not be sent when it was due; its author has it back. */
  'reply.stopped@1': ticket.extend({ scheduledReplyId: id, agentId: id, reason: z.string() }),
  /** An answer that leaves at a certain hour, and one that was called off before. */
  'reply.scheduled@1': ticket.extend({ scheduledReplyId: id, agentId: id, dueAtMs: z.number().int() }),
  'reply.called_off@1': ticket.extend({ scheduledReplyId: id, agentId: id }),
  /** Somebody entered an organisation by hand. */
  'organization.created@1': z.object({ organizationId: id }),
  /** Who looks after an organisation, its line or its calendar is another. */
  'organization.changed@1': z.object({
    organizationId: id,
    part: z.enum(organizationParts),
    from: id.nullable(),
    to: id.nullable(),
  }),
  'line.changed@1': z.object({ lineId: id }),
  'department.changed@1': z.object({ departmentId: id }),
  /** What tickets are told apart by reads differently now; `key` is null where it is an order or a form. */
  'classification.changed@1': z.object({
    kind: z.enum([...definitionKinds, 'forms']),
    key: z.string().nullable(),
  }),
  'contact.tags_changed@1': z.object({
    contactId: id,
    added: z.array(z.string()),
    removed: z.array(z.string()),
  }),
  /** Who may do what there, or what is asked for there, is another thing now. */
  'department.rules_changed@1': z.object({ departmentId: id }),
  'team.changed@1': z.object({ teamId: id }),
  'role.changed@1': z.object({ roleKey: z.string() }),
  'agent.created@1': z.object({ agentId: id, roleKey: z.string() }),
  'agent.changed@1': z.object({ agentId: id, roleKey: z.string(), active: z.boolean() }),
  'agent.sessions_revoked@1': z.object({ agentId: id, sessionId: z.string().nullable() }),
  'api_key.revoked@1': z.object({ apiKeyId: id }),
  /** A copy of the whole installation ended, well or not. */
  'backup.finished@1': z.object({
    runId: id,
    state: z.enum(['done', 'incomplete', 'failed']),
    problem: z.enum(backupFailures).nullable(),
  }),
  /** The last good copy is too old, or there is none. */
  'backup.late@1': z.object({ lastGoodAt: instant.nullable() }),
  /** Administrators were told that a mailbox cannot be read, or that it can again. */
  'mailbox.outage_told@1': z.object({ channelAccountId: id, state: z.enum(['began', 'ended']) }),
  'calendar.created@1': z.object({ calendarId: id }),
  /** `hoursChanged`: more than its name is different, so that what was counted with it counts anew. */
  'calendar.changed@1': z.object({
    calendarId: id,
    version: z.number().int(),
    hoursChanged: z.boolean(),
    becameDefault: z.boolean(),
  }),
  'calendar.deleted@1': z.object({ calendarId: id }),
  /** What a card shows of its clocks is different; its version stays, because nobody changed the ticket. */
  'ticket.clock_changed@1': ticket,
  /** A clock is about to be over, and is; each is said once. */
  'sla.warned@1': ticket.extend({ clockId: id, metric: clockMetric, policyId: id }),
  'sla.breached@1': ticket.extend({ clockId: id, metric: clockMetric, policyId: id }),
  /** A saved filter was made, changed, removed or put back. */
  'board.changed@1': z.object({ boardId: id, what: z.enum(['created', 'changed', 'deleted', 'restored']) }),
  'view.changed@1': z.object({ viewId: id, what: z.enum(['created', 'changed', 'deleted', 'restored']) }),
  /** How much each factor counts in the order of the queue is different. */
  'triage.weights_changed@1': z.object({ version: z.number().int() }),
  'routine.changed@1': z.object({
    routineId: id,
    what: z.enum(['created', 'changed', 'archived', 'restored']),
  }),
  /** Somebody's duty is about to be due, or is; said once. */
  'routine.due@1': z.object({ runId: id, routineId: id, agentId: id }),
  'sla.policies_changed@1': z.object({ policyId: id.nullable() }),
  'mailbox.changed@1': z.object({ channelAccountId: id, state: z.enum(['active', 'paused', 'failing']) }),
} as const;

export type EventKey = keyof typeof eventPayloads;
/** `ticket.created@1` → `ticket.created`. */
export type EventType = EventKey extends `${infer T}@${number}` ? T : never;
export type EventPayload<K extends EventKey> = z.infer<(typeof eventPayloads)[K]>;

export const origins = ['live', 'import', 'demo', 'practice', 'replay'] as const;
export type Origin = (typeof origins)[number];

/** Who caused an event: an agent, a contact, the product itself, or a program with an API key. */
export const eventActor = z.object({
  kind: z.enum(['agent', 'contact', 'system', 'api_key']),
  id: z.string().nullable(),
});
export type EventActor = z.infer<typeof eventActor>;
