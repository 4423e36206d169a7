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
  summary: 'Organisations by part of their name or by the domain of their mail, at most eight',
  tag: 'directory',
  access: 'people:read',
  query: hitsQuery,
  responses: { 200: z.object({ items: z.array(organizationRef) }) },
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

/** Somebody who is not in the directory yet; an address or number that one has leads to that person. */
export const newRequester = z.object({
  name: oneLine(120),
  email: z.email().nullable().default(null),
  phone: z.string().trim().max(40).nullable().default(null),
  organizationId: id.nullable().default(null),
});

/** `phone`: what somebody said in a call, in their voice; `email`: we write to them first. */
export const openingKinds = ['phone', 'email'] as const;

export const openTicket = defineRoute({
  operationId: 'openTicket',
  method: 'POST',
  path: '/api/v1/tickets',
  summary: 'Open a ticket by hand, from a call or by writing first; who opened it stays in its history (P1)',
  tag,
  access: 'tickets:create',
  body: z.object({
    kind: z.enum(openingKinds),
    requester: z.union([z.object({ contactId: id }), newRequester]),
    subject: oneLine(998),
    text: z.string().trim().min(1).max(messageLengthMax),
    uploadIds: z.array(id).max(attachmentsPerMessageMax).default([]),
    /** Who will see to it; nobody when null. Whoever writes first has it in any case. */
    ownerId: id.nullable().default(null),
    withSignature: z.boolean().default(false),
    /** What it is, from its beginning. */
    classification: classifying.optional(),
  }),
  responses: { 201: ticketCard },
  errors: [
    'contacts.not_found',
    'contacts.not_a_phone',
    'organizations.not_found',
    'tickets.no_reply_address',
    'tickets.unknown_agent',
    'tickets.upload_not_found',
    'tickets.fields_missing',
    ...classifyErrors,
  ],
});

export const newTicketRoutes = [findContacts, findOrganizations, listOpenTickets, openTicket];
