import { z } from 'zod';
import { id, instant, oneLine } from './common.ts';
import { attachmentsPerMessageMax } from './files.ts';
import { defineRoute } from './route.ts';
import { classifyErrors, classifying } from './ticket-classification.ts';
import { statusRef } from './ticket-history.ts';
import { ticketCard } from './tickets.ts';
import { messageLengthMax } from './written.ts';

const tag = 'tickets';

/** People and organisations offered for one search. */
export const directoryHitsMax = 8;

const organizationRef = z.object({ id, name: z.string(), parentName: z.string().nullable() });

/** One that is as like as this, in percent, is asked about before another is made beside it. */
export const likeEnough = 60;
export const organizationHit = organizationRef.extend({
  domains: z.array(z.string()),
  /** How like its name is to what was searched, in percent. */
  likeness: z.number().int().min(0).max(100),
});
export type OrganizationHit = z.infer<typeof organizationHit>;

export const contactHit = z.object({
  id,
  name: z.string(),
  organization: organizationRef.nullable(),
  emails: z.array(z.string()),
  phones: z.array(z.string()),
});
export type ContactHit = z.infer<typeof contactHit>;

const hitsQuery = z.object({ q: z.string().trim().min(1).max(200) });

export const findContacts = defineRoute({
  operationId: 'findContacts',
  method: 'GET',
  path: '/api/v1/contacts',
  summary: 'People by part of their name, address or phone number; the best known first, at most eight',
  tag: 'directory',
  access: 'people:read',
  query: hitsQuery,
  responses: { 200: z.object({ items: z.array(contactHit) }) },
  errors: [],
});

export const findOrganizations = defineRoute({
  operationId: 'findOrganizations',
  method: 'GET',
  path: '/api/v1/organizations',
  summary:
    'Organisations by the domain of their mail, by part of their name or by a name like it, the likest first; at most eight',
  tag: 'directory',
  access: 'people:read',
  query: hitsQuery,
  responses: { 200: z.object({ items: z.array(organizationHit) }) },
  errors: [],
});

export const openTicketHint = z.object({
  id,
  number: z.number().int(),
  subject: z.string(),
  status: statusRef,
  requesterName: z.string(),
  ownerName: z.string().nullable(),
  activityAt: instant,
});
export type OpenTicketHint = z.infer<typeof openTicketHint>;

export const listOpenTickets = defineRoute({
  operationId: 'listOpenTickets',
  method: 'GET',
  path: '/api/v1/open-tickets',
  summary: 'What is already open of a person, and of their organisation, before another ticket is opened',
  tag,
  access: 'tickets:read',
  query: z.object({ contactId: id.optional(), organizationId: id.optional() }),
  responses: { 200: z.object({ items: z.array(openTicketHint) }) },
  errors: [],
});

/** Addresses, and numbers, of one person entered by hand. */
export const identitiesMax = 10;
/** An address is of somebody's work or their own; null where nobody said. */
export const addressLabels = ['official', 'personal'] as const;
export const addressLabel = z.enum(addressLabels);

/** Somebody who is not in the directory yet; an address or number that one has leads to that person (W5). */
export const newRequester = z.strictObject({
  name: oneLine(120),
  /** What they do, such as «Coordinadora de secundaria». */
  jobTitle: oneLine(120).nullable().default(null),
  emails: z
    .array(z.object({ address: z.email(), label: addressLabel.nullable().default(null) }))
    .max(identitiesMax)
    .default([]),
  phones: z.array(z.string().trim().min(1).max(40)).max(identitiesMax).default([]),
  organizationId: id.nullable().default(null),
  /** One that is not in the directory yet; where others are like it, with why it is another (W5). */
  newOrganization: z
    .strictObject({ name: oneLine(120), reason: oneLine(300).nullable().default(null) })
    .nullable()
    .default(null),
});
const requester = z.union([z.strictObject({ contactId: id }), newRequester]);

/**
 * `phone`: what somebody said in a call, in their voice; `user`: the same, said some other way; `email`: we write to them
 * first; `internal`: the house asks itself, with a note that nobody outside reads.
 */
export const openingKinds = ['phone', 'user', 'email', 'internal'] as const;
/** Those whose first message is the customer's, whom somebody here wrote down. */
const voicedKinds: readonly string[] = ['phone', 'user'];

const opened = {
  kind: z.enum(openingKinds),
  subject: oneLine(998),
  text: z.string().trim().min(1).max(messageLengthMax),
  /** Who will see to it; nobody when null. Whoever writes first has it in any case. */
  ownerId: id.nullable().default(null),
  /** Where it goes; null: where its mailbox or its line say, if anywhere. */
  departmentId: id.nullable().default(null),
  withSignature: z.boolean().default(false),
  /** What it is, from its beginning. */
  classification: classifying.optional(),
  /** What was answered in the call itself: the ticket is closed from its beginning. Only of what somebody said. */
  resolution: z.string().trim().min(1).max(messageLengthMax).optional(),
};
const isResolvable = (body: { kind: string; resolution?: string | undefined }) =>
  body.resolution === undefined || voicedKinds.includes(body.kind);
const onlyVoiced = { path: ['resolution'], message: 'only of what somebody said' };

const openErrors = [
  'contacts.not_found',
  'contacts.not_a_phone',
  'organizations.not_found',
  'organizations.reason_missing',
  'departments.not_found',
  'departments.retired',
  'tickets.no_reply_address',
  'tickets.unknown_agent',
  'tickets.fields_missing',
  ...classifyErrors,
] as const;

/** People who ask the same at once. */
export const requestersMax = 50;

export const openTicket = defineRoute({
  operationId: 'openTicket',
  method: 'POST',
  path: '/api/v1/tickets',
  summary: 'Open a ticket by hand, from a call or by writing first; who opened it stays in its history (P1)',
  tag,
  access: 'tickets:create',
  body: z
    .object({
      ...opened,
      /** Null, of an internal one: whoever opens it. */
      requester: requester.nullable().default(null),
      uploadIds: z.array(id).max(attachmentsPerMessageMax).default([]),
    })
    .refine((body) => body.requester !== null || body.kind === 'internal', { path: ['requester'] })
    .refine(isResolvable, onlyVoiced),
  responses: { 201: ticketCard },
  errors: [...openErrors, 'tickets.upload_not_found'],
});

export const openSeveralTickets = defineRoute({
  operationId: 'openSeveralTickets',
  method: 'POST',
  path: '/api/v1/tickets/several',
  summary: 'Open the same ticket for each of several people: all of them, or none',
  tag,
  access: 'tickets:create',
  body: z
    .object({ ...opened, requesters: z.array(requester).min(1).max(requestersMax) })
    .refine(isResolvable, onlyVoiced),
  responses: { 201: z.object({ items: z.array(ticketCard) }) },
  errors: openErrors,
});

export const newTicketRoutes = [
  findContacts,
  findOrganizations,
  listOpenTickets,
  openTicket,
  openSeveralTickets,
];
