import type { BlueprintKind } from '@ventanilla/contracts/blueprint-format';
import { type DefinitionKind, definitionKinds } from '@ventanilla/contracts/classification-kinds';
import type { Work } from '../../../platform/work.ts';
import { changeCalendar, createCalendar, readCalendars, toCalendar } from '../../calendar/index.ts';
import { orderDefinitions, setForm, upsertDefinition } from '../../classification/index.ts';
import {
  createRole,
  createTeam,
  listRoles,
  listTeams,
  orderDepartments,
  updateRole,
  updateTeam,
} from '../../identity/index.ts';
import { createPolicy, listPolicies, orderPolicies, updatePolicy } from '../../sla/index.ts';
import { writeSharedBoard } from '../../views/index.ts';
import type { Step } from '../rules/compare.rules.ts';
import { type Places, toFilter } from './places.ts';
import { writeDepartment, writeLine } from './write-departments.ts';

type Write<K extends BlueprintKind> = (step: Step<K>, places: Places, work: Work) => Promise<unknown>;

function isDefinition(kind: BlueprintKind): kind is DefinitionKind {
  return (definitionKinds as readonly string[]).includes(kind);
}

/** Types, priorities and the rest by which tickets are told apart, each by its key. */
function writeDefinition({ kind, item }: Step<DefinitionKind>, work: Work): Promise<unknown> {
  const { key, ...values } = item;
  return upsertDefinition({ kind, key, values: values as never }, work);
}

const writers: { [K in Exclude<BlueprintKind, DefinitionKind>]: Write<K> } = {
  async calendars({ item, before }, places, work) {
    const { name, definition, isDefault } = item;
    const known = await readCalendars(work.tx);
    const id = places.find('calendars', name);
    const there = known.find((calendar) => calendar.id === id);
    const made = there ?? toCalendar(await createCalendar({ name, definition }, work));
    places.learn('calendars', { id: made.id, name });
    const becomesDefault = isDefault === true && !made.isDefault;
    if (before === null && !becomesDefault) return;
    const change = { definition, ...(becomesDefault ? { isDefault: true as const } : {}) };
    await changeCalendar({ calendarId: made.id, version: made.version, change }, work);
  },

  /** A new team begins with whoever makes it, so that what it may do can be done from the first day. */
  async teams({ item }, places, work) {
    const { name, note, active } = item;
    const { actor } = work;
    const memberIds = actor.kind === 'agent' && actor.id !== null ? [actor.id] : [];
    const id = places.find('teams', name);
    const known = id === undefined ? undefined : (await listTeams(work.tx, id))[0];
    const team = known ?? (await createTeam({ name, note, memberIds }, work));
    places.learn('teams', team);
    if (team.note === note && team.active === active) return;
    await updateTeam({ teamId: team.id, version: team.version, changes: { note, active } }, work);
  },

  departments: writeDepartment,
  lines: writeLine,

  async forms({ item }, places, work) {
    const { place, of, fields } = item;
    const placeKey = place === 'department' ? places.idOf('departments', of) : of;
    await setForm({ place, placeKey, fields, version: null }, work);
  },

  async roles({ item }, _places, work) {
    const { name, permissions, scope, narrower } = item;
    const known = (await listRoles(work.tx)).find((role) => role.name?.toLowerCase() === name.toLowerCase());
    const changes = { permissions, scope, narrower };
    if (!known) await createRole({ name, ...changes }, work);
    else await updateRole({ roleKey: known.key, version: known.version, changes }, work);
  },

  async policies({ item }, places, work) {
    const { name, calendar, filter, targets, pauses, active } = item;
    const calendarId = calendar === null ? null : places.idOf('calendars', calendar);
    const policy = { name, calendarId, filter: toFilter(filter, places), targets, pauses, active };
    const known = (await listPolicies(work.tx)).find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!known) await createPolicy(policy, work);
    else await updatePolicy({ policyId: known.id, version: known.version, policy }, work);
  },

  async boards({ item: { name, team, columns } }, places, work) {
    const teamId = team === null ? null : places.idOf('teams', team);
    const written = columns.map(({ source, ...column }) =>
      source.kind === 'builtIn'
        ? { ...column, source }
        : { ...column, source: { ...source, filter: toFilter(source.filter, places) } },
    );
    await writeSharedBoard({ name, teamId, columns: written }, work);
  },
};

/** Makes one thing what it is to be, through the command of whoever owns it. */
export async function writeItem(step: Step, places: Places, work: Work): Promise<void> {
  const { kind } = step;
  if (isDefinition(kind)) await writeDefinition(step as Step<DefinitionKind>, work);
  else await (writers[kind] as Write<BlueprintKind>)(step, places, work);
}

/** Puts the things of a kind in their order; those that a blueprint does not say come last, as they were. */
export async function orderItems(
  { kind, ids }: { kind: BlueprintKind; ids: readonly string[] },
  places: Places,
  work: Work,
): Promise<void> {
  if (isDefinition(kind)) await orderDefinitions({ kind, keys: ids }, work);
  else if (kind === 'departments') {
    const departmentIds = ids.map((name) => places.idOf('departments', name));
    await orderDepartments({ departmentIds }, work);
  } else if (kind === 'policies') {
    const known = await listPolicies(work.tx);
    const policyIds = ids.flatMap((name) => known.find((one) => one.name.toLowerCase() === name)?.id ?? []);
    await orderPolicies({ policyIds }, work);
  }
}
