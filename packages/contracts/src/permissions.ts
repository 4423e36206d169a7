/** Every permission of the product. A route declares exactly one; a role and an API key are lists of them. */
export const permissions = [
  'tickets:read',
  'tickets:create',
  'tickets:take',
  'tickets:assign',
  'tickets:department',
  'tickets:reply',
  'tickets:note',
  'tickets:status',
  'tickets:classify',
  'tickets:close',
  'people:read',
  'agents:read',
  'agents:manage',
  'departments:manage',
  'roles:manage',
  'organization:manage',
  'api_keys:manage',
  'mailboxes:manage',
  'outbox:read',
  'set_aside:manage',
  'backups:manage',
  'calendars:manage',
  'classification:manage',
  'sla:manage',
  'views:share',
  'team:manage',
  'triage:manage',
  'routines:manage',
  'tickets:export',
  'intake:write',
] as const;

export type Permission = (typeof permissions)[number];

/** What is done to one ticket, and may reach less far than reading does. */
export const narrowable = [
  'tickets:take',
  'tickets:assign',
  'tickets:department',
  'tickets:reply',
  'tickets:note',
  'tickets:status',
  'tickets:classify',
  'tickets:close',
] as const satisfies readonly Permission[];
export type NarrowablePermission = (typeof narrowable)[number];

const desk: readonly Permission[] = [
  'tickets:read',
  'tickets:create',
  ...narrowable,
  'people:read',
  'agents:read',
];

/**
 * Which tickets somebody sees, from the widest to the narrowest. `departments`: of their departments, of none, and
 * their own; `portfolio`: of the organisations that they look after, and their own; `own`: only theirs.
 */
export const scopes = ['all', 'departments', 'portfolio', 'own', 'none'] as const;
export type Scope = (typeof scopes)[number];

/** Whether one scope shows nothing that another does not: departments and a portfolio are beside each other. */
export function isScopeWithin(one: Scope, other: Scope): boolean {
  if (one === 'portfolio' && other === 'departments') return false;
  return scopes.indexOf(one) >= scopes.indexOf(other);
}

export interface Powers {
  permissions: readonly Permission[];
  /** Which tickets are read. */
  scope: Scope;
  /** Permissions that hold for fewer tickets than are read. */
  narrower: Partial<Record<NarrowablePermission, Scope>>;
}

/** The roles every installation starts with (P15). Keys are stable; names are phrases. */
export const builtInRoles = {
  admin: { permissions, scope: 'all', narrower: {} },
  supervisor: {
    permissions: [...desk, 'outbox:read', 'views:share', 'team:manage', 'routines:manage', 'tickets:export'],
    scope: 'all',
    narrower: {},
  },
  agent: { permissions: desk, scope: 'all', narrower: {} },
  /** Works for their departments alone. */
  department_agent: { permissions: desk, scope: 'departments', narrower: {} },
  /** Account manager, and who sees that customers do well: of the organisations that they look after. */
  am: { permissions: desk, scope: 'portfolio', narrower: {} },
  csm: { permissions: desk, scope: 'portfolio', narrower: {} },
  /** An internal area: works on what is passed to it, and leaves the word to the customer and the end to others. */
  area: {
    permissions: [
      'tickets:read',
      'tickets:take',
      'tickets:department',
      'tickets:note',
      'tickets:status',
      'tickets:classify',
      'people:read',
      'agents:read',
    ],
    scope: 'departments',
    narrower: {},
  },
  /** Dirección: reads everything, changes nothing. */
  direction: { permissions: ['tickets:read', 'people:read', 'agents:read'], scope: 'all', narrower: {} },
} as const satisfies Record<string, Powers>;

export type BuiltInRole = keyof typeof builtInRoles;

export const builtInRoleKeys = Object.keys(builtInRoles) as BuiltInRole[];
