import { z } from 'zod';
import { id, instant, page, pageQuery } from './common.ts';
import { defineRoute } from './route.ts';

const tag = 'organizations';

const person = z.object({ id, name: z.string() });

/** What a house says of an organisation of customers: who looks after it, of which line it is, when it is served. */
export const organizationSettings = z.object({
  id,
  name: z.string(),
  /** The organisation that it belongs to. */
  parentName: z.string().nullable(),
  /** AM and CSM: its tickets are of their portfolio. */
  accountManager: person.nullable(),
  successManager: person.nullable(),
  /** Its new tickets are of it. */
  line: person.nullable(),
  /** Its business hours; null: those of the department, or of the house. */
  calendar: person.nullable(),
  version: z.number().int(),
});
export type OrganizationSettings = z.infer<typeof organizationSettings>;

export const organizationParts = ['accountManager', 'successManager', 'line', 'calendar'] as const;
export type OrganizationPart = (typeof organizationParts)[number];

/**
 * One change of an organisation, newest first: who, what, and the names of what was and what is; of its making (`made`),
 * why it was made beside others like it.
 */
export const organizationChange = z.object({
  id,
  at: instant,
  by: z.string().nullable(),
  part: z.enum([...organizationParts, 'made']),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type OrganizationChange = z.infer<typeof organizationChange>;

const params = z.object({ organizationId: id });

export const listOrganizationSettings = defineRoute({
  operationId: 'listOrganizationSettings',
  method: 'GET',
  path: '/api/v1/organization-settings',
  summary: 'Organisations by name, with who looks after each, its line and its calendar',
  tag,
  access: 'departments:manage',
  query: pageQuery.extend({ q: z.string().trim().max(200).default('') }),
  responses: { 200: page(organizationSettings) },
  errors: [],
});

export const listOrganizationChanges = defineRoute({
  operationId: 'listOrganizationChanges',
  method: 'GET',
  path: '/api/v1/organizations/{organizationId}/changes',
  summary: 'The last changes of an organisation, newest first',
  tag,
  access: 'departments:manage',
  params,
  responses: { 200: z.object({ items: z.array(organizationChange) }) },
  errors: ['organizations.not_found'],
});

export const updateOrganization = defineRoute({
  operationId: 'updateOrganization',
  method: 'PATCH',
  path: '/api/v1/organizations/{organizationId}',
  summary:
    'Say who looks after an organisation, of which line it is and by which calendar it is served; what is left out stays',
  tag,
  access: 'departments:manage',
  params,
  body: z.object({
    accountManagerId: id.nullable().optional(),
    successManagerId: id.nullable().optional(),
    lineId: id.nullable().optional(),
    calendarId: id.nullable().optional(),
  }),
  ifMatch: true,
  responses: { 200: organizationSettings },
  errors: [
    'organizations.not_found',
    'organizations.stale_version',
    'agents.not_found',
    'lines.not_found',
    'lines.retired',
    'calendars.not_found',
    'http.precondition_required',
  ],
});

export const customerOrganizationRoutes = [
  listOrganizationSettings,
  listOrganizationChanges,
  updateOrganization,
];
