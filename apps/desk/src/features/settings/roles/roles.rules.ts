import { isScopeWithin } from '@ventanilla/contracts/permissions';
import type { NarrowablePermission, Permission, Role, Scope } from '@ventanilla/web';

/** From the widest to the narrowest. */
export const scopes: readonly Scope[] = ['all', 'departments', 'portfolio', 'own', 'none'];

/** What is done to one ticket, and may reach less far than reading does. */
export const narrowable: readonly NarrowablePermission[] = [
  'tickets:take',
  'tickets:assign',
  'tickets:department',
  'tickets:reply',
  'tickets:note',
  'tickets:status',
  'tickets:classify',
  'tickets:close',
];

/** Everything else, by what it is about. */
export const otherPermissions = {
  tickets: ['tickets:read', 'tickets:create'],
  people: [
    'people:read',
    'agents:read',
    'team:manage',
    'outbox:read',
    'mailboxes:manage',
    'set_aside:manage',
    'intake:write',
  ],
  settings: [
    'agents:manage',
    'departments:manage',
    'roles:manage',
    'calendars:manage',
    'classification:manage',
    'sla:manage',
    'triage:manage',
    'routines:manage',
    'organization:manage',
    'api_keys:manage',
    'backups:manage',
  ],
} as const satisfies Record<string, readonly Permission[]>;

export type Powers = Pick<Role, 'permissions' | 'scope' | 'narrower'>;

/** How far a permission of a role really reaches; null where the role has it not. */
export function reachOf(
  permission: NarrowablePermission,
  { permissions, scope, narrower }: Powers,
): Scope | null {
  if (!permissions.includes(permission)) return null;
  return narrower[permission] === undefined ? scope : narrowerOf(scope, narrower[permission]);
}

/** What both show at least: of departments and a portfolio, which are beside each other, what is their own. */
export function narrowerOf(one: Scope, other: Scope): Scope {
  if (isScopeWithin(one, other)) return one;
  return isScopeWithin(other, one) ? other : 'own';
}

/** Scopes no wider than one. */
export function scopesWithin(widest: Scope): Scope[] {
  return scopes.filter((scope) => isScopeWithin(scope, widest));
}

/** Whether somebody with powers of their own may give those of a role, as the server decides. */
export function isWithin(asked: Powers, own: Powers): boolean {
  return (
    isScopeWithin(asked.scope, own.scope) &&
    asked.permissions.every((permission) => own.permissions.includes(permission)) &&
    narrowable.every((permission) => {
      const wanted = reachOf(permission, asked);
      const held = reachOf(permission, own);
      return wanted === null || (held !== null && isScopeWithin(wanted, held));
    })
  );
}

/** A role's powers with one action reaching so far; null: not at all. */
export function withReach(
  permission: NarrowablePermission,
  reach: Scope | null,
  { permissions, narrower, scope }: Powers,
): Pick<Powers, 'permissions' | 'narrower'> {
  const { [permission]: _, ...others } = narrower;
  const without = permissions.filter((one) => one !== permission);
  if (reach === null) return { permissions: without, narrower: others };
  return {
    permissions: [...without, permission],
    narrower: reach === scope ? others : { ...others, [permission]: reach },
  };
}

/** The actions of a role by how far they reach, widest first. */
export function actionsByReach(powers: Powers): { reach: Scope; actions: NarrowablePermission[] }[] {
  return scopes
    .map((reach) => ({ reach, actions: narrowable.filter((one) => reachOf(one, powers) === reach) }))
    .filter(({ reach, actions }) => actions.length > 0 && reach !== 'none');
}
