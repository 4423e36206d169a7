import {
  type Blueprint,
  type BlueprintColumn,
  type BlueprintKind,
  type BlueprintNotice,
  type BlueprintRules,
  type BlueprintWho,
  blueprintFormat,
  namesOthers,
  namesPeople,
} from '@ventanilla/contracts/blueprint-format';
import type { Classification } from '@ventanilla/contracts/classification-definitions';
import type { DefinitionKind } from '@ventanilla/contracts/classification-kinds';
import type { DepartmentRules, Notices, NoticeTo, Who } from '@ventanilla/contracts/department-rules';
import type { Filter } from '@ventanilla/contracts/filters';
import { own } from '@ventanilla/contracts/filters';
import type { Db } from '../../../platform/db/database.ts';
import { readCalendars } from '../../calendar/index.ts';
import { readClassification } from '../../classification/index.ts';
import {
  listDepartments,
  listLines,
  listRoles,
  listTeams,
  readDepartmentSettings,
} from '../../identity/index.ts';
import { listPolicies } from '../../sla/index.ts';
import { listSharedBoards } from '../../views/index.ts';
import { changeFilter } from '../rules/change-filter.rules.ts';
import type { FullItem } from '../rules/items.rules.ts';

/** Something that is told without the people it names, or (`isWhole`) not at all because it is about people. */
export interface LeftOut {
  kind: BlueprintKind;
  name: string;
  isWhole: boolean;
}

/** The present configuration in the format of blueprints: nothing in it is an id, a person or a secret. */
export async function readConfiguration(db: Db): Promise<{ blueprint: Blueprint; leftOut: LeftOut[] }> {
  const leftOut: LeftOut[] = [];
  const parts = await readParts(db);
  const names = new Map(
    [...parts.departments, ...parts.teams, ...parts.lines, ...parts.calendars].map(({ id, name }) => [
      id,
      name,
    ]),
  );
  const told = createTelling({ names, leftOut });
  const blueprint: Blueprint = {
    format: blueprintFormat,
    key: 'current',
    name: 'Configuración actual',
    nameEn: 'Present configuration',
    description: '',
    descriptionEn: '',
    calendars: parts.calendars.map(({ name, isDefault, definition }) => ({
      name,
      ...(isDefault ? { isDefault: true as const } : {}),
      definition,
    })),
    teams: parts.teams.map(({ name, note, active }) => ({ name, note, active })),
    ...definitions(parts.classification),
    departments: parts.departments.map((department) => told.department(department)),
    lines: parts.lines.map(({ name, active, notices }) => ({
      name,
      active,
      notices: told.notices(notices, { kind: 'lines', name }),
    })),
    forms: parts.classification.forms.flatMap(({ place, placeKey, fields }) => {
      const of = place === 'department' ? names.get(placeKey) : placeKey;
      return of === undefined || fields.length === 0 ? [] : [{ place, of, fields: [...fields] }];
    }),
    roles: parts.roles.map(({ name, permissions, scope, narrower }) => ({
      name: name ?? '',
      permissions: [...permissions].sort(),
      scope,
      narrower,
    })),
    policies: parts.policies.flatMap((policy) => told.policy(policy)),
    boards: parts.boards.map((board) => told.board(board)),
  };
  return { blueprint, leftOut };
}

async function readParts(db: Db) {
  const departments = await listDepartments(db);
  const withSettings = [];
  for (const department of departments) {
    const { rules, notices } = await readDepartmentSettings({ departmentId: department.id }, db);
    withSettings.push({ ...department, rules, notices });
  }
  const roles = await listRoles(db);
  return {
    calendars: await readCalendars(db),
    teams: await listTeams(db),
    classification: await readClassification(db),
    departments: withSettings,
    lines: await listLines(db),
    roles: roles.filter(({ builtIn }) => !builtIn),
    policies: await listPolicies(db),
    boards: await listSharedBoards(db),
  };
}

type Parts = Awaited<ReturnType<typeof readParts>>;

/** Definitions without their place and number, in their order. */
function definitions(classification: Classification): Pick<Blueprint, DefinitionKind> {
  const bare = <K extends DefinitionKind>(kind: K) =>
    classification[kind].map((definition) => withoutPlace(definition)) as unknown as FullItem<K>[];
  return {
    types: bare('types'),
    priorities: bare('priorities').map((item) => ({ ...item, typeKeys: [...item.typeKeys].sort() })),
    subjects: bare('subjects'),
    facets: bare('facets'),
    tags: classification.facets.flatMap(({ key }) => bare('tags').filter(({ facetKey }) => facetKey === key)),
    flags: bare('flags'),
    statuses: bare('statuses'),
    fields: bare('fields'),
  } as Pick<Blueprint, DefinitionKind>;
}

function withoutPlace(definition: object): object {
  const entries = Object.entries(definition);
  return Object.fromEntries(
    entries.filter(([property]) => property !== 'position' && property !== 'version'),
  );
}

interface Subject {
  kind: BlueprintKind;
  name: string;
}

/** Says rules, notices and filters in names; what it cannot say without people is noted in `leftOut`. */
function createTelling({ names, leftOut }: { names: ReadonlyMap<string, string>; leftOut: LeftOut[] }) {
  const leave = (subject: Subject, isWhole: boolean) => {
    const isNoted = leftOut.some(({ kind, name }) => kind === subject.kind && name === subject.name);
    if (!isNoted) leftOut.push({ ...subject, isWhole });
  };
  const teams = ({ agentIds, teamIds }: Pick<Who, 'agentIds' | 'teamIds'>, subject: Subject) => {
    if (agentIds.length > 0) leave(subject, false);
    return teamIds.flatMap((id) => names.get(id) ?? []).sort();
  };
  const who = (said: Who | undefined, subject: Subject): BlueprintWho | undefined => {
    if (!said) return undefined;
    const { members, owner } = said;
    const named = { teams: teams(said, subject), members, owner };
    return named.teams.length > 0 || members || owner ? named : undefined;
  };
  const notice = (to: NoticeTo, subject: Subject): BlueprintNotice => {
    const { assigners, owner, closers, customer } = to;
    return { teams: teams(to, subject), assigners, owner, closers, customer };
  };
  const notices = (all: Notices, subject: Subject) =>
    Object.fromEntries(
      Object.entries(all).flatMap(([key, to]) => (to ? [[key, notice(to, subject)] as const] : [])),
    );
  const rules = (all: DepartmentRules, subject: Subject): BlueprintRules => {
    const flags = Object.entries(all.flags).flatMap(([flag, named]) => {
      const said = who(named, subject);
      return said ? [[flag, said] as const] : [];
    });
    return withoutAbsent({
      assign: who(all.assign, subject),
      take: who(all.take, subject),
      flag: who(all.flag, subject),
      close: who(all.close, subject),
      flags: flags.length > 0 ? Object.fromEntries(flags) : undefined,
      atMost: all.atMost ?? undefined,
      replyCloses: all.replyCloses.length > 0 ? [...all.replyCloses] : undefined,
      closeNeeds: all.closeNeeds.length > 0 ? [...all.closeNeeds] : undefined,
    });
  };
  return {
    notices,
    department({ name, description, kind, active, ...more }: Parts['departments'][number]) {
      const subject = { kind: 'departments' as const, name };
      return {
        name,
        description,
        kind,
        active,
        calendar: more.calendarId === null ? null : (names.get(more.calendarId) ?? null),
        rules: rules(more.rules, subject),
        notices: notices(more.notices, subject),
      };
    },
    policy({ name, filter, calendarId, targets, pauses, active }: Parts['policies'][number]) {
      const named = namesPeople(filter) ? null : filterInNames(filter, names);
      if (!named) leave({ kind: 'policies', name }, true);
      const calendar = calendarId === null ? null : (names.get(calendarId) ?? null);
      return named ? [{ name, filter: named, calendar, targets, pauses, active }] : [];
    },
    board({ name, teamId, columns }: Parts['boards'][number]) {
      return {
        name,
        team: teamId === null ? null : (names.get(teamId) ?? null),
        columns: columns.flatMap((column) => {
          const source = sourceInNames(column.source, names);
          if (!source) leave({ kind: 'boards', name }, false);
          return source ? [{ ...column, source }] : [];
        }),
      };
    },
  };
}

/** What stands in a column, without people; null: it cannot be said without them, or can no longer be read. */
function sourceInNames(
  source: Parts['boards'][number]['columns'][number]['source'],
  names: ReadonlyMap<string, string>,
): BlueprintColumn['source'] | null {
  if (source.kind === 'builtIn') return source;
  const filter = source.filter && !namesOthers(source.filter) && filterInNames(source.filter, names);
  return filter ? { kind: 'filter', filter } : null;
}

/** Fields of a filter whose values are ids of what goes by its name. */
const byName = ['department', 'line', 'ownerTeam'];

function filterInNames(filter: Filter, names: ReadonlyMap<string, string>): Filter | null {
  return changeFilter(filter, ({ field, value }) =>
    byName.includes(field) && value !== own ? (names.get(value) ?? null) : value,
  );
}

function withoutAbsent<T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never;
}
