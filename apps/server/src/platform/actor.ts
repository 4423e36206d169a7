import type { Language } from '@ventanilla/contracts/common';
import type { EventActor } from '@ventanilla/contracts/events';
import {
  type NarrowablePermission,
  type Permission,
  permissions,
  type Scope,
} from '@ventanilla/contracts/permissions';

/** Whoever acts: identified once at the edge, then passed along. */
export interface Actor {
  kind: EventActor['kind'];
  /** Agent, contact or key; null for the product itself. */
  id: string | null;
  name: string;
  permissions: ReadonlySet<Permission>;
  /** Which tickets they read; every query passes it through `visibleTo`. */
  scope: Scope;
  /** Permissions that hold for fewer tickets than they read. */
  narrower: Partial<Record<NarrowablePermission, Scope>>;
  /** Departments they work in. */
  departmentIds: readonly string[];
  /** Organisations that they look after, as account manager or as customer success manager. */
  portfolioIds: readonly string[];
  /** Teams in use that they are in: rules of departments name them. */
  teamIds: readonly string[];
  language: Language;
  /** Session of a browser, so that live streams can be closed with it. */
  sessionId: string | null;
}

/** The product acting by itself: intake, reactions, timers. */
export const systemActor: Actor = {
  kind: 'system',
  id: null,
  name: 'Ventanilla',
  permissions: new Set(permissions),
  scope: 'all',
  narrower: {},
  departmentIds: [],
  portfolioIds: [],
  teamIds: [],
  language: 'es',
  sessionId: null,
};

/** The same for all who read the same tickets. */
export function scopeKey({ scope, id, departmentIds, portfolioIds }: Actor): string {
  if (scope === 'all' || scope === 'none') return scope;
  const places = scope === 'departments' ? departmentIds : scope === 'portfolio' ? portfolioIds : [];
  return `${scope}:${id}:${[...places].sort().join(',')}`;
}
