import type { BulkAction } from '@ventanilla/contracts/bulk';
import type { Classification } from '@ventanilla/contracts/classification-definitions';
import type { NoticeTo, StoredRules } from '@ventanilla/contracts/department-rules';
import type { ErrorCode } from '@ventanilla/contracts/errors';
import type { StatusCategory } from '@ventanilla/contracts/events';
import type { NarrowablePermission } from '@ventanilla/contracts/permissions';
import { advisePriority } from '@ventanilla/contracts/priority.rules';
import type { Actor } from '../../../platform/actor.ts';
import { namedFor, type RuledAction, ruleAllows } from '../department-rules.rules.ts';
import { isWithin } from '../scopes.rules.ts';
import { isFinished } from '../tickets.rules.ts';

const hourMs = 3_600_000;

/** Of a ticket, what decides what becomes of it. */
export interface ForeseenTicket {
  id: string;
  owner_id: string | null;
  department_id: string | null;
  organization_id: string | null;
  status_key: string;
  status_category: StatusCategory;
  closed_at: Date | null;
  first_answer_at: Date | null;
  is_spam: boolean;
  flag: string | null;
  priority_key: string | null;
  type_key: string | null;
  due_at: Date | null;
  close_kept: Record<string, string>;
  /** Its own and its requester's. */
  tags: string[] | null;
  unread: boolean | null;
  /** Something is to be filled in before it is closed, or ignored. */
  unfilled: boolean | null;
  /** Its requester is told of its closing. */
  told: NoticeTo[] | null;
}

/** What is the same for all of them. */
export interface Foreseeing {
  action: BulkAction;
  actor: Actor;
  now: Date;
  departments: ReadonlyMap<string, { name: string; rules: StoredRules }>;
  /** Whom the action gives them to, and how many open tickets they have in each department. */
  owner: { id: string; name: string; openIn: Map<string, number> } | null;
  /** Of the status that the action sets. */
  category: StatusCategory | null;
  definitions: Pick<Classification, 'priorities' | 'tags' | 'facets'>;
}

export type Foreseen =
  | { kind: 'changes'; from: string | null }
  | { kind: 'untouched' }
  | { kind: 'refused'; code: ErrorCode; params: Record<string, string | number> };

const untouched: Foreseen = { kind: 'untouched' };
const changes = (from: string | null = null): Foreseen => ({ kind: 'changes', from });
const refused = (code: ErrorCode, params: Record<string, string | number> = {}): Foreseen => ({
  kind: 'refused',
  code,
  params,
});

/** What becomes of one ticket, before anything is done; the commands decide when their turn comes. */
export function foresee(ticket: ForeseenTicket, around: Foreseeing): Foreseen {
  const { action, actor } = around;
  switch (action.kind) {
    case 'assign':
      return action.agentId === null ? foreseeRelease(ticket, around) : foreseeOwner(ticket, around);
    case 'department':
      return (
        refusal(ticket, around, 'tickets:department') ??
        (ticket.closed_at
          ? refused('tickets.closed')
          : ticket.department_id === action.departmentId
            ? untouched
            : changes(ticket.department_id))
      );
    case 'status':
      return ticket.status_key === action.statusKey ? untouched : foreseeStatus(ticket, around);
    case 'reopen':
      return !ticket.closed_at
        ? untouched
        : (refusal(ticket, around, 'tickets:close') ?? changes(ticket.status_key));
    case 'spam':
      return (
        refusal(ticket, around, 'tickets:close', action.isSpam ? 'close' : null) ??
        (ticket.is_spam === action.isSpam ? untouched : changes())
      );
    case 'read':
      return ticket.unread && actor.kind === 'agent' ? changes() : untouched;
    default:
      return foreseeClassified(ticket, { ...around, action });
  }
}

/** Why this actor may not do this to this ticket; null where they may. */
function refusal(
  ticket: ForeseenTicket,
  { actor, departments }: Foreseeing,
  permission: NarrowablePermission,
  rule: RuledAction | null = null,
): Foreseen | null {
  if (!actor.permissions.has(permission)) return refused('auth.forbidden');
  if (!isWithin(actor.narrower[permission] ?? actor.scope, ticket, actor))
    return refused('tickets.beyond_scope');
  if (rule === null) return null;
  const kept = rule === 'close' && actor.id !== null ? ticket.close_kept[actor.id] : undefined;
  for (const departmentId of [ticket.department_id, ...(kept === undefined ? [] : [kept])]) {
    const department = departmentId === null ? undefined : departments.get(departmentId);
    if (!department || !namedFor(rule, department.rules)) continue;
    const asked = { owner_id: ticket.owner_id, department_id: departmentId };
    if (!ruleAllows(rule, { ticket: asked, rules: department.rules }, actor))
      return refused('tickets.beyond_rule', { department: department.name });
  }
  return null;
}

const notOpen = (ticket: ForeseenTicket): Foreseen | null =>
  ticket.closed_at ? refused('tickets.closed') : ticket.is_spam ? refused('tickets.is_spam') : null;

function foreseeOwner(ticket: ForeseenTicket, around: Foreseeing): Foreseen {
  const { actor, departments } = around;
  const owner = around.owner!;
  const isTaking = owner.id === actor.id && ticket.owner_id === null && actor.permissions.has('tickets:take');
  const may = isTaking
    ? refusal(ticket, around, 'tickets:take', 'take')
    : refusal(ticket, around, 'tickets:assign', 'assign');
  const no = may ?? notOpen(ticket);
  if (no) return no;
  if (ticket.owner_id === owner.id) return untouched;
  const department = ticket.department_id === null ? undefined : departments.get(ticket.department_id);
  const max = department?.rules.atMost ?? null;
  if (department && max !== null) {
    const open = owner.openIn.get(ticket.department_id!) ?? 0;
    if (open >= max)
      return refused('tickets.too_many_open', { name: owner.name, max, department: department.name });
    owner.openIn.set(ticket.department_id!, open + 1);
  }
  return changes(ticket.owner_id);
}

function foreseeRelease(ticket: ForeseenTicket, around: Foreseeing): Foreseen {
  const no = refusal(ticket, around, 'tickets:take') ?? notOpen(ticket);
  if (no) return no;
  if (ticket.owner_id === null) return untouched;
  if (ticket.owner_id === around.actor.id) return changes(ticket.owner_id);
  return refusal(ticket, around, 'tickets:assign', 'assign') ?? changes(ticket.owner_id);
}

function foreseeStatus(ticket: ForeseenTicket, around: Foreseeing): Foreseen {
  const category = around.category!;
  if (!isFinished(category))
    return (
      refusal(ticket, around, 'tickets:status') ??
      (ticket.closed_at ? refused('tickets.closed') : changes(ticket.status_key))
    );
  const no = refusal(ticket, around, 'tickets:close', 'close');
  if (no) return no;
  if (ticket.closed_at) return refused('tickets.closed');
  if (category === 'closed' && !ticket.first_answer_at) return refused('tickets.never_answered');
  if (category === 'ignored' && ticket.first_answer_at) return refused('tickets.already_answered');
  return ticket.unfilled ? refused('tickets.fields_missing', { fields: '…' }) : changes(ticket.status_key);
}

function foreseeClassified(ticket: ForeseenTicket, around: Foreseeing): Foreseen {
  const no = refusal(ticket, around, 'tickets:classify');
  if (no) return no;
  if (ticket.is_spam) return refused('tickets.is_spam');
  const { action } = around;
  switch (action.kind) {
    case 'flag': {
      if (ticket.flag === action.flag) return untouched;
      const rule = `flag:${action.flag ?? ticket.flag}` as const;
      return refusal(ticket, around, 'tickets:classify', rule) ?? changes(ticket.flag);
    }
    case 'priority': {
      if (ticket.priority_key === action.priorityKey) return untouched;
      const needs = action.reason === undefined && needsReason(ticket, action.priorityKey, around);
      return needs ? refused('tickets.reason_missing') : changes(ticket.priority_key);
    }
    case 'type':
      return ticket.type_key === action.typeKey ? untouched : changes(ticket.type_key);
    case 'tags': {
      const has = (key: string) => ticket.tags?.includes(key) ?? false;
      const isSame =
        action.add.every(has) && !action.remove.some((key) => !action.add.includes(key) && has(key));
      return isSame ? untouched : changes();
    }
    default:
      return untouched;
  }
}

/** Its type and its hour suggest another priority than this one. */
function needsReason(
  { type_key, due_at }: ForeseenTicket,
  to: string | null,
  { definitions, now }: Foreseeing,
): boolean {
  if (to === null) return false;
  const dueInHours = due_at && (due_at.getTime() - now.getTime()) / hourMs;
  const active = definitions.priorities.filter((one) => one.active);
  return !advisePriority({ typeKey: type_key, wanted: null, dueInHours }, active).fitting.includes(to);
}
