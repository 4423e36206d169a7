import type { BulkAction } from '@ventanilla/contracts/bulk';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import * as set from './set-values.ts';
import { isSame, readState, type TicketState } from './ticket-state.ts';

/** Does to one ticket what a run does to each: the same command, gate and permission as by hand. */
export async function changeTicket(
  { ticketId, action }: { ticketId: string; action: BulkAction },
  work: Work,
): Promise<void> {
  switch (action.kind) {
    case 'assign':
      return set.setOwner({ ticketId, agentId: action.agentId, anyway: action.anyway ?? false }, work);
    case 'department':
      return set.setDepartment({ ticketId, departmentId: action.departmentId }, work);
    case 'status':
      return set.setStatus({ ticketId, statusKey: action.statusKey }, work);
    case 'reopen':
      return set.reopen({ ticketId }, work);
    case 'flag':
      return set.classify({ ticketId, flag: action.flag }, work);
    case 'priority': {
      const reason = action.reason === undefined ? {} : { priorityReason: action.reason };
      return set.classify({ ticketId, priorityKey: action.priorityKey, ...reason }, work);
    }
    case 'type':
      return set.classify({ ticketId, typeKey: action.typeKey }, work);
    case 'tags':
      return set.classify({ ticketId, addTags: action.add, removeTags: action.remove }, work);
    case 'spam':
      return set.setSpam({ ticketId, isSpam: action.isSpam }, work);
    case 'read':
      return set.read({ ticketId }, work);
  }
}

interface Undoing {
  ticketId: string;
  action: BulkAction;
  /** What the run that is taken back changed. */
  before: Partial<TicketState>;
  after: Partial<TicketState>;
}

/** What an action is about; the rest of what it changed followed from it. */
const aboutOf: Record<BulkAction['kind'], keyof TicketState> = {
  assign: 'ownerId',
  department: 'departmentId',
  status: 'statusKey',
  reopen: 'statusKey',
  flag: 'flag',
  priority: 'priorityKey',
  type: 'typeKey',
  tags: 'tags',
  spam: 'isSpam',
  read: 'seenAt',
};

/**
 * Gives one ticket back what it had, where the value that the run set still stands. Throws `bulk.changed_since` where
 * somebody changed it; of what followed from it, only what still stands is put back.
 */
export async function undoTicket({ ticketId, action, before, after }: Undoing, work: Work): Promise<void> {
  const agentId = work.actor.id!;
  const isOurs = async (key: keyof TicketState) => {
    const now = await readState({ ticketId, agentId }, work.tx);
    return now !== null && key in after && isSame(now[key], after[key]);
  };
  if (action.kind === 'tags') return undoTags({ ticketId, before, after }, work);
  if (!(await isOurs(aboutOf[action.kind]))) throw new AppError('bulk.changed_since');
  if (before.isSpam !== undefined) await set.setSpam({ ticketId, isSpam: before.isSpam }, work);
  if (before.departmentId !== undefined)
    await set.setDepartment({ ticketId, departmentId: before.departmentId }, work);
  // Passing it back may have released it: whoever has it now is asked anew.
  if (before.ownerId !== undefined && (await isOurs('ownerId')))
    await set.setOwner({ ticketId, agentId: before.ownerId, anyway: true }, work);
  if (before.statusKey !== undefined && (await isOurs('statusKey')))
    await set.setStatus({ ticketId, statusKey: before.statusKey, mayReopen: true }, work);
  if (before.flag !== undefined) await set.classify({ ticketId, flag: before.flag }, work);
  if (before.priorityKey !== undefined)
    await set.classify({ ticketId, priorityKey: before.priorityKey }, work);
  if (before.typeKey !== undefined) await set.classify({ ticketId, typeKey: before.typeKey }, work);
  if (before.seenAt !== undefined) await set.unread({ ticketId, seenAt: before.seenAt }, work);
}

/** Tags are one's own each: those that came and are still there go, those that went and are still away come back. */
async function undoTags(
  { ticketId, before, after }: Pick<Undoing, 'ticketId' | 'before' | 'after'>,
  work: Work,
): Promise<void> {
  const had = before.tags ?? [];
  const got = after.tags ?? [];
  const now = (await readState({ ticketId, agentId: work.actor.id! }, work.tx))?.tags ?? [];
  const removeTags = got.filter((key) => !had.includes(key) && now.includes(key));
  const addTags = had.filter((key) => !got.includes(key) && !now.includes(key));
  if (removeTags.length + addTags.length === 0) throw new AppError('bulk.changed_since');
  await set.classify({ ticketId, addTags, removeTags }, work);
}
