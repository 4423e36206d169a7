/** Every permission of the product. A route declares exactly one; a role and an API key are lists of them. */
export const permissions = [
  'tickets:read',
  'tickets:create',
  'tickets:take',
  'tickets:assign',
  'tickets:reply',
  'tickets:note',
  'tickets:status',
  'tickets:close',
  'people:read',
  'agents:read',
  'agents:manage',
  'organization:manage',
  'api_keys:manage',
  'mailboxes:manage',
  'outbox:read',
  'set_aside:manage',
  'backups:manage',
  'intake:write',
] as const;

export type Permission = (typeof permissions)[number];

const desk: readonly Permission[] = [
  'tickets:read',
  'tickets:create',
  'tickets:take',
  'tickets:assign',
  'tickets:reply',
  'tickets:note',
  'tickets:status',
  'tickets:close',
  'people:read',
  'agents:read',
];

/** The roles every installation starts with (P15). Keys are stable; names are phrases. */
export const builtInRoles = {
  admin: [...permissions],
  supervisor: [...desk, 'outbox:read'],
  agent: desk,
} as const satisfies Record<string, readonly Permission[]>;

export type RoleKey = keyof typeof builtInRoles;

export const roleKeys = ['admin', 'supervisor', 'agent'] as const satisfies readonly RoleKey[];
