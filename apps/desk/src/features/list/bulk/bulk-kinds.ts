import type { BulkAction, Permission } from '@ventanilla/web';
import {
  CircleDot,
  Flag,
  Layers,
  type LucideIcon,
  MailOpen,
  RotateCcw,
  ShieldAlert,
  ShieldCheck,
  SignalHigh,
  Tag,
  UserRoundCheck,
  Users,
} from 'lucide-react';

/** What the bar offers: kinds of actions, and two of one kind apart. */
export type BulkKind = Exclude<BulkAction['kind'], never> | 'notSpam';

interface KindRow {
  icon: LucideIcon;
  permission: Permission;
  /** It asks for a value first. */
  asks: boolean;
}

/** Whoever lacks the permission is not offered it; whether it holds for each ticket the server says. */
export const bulkKinds: Record<BulkKind, KindRow> = {
  assign: { icon: UserRoundCheck, permission: 'tickets:take', asks: true },
  status: { icon: CircleDot, permission: 'tickets:status', asks: true },
  flag: { icon: Flag, permission: 'tickets:classify', asks: true },
  priority: { icon: SignalHigh, permission: 'tickets:classify', asks: true },
  tags: { icon: Tag, permission: 'tickets:classify', asks: true },
  type: { icon: Layers, permission: 'tickets:classify', asks: true },
  department: { icon: Users, permission: 'tickets:department', asks: true },
  reopen: { icon: RotateCcw, permission: 'tickets:close', asks: false },
  spam: { icon: ShieldAlert, permission: 'tickets:close', asks: false },
  notSpam: { icon: ShieldCheck, permission: 'tickets:close', asks: false },
  read: { icon: MailOpen, permission: 'tickets:read', asks: false },
};

/** In the bar itself; the others are behind «···». */
export const barKinds = ['assign', 'status', 'flag', 'priority', 'tags'] as const satisfies BulkKind[];
export const moreKinds = [
  'type',
  'department',
  'reopen',
  'read',
  'spam',
  'notSpam',
] as const satisfies BulkKind[];

/** The action of a kind that asks for nothing. */
export function plainAction(kind: BulkKind): BulkAction | null {
  if (kind === 'reopen' || kind === 'read') return { kind };
  if (kind === 'spam' || kind === 'notSpam') return { kind: 'spam', isSpam: kind === 'spam' };
  return null;
}
