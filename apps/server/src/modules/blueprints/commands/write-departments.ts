import type { BlueprintRules } from '@ventanilla/contracts/blueprint-format';
import type { DepartmentRules, Notices } from '@ventanilla/contracts/department-rules';
import type { Work } from '../../../platform/work.ts';
import {
  changeDepartmentSettings,
  createDepartment,
  createLine,
  listDepartments,
  listLines,
  readDepartmentSettings,
  updateDepartment,
  updateLine,
} from '../../identity/index.ts';
import type { Step } from '../rules/compare.rules.ts';
import type { FullItem } from '../rules/items.rules.ts';
import { type Places, toNotice, toWho } from './places.ts';

/** A department with its rules and notices; the people whom they name stay named. */
export async function writeDepartment(
  { item }: Step<'departments'>,
  places: Places,
  work: Work,
): Promise<void> {
  const { name, description, kind, active, calendar } = item;
  const calendarId = calendar === null ? null : places.idOf('calendars', calendar);
  const written = { description, kind, calendarId };
  const id = places.find('departments', name);
  const made =
    id === undefined
      ? await createDepartment({ name, ...written, memberIds: [] }, work)
      : (await listDepartments(work.tx, [id]))[0]!;
  places.learn('departments', made);
  const departmentId = made.id;
  const isSame =
    made.description === description &&
    made.kind === kind &&
    made.active === active &&
    made.calendarId === calendarId;
  if (!isSame) {
    const changes = { ...written, active };
    await updateDepartment({ departmentId, version: made.version, changes }, work);
  }
  const before = await readDepartmentSettings({ departmentId }, work.tx);
  const rules = toRules(item.rules, before.rules, places);
  const notices = toNotices(item.notices, before.notices, places);
  await changeDepartmentSettings({ departmentId, version: before.version, rules, notices }, work);
}

/** A line with whom it tells; the people who are told already stay. */
export async function writeLine({ item }: Step<'lines'>, places: Places, work: Work): Promise<void> {
  const { name, active } = item;
  const id = places.find('lines', name);
  const made = id === undefined ? await createLine({ name }, work) : (await listLines(work.tx, id))[0]!;
  places.learn('lines', made);
  const notices = toNotices(item.notices, made.notices, places);
  await updateLine({ lineId: made.id, version: made.version, active, notices }, work);
}

function toNotices(said: FullItem<'lines'>['notices'], before: Notices, places: Places): Notices {
  const known = before as Record<string, Notices['created']>;
  return Object.fromEntries(
    Object.entries(said).map(([key, notice]) => [key, toNotice(notice, known[key], places)]),
  );
}

function toRules(said: BlueprintRules, before: DepartmentRules, places: Places): Partial<DepartmentRules> {
  const { flags, atMost, replyCloses, closeNeeds, ...named } = said;
  const people = Object.entries(named).flatMap(([part, who]) =>
    who ? [[part, toWho(who, before[part as keyof typeof named], places)] as const] : [],
  );
  const ofFlags = Object.entries(flags ?? {}).flatMap(([flag, who]) =>
    who ? [[flag, toWho(who, before.flags[flag], places)] as const] : [],
  );
  return {
    ...Object.fromEntries(people),
    ...(ofFlags.length > 0 ? { flags: { ...before.flags, ...Object.fromEntries(ofFlags) } } : {}),
    ...(atMost === undefined ? {} : { atMost }),
    ...(replyCloses === undefined ? {} : { replyCloses }),
    ...(closeNeeds === undefined ? {} : { closeNeeds }),
  };
}
