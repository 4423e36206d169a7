import { z } from 'zod';
import { id, oneLine } from './common.ts';
import { defineRoute } from './route.ts';
import { ticketCard } from './tickets.ts';

const tag = 'departments';
export const departmentsMax = 100;

/** `external`: customers' tickets come to it. `internal`: an area that helps the others (W1). */
export const departmentKinds = ['external', 'internal'] as const;

export const department = z.object({
  id,
  name: z.string(),
  description: z.string(),
  kind: z.enum(departmentKinds),
  active: z.boolean(),
  position: z.number().int(),
  /** Its business hours; null: those that hold elsewhere. */
  calendarId: id.nullable(),
  memberIds: z.array(id),
  version: z.number().int(),
});
export type Department = z.infer<typeof department>;

const written = z.object({
  name: oneLine(80),
  description: z.string().trim().max(400).default(''),
  kind: z.enum(departmentKinds).default('external'),
  memberIds: z.array(id).max(500).default([]),
  calendarId: id.nullable().default(null),
});

export const listDepartments = defineRoute({
  operationId: 'listDepartments',
  method: 'GET',
  path: '/api/v1/departments',
  summary: 'Departments in their order, retired ones included',
  tag,
  access: 'agents:read',
  responses: { 200: z.object({ items: z.array(department) }) },
  errors: [],
});

export const createDepartment = defineRoute({
  operationId: 'createDepartment',
  method: 'POST',
  path: '/api/v1/departments',
  summary: 'Make a department, last in order',
  tag,
  access: 'departments:manage',
  body: written,
  responses: { 201: department },
  errors: ['departments.name_taken', 'departments.too_many', 'agents.not_found', 'calendars.not_found'],
});

export const updateDepartment = defineRoute({
  operationId: 'updateDepartment',
  method: 'PATCH',
  path: '/api/v1/departments/{departmentId}',
  summary: 'Change a department; a retired one keeps its tickets and takes no new ones',
  tag,
  access: 'departments:manage',
  params: z.object({ departmentId: id }),
  body: z.object({
    name: written.shape.name.optional(),
    description: z.string().trim().max(400).optional(),
    kind: z.enum(departmentKinds).optional(),
    active: z.boolean().optional(),
    memberIds: z.array(id).max(500).optional(),
    calendarId: id.nullable().optional(),
  }),
  ifMatch: true,
  responses: { 200: department },
  errors: [
    'departments.not_found',
    'departments.name_taken',
    'departments.stale_version',
    'agents.not_found',
    'calendars.not_found',
    'http.precondition_required',
  ],
});

export const orderDepartments = defineRoute({
  operationId: 'orderDepartments',
  method: 'PUT',
  path: '/api/v1/departments/order',
  summary: 'Put the departments in an order; those that are not named come last, as they were',
  tag,
  access: 'departments:manage',
  body: z.object({ departmentIds: z.array(id).max(departmentsMax) }),
  responses: { 200: z.object({ items: z.array(department) }) },
  errors: [],
});

export const setTicketDepartment = defineRoute({
  operationId: 'setTicketDepartment',
  method: 'PUT',
  path: '/api/v1/tickets/{ticketId}/department',
  summary: 'Pass a ticket to another department, or to none; an owner who does not work there loses it',
  tag: 'tickets',
  access: 'tickets:department',
  params: z.object({ ticketId: id }),
  body: z.object({ departmentId: id.nullable() }),
  responses: { 200: ticketCard },
  errors: [
    'tickets.not_found',
    'tickets.beyond_scope',
    'tickets.closed',
    'departments.not_found',
    'departments.retired',
  ],
});

export const departmentRoutes = [
  listDepartments,
  createDepartment,
  updateDepartment,
  orderDepartments,
  setTicketDepartment,
];
