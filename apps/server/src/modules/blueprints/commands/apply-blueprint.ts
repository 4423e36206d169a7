import type { Blueprint, BlueprintKind } from '@ventanilla/contracts/blueprint-format';
import { blueprintKinds } from '@ventanilla/contracts/blueprint-format';
import type { BlueprintDifference } from '@ventanilla/contracts/blueprints';
import type { Permission } from '@ventanilla/contracts/permissions';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { recordAudit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import { previewBlueprint } from '../queries/preview-blueprint.ts';
import { changesNothing, type Step } from '../rules/compare.rules.ts';
import { readPlaces } from './places.ts';
import { orderItems, writeItem } from './write-items.ts';

/** What changing each kind of thing asks for, wherever it is changed. */
const permissionOf: Record<BlueprintKind, Permission> = {
  calendars: 'calendars:manage',
  teams: 'departments:manage',
  types: 'classification:manage',
  priorities: 'classification:manage',
  subjects: 'classification:manage',
  facets: 'classification:manage',
  tags: 'classification:manage',
  flags: 'classification:manage',
  statuses: 'classification:manage',
  fields: 'classification:manage',
  departments: 'departments:manage',
  lines: 'departments:manage',
  forms: 'classification:manage',
  roles: 'roles:manage',
  policies: 'sla:manage',
  boards: 'views:share',
};

/**
 * Adds and changes what a blueprint says, through the commands of whoever owns each thing, all of it or nothing; what
 * it does not say stays, and nothing is removed. A second time changes nothing. Throws what previewing throws,
 * `blueprints.stale` where the difference is no longer the one that was read, and `auth.forbidden` for who may not
 * change something of it by hand.
 * @param input.seen that of the difference that somebody read; undefined: nobody did
 */
export async function applyBlueprint(
  input: { blueprint: Blueprint; seen: string | undefined },
  work: Work,
): Promise<BlueprintDifference> {
  await sql`select pg_advisory_xact_lock(hashtextextended('blueprints', 0))`.execute(work.tx);
  const { comparison, difference } = await previewBlueprint(input, work.tx);
  if (input.seen !== undefined && input.seen !== difference.seen) throw new AppError('blueprints.stale');
  if (changesNothing(comparison)) return difference;
  const { steps, orders } = comparison;
  demandPermissions([...steps.filter(({ action }) => action !== 'keep'), ...orders], work.actor);
  const places = await readPlaces(work.tx);
  for (const kind of blueprintKinds) {
    for (const step of inTurn(steps, kind)) await writeItem(step, places, work);
    const order = orders.find((one) => one.kind === kind);
    if (order) await orderItems(order, places, work);
  }
  const count = (action: Step['action']) => steps.filter((step) => step.action === action).length;
  await recordAudit(
    {
      action: 'blueprint.applied',
      subjectType: 'blueprint',
      subjectId: input.blueprint.key,
      details: { added: count('add'), changed: count('change'), retired: count('retire') },
    },
    work,
  );
  return difference;
}

/** What is retired makes way first: two in use never have one name. */
function inTurn(steps: readonly Step[], kind: BlueprintKind): Step[] {
  const todo = steps.filter((step) => step.kind === kind && step.action !== 'keep');
  return [
    ...todo.filter(({ action }) => action === 'retire'),
    ...todo.filter(({ action }) => action !== 'retire'),
  ];
}

/** Whoever may not do it by hand may not do it this way either. */
function demandPermissions(changed: readonly { kind: BlueprintKind }[], actor: Actor): void {
  if (changed.some(({ kind }) => !actor.permissions.has(permissionOf[kind])))
    throw new AppError('auth.forbidden');
}
