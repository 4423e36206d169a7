import type { BlueprintNotice, BlueprintWho } from '@ventanilla/contracts/blueprint-format';
import type { NoticeTo, Who } from '@ventanilla/contracts/department-rules';
import type { Filter } from '@ventanilla/contracts/filters';
import { own } from '@ventanilla/contracts/filters';
import type { Db } from '../../../platform/db/database.ts';
import { readCalendars } from '../../calendar/index.ts';
import { listDepartments, listLines, listTeams } from '../../identity/index.ts';
import { changeFilter } from '../rules/change-filter.rules.ts';

const kinds = ['calendars', 'teams', 'departments', 'lines'] as const;
type Kind = (typeof kinds)[number];

/** The ids of what a blueprint calls by its name. */
export interface Places {
  /** Undefined: there is none of that name. */
  find(kind: Kind, name: string): string | undefined;
  /** Throws for a name that nothing has: references are looked at before anything is written. */
  idOf(kind: Kind, name: string): string;
  learn(kind: Kind, made: { id: string; name: string }): void;
}

export async function readPlaces(db: Db): Promise<Places> {
  const lists = {
    calendars: await readCalendars(db),
    teams: await listTeams(db),
    departments: await listDepartments(db),
    lines: await listLines(db),
  };
  const ids = Object.fromEntries(
    kinds.map((kind) => [kind, new Map(lists[kind].map(({ id, name }) => [name.toLowerCase(), id]))]),
  ) as Record<Kind, Map<string, string>>;
  const find = (kind: Kind, name: string) => ids[kind].get(name.toLowerCase());
  return {
    find,
    idOf(kind, name) {
      const id = find(kind, name);
      if (id === undefined) throw new Error(`no ${kind} of the name that the blueprint gives`);
      return id;
    },
    learn(kind, { id, name }) {
      ids[kind].set(name.toLowerCase(), id);
    },
  };
}

const teamIds = (teams: readonly string[], places: Places) => teams.map((name) => places.idOf('teams', name));

/** The people who are named already stay. */
export function toWho(said: BlueprintWho, before: Who | undefined, places: Places): Who {
  const { teams, members, owner } = said;
  return { agentIds: before?.agentIds ?? [], teamIds: teamIds(teams, places), members, owner };
}

/** The people who are told already stay. */
export function toNotice(said: BlueprintNotice, before: NoticeTo | undefined, places: Places): NoticeTo {
  const { teams, ...others } = said;
  return { agentIds: before?.agentIds ?? [], teamIds: teamIds(teams, places), ...others };
}

/** With the ids of the departments, lines and teams that it names. */
export function toFilter(filter: Filter, places: Places): Filter {
  const changed = changeFilter(filter, ({ field, value }) => {
    if (value === own) return value;
    if (field === 'department') return places.idOf('departments', value);
    if (field === 'ownerTeam') return places.idOf('teams', value);
    return field === 'line' ? places.idOf('lines', value) : value;
  });
  return changed ?? filter;
}
