import { isDeepStrictEqual } from 'node:util';
import {
  type DepartmentRules,
  type DepartmentSettings,
  departmentRules,
  type Notices,
  type Who,
} from '@ventanilla/contracts/department-rules';
import { sql } from 'kysely';
import { recordAudit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { type RecordedChange, readDepartmentSettings } from './department-settings.ts';
import { demandSight, lockDepartments } from './write-departments.ts';

type RuleChanges = { [K in keyof DepartmentRules]?: DepartmentRules[K] | undefined };

/**
 * Replaces the parts of a department's rules and notices that are named. Whoever has its tickets on screen sees at once
 * what they may do now. Throws `departments.not_found`, `departments.stale_version`, `agents.not_found`,
 * `teams.not_found`, and `auth.forbidden` for who does not see its tickets.
 */
export async function changeDepartmentSettings(
  input: { departmentId: string; version: number; rules: RuleChanges; notices: Notices },
  work: Work,
): Promise<DepartmentSettings> {
  const { departmentId } = input;
  await lockDepartments(work);
  const before = await readDepartmentSettings({ departmentId }, work.tx);
  if (before.version !== input.version) throw new AppError('departments.stale_version');
  demandSight(departmentId, work.actor);
  const asked = Object.fromEntries(Object.entries(input.rules).filter(([, value]) => value !== undefined));
  const rules = departmentRules.parse({ ...before.rules, ...asked });
  const notices = { ...before.notices, ...input.notices };
  await demandKnown([...peopleOf(asked), ...Object.values(input.notices)], work);
  const changes = [...changesOf(before.rules, rules), ...noticeChanges(before.notices, notices)];
  if (changes.length === 0) return before;
  await work.tx
    .updateTable('departments')
    .set({
      rules: JSON.stringify(rules),
      notices: JSON.stringify(notices),
      version: before.version + 1,
    })
    .where('id', '=', departmentId)
    .execute();
  await recordAudit(
    {
      action: 'department.settings_changed',
      subjectType: 'department',
      subjectId: departmentId,
      details: { changes },
    },
    work,
  );
  if (changes.some(({ part }) => part !== 'notices')) {
    const subject = { type: 'department', id: departmentId };
    await appendEvents([event('department.rules_changed@1', subject, { departmentId })], work);
  }
  return readDepartmentSettings({ departmentId }, work.tx);
}

type Named = Pick<Who, 'agentIds' | 'teamIds'>;

function isNamed(value: unknown): value is Named {
  return typeof value === 'object' && value !== null && 'agentIds' in value && 'teamIds' in value;
}

function peopleOf(rules: RuleChanges): Named[] {
  const values: unknown[] = [...Object.values(rules), ...Object.values(rules.flags ?? {})];
  return values.filter(isNamed);
}

/** Throws `agents.not_found` and `teams.not_found`. */
export async function demandKnown(named: readonly (Named | undefined)[], work: Work): Promise<void> {
  const agentIds = [...new Set(named.flatMap((one) => one?.agentIds ?? []))];
  const teamIds = [...new Set(named.flatMap((one) => one?.teamIds ?? []))];
  const { rows } = await sql<{ agents: number; teams: number }>`
    select (select count(*)::int from agents where id = any(${agentIds}::uuid[])) as agents,
      (select count(*)::int from teams where id = any(${teamIds}::uuid[])) as teams`.execute(work.tx);
  if (rows[0]!.agents !== agentIds.length) throw new AppError('agents.not_found');
  if (rows[0]!.teams !== teamIds.length) throw new AppError('teams.not_found');
}

function changesOf(before: DepartmentRules, after: DepartmentRules): RecordedChange[] {
  return (Object.keys(after) as (keyof DepartmentRules)[]).flatMap((part) => {
    const was: unknown = before[part];
    const is: unknown = after[part];
    if (isDeepStrictEqual(was, is)) return [];
    const said = (value: unknown) => (typeof value === 'number' ? String(value) : null);
    return [{ part, ...peopleChanged(was, is), from: said(was), to: said(is) }];
  });
}

/** What of the notices is different, with the ids of the people and teams who came and went. */
export function noticeChanges(before: Notices, after: Notices): RecordedChange[] {
  return Object.keys(after)
    .filter((key) => !isDeepStrictEqual(before[key], after[key]))
    .map((key) => ({
      part: 'notices' as const,
      ...peopleChanged(before[key], after[key]),
      from: null,
      to: key,
    }));
}

function peopleChanged(was: unknown, is: unknown): Pick<RecordedChange, 'added' | 'removed'> {
  const ids = (value: unknown) => (isNamed(value) ? [...value.agentIds, ...value.teamIds] : []);
  return {
    added: ids(is).filter((one) => !ids(was).includes(one)),
    removed: ids(was).filter((one) => !ids(is).includes(one)),
  };
}
