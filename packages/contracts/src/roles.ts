import { z } from 'zod';
import { oneLine } from './common.ts';
import { narrowable, permissions, scopes } from './permissions.ts';
import { defineRoute } from './route.ts';

const tag = 'roles';
export const rolesMax = 50;
/** Of a built-in role its stable name, of another one an id. */
export const roleKey = z.string().min(1).max(64);

const powers = {
  permissions: z.array(z.enum(permissions)),
  /** Which tickets are read. */
  scope: z.enum(scopes),
  /** Permissions that hold for fewer tickets than are read. */
  narrower: z.partialRecord(z.enum(narrowable), z.enum(scopes)),
};

/** A role with what its holders may really do. */
export const role = z.object({
  key: roleKey,
  /** Null: built in, its name is a phrase. */
  name: z.string().nullable(),
  ...powers,
  builtIn: z.boolean(),
  agents: z.number().int(),
  version: z.number().int(),
});
export type Role = z.infer<typeof role>;

const written = z.object({ name: oneLine(80), ...powers });

export const listRoles = defineRoute({
  operationId: 'listRoles',
  method: 'GET',
  path: '/api/v1/roles',
  summary: 'Roles with their powers and how many agents hold each; built-in ones first',
  tag,
  access: 'agents:read',
  responses: { 200: z.object({ items: z.array(role) }) },
  errors: [],
});

export const createRole = defineRoute({
  operationId: 'createRole',
  method: 'POST',
  path: '/api/v1/roles',
  summary: 'Make a role; nobody makes one that can do more than they can',
  tag,
  access: 'roles:manage',
  body: written,
  responses: { 201: role },
  errors: ['roles.name_taken', 'roles.too_many'],
});

export const updateRole = defineRoute({
  operationId: 'updateRole',
  method: 'PATCH',
  path: '/api/v1/roles/{roleKey}',
  summary: 'Change a role of one’s own making; whoever holds it works by it at once',
  tag,
  access: 'roles:manage',
  params: z.object({ roleKey }),
  body: written.partial(),
  ifMatch: true,
  responses: { 200: role },
  errors: [
    'roles.not_found',
    'roles.built_in',
    'roles.name_taken',
    'roles.stale_version',
    'http.precondition_required',
  ],
});

export const removeRole = defineRoute({
  operationId: 'removeRole',
  method: 'DELETE',
  path: '/api/v1/roles/{roleKey}',
  summary: 'Remove a role that nobody holds',
  tag,
  access: 'roles:manage',
  params: z.object({ roleKey }),
  responses: { 204: null },
  errors: ['roles.not_found', 'roles.built_in', 'roles.held'],
});

export const roleRoutes = [listRoles, createRole, updateRole, removeRole];
