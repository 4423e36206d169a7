import type { Language } from '@ventanilla/contracts/common';
import type { builtInRoles } from '@ventanilla/contracts/permissions';
import type { Db } from '../../../platform/db/database.ts';
import type { Work } from '../../../platform/work.ts';
import { createRoutine, lockRoutines } from '../commands/write-routines.ts';
import { type RoutineRow, readRoutines } from '../routines.store.ts';
import { supportTemplate } from './support-template.ts';

/** Whom the routines of a support desk are for, until somebody says otherwise. */
const supportRoles: (keyof typeof builtInRoles)[] = ['agent', 'department_agent'];

/** What comes with the product, and which of it was applied. */
export async function readTemplate({ language }: { language: Language }, db: Db) {
  const applied = appliedKeys(await readRoutines(db));
  return supportTemplate(language).map(({ key, name, schedule, items }) => ({
    key,
    name,
    schedule,
    items: items.map(({ text }) => text),
    applied: applied.has(key),
  }));
}

/**
 * Adds what was not applied yet; what was stays as it is, archived or not. One whose name somebody gave to another is
 * told apart by a number. Throws `routines.too_many`.
 */
export async function applyTemplate({ language }: { language: Language }, work: Work): Promise<void> {
  const routines = await lockRoutines(work);
  const applied = appliedKeys(routines);
  const names = new Set(
    routines
      .filter(({ archived_at }) => archived_at === null)
      .map(({ name }) => name.toLocaleLowerCase('es')),
  );
  for (const { key, name, ...routine } of supportTemplate(language)) {
    if (applied.has(key)) continue;
    const whom = { roleKeys: supportRoles, departmentIds: [], agentIds: [] };
    await createRoutine({ ...routine, ...whom, name: freeName(name, names), templateKey: key }, work);
  }
}

const appliedKeys = (routines: readonly RoutineRow[]) =>
  new Set(routines.map(({ template_key }) => template_key));

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; taken.has(free.toLocaleLowerCase('es')); number++) free = `${name} (${number})`;
  return free;
}
