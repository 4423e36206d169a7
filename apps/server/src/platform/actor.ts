import type { Language } from '@ventanilla/contracts/common';
import type { EventActor } from '@ventanilla/contracts/events';
import { type Permission, permissions } from '@ventanilla/contracts/permissions';

/** Which tickets somebody may see. Later a filter; every query passes it through `visibleTo`. */
export type Scope = 'all' | 'none';

/** Whoever acts: identified once at the edge, then passed along. */
export interface Actor {
  kind: EventActor['kind'];
  /** Agent, contact or key; null for the product itself. */
  id: string | null;
  name: string;
  permissions: ReadonlySet<Permission>;
  scope: Scope;
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
  language: 'es',
  sessionId: null,
};
