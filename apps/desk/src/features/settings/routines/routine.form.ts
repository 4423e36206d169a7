import type { Filter } from '@ventanilla/contracts/filters';
import type {
  Routine,
  RoutineBody,
  RoutineEvent,
  RoutineEvery,
  RoutineSchedule,
} from '@ventanilla/contracts/routines';

/** How often, as it is being written: what each kind asks for is kept while another is looked at. */
export interface ScheduleDraft {
  every: RoutineEvery;
  at: string;
  weekday: number;
  from: string;
  day: number;
  nth: number;
  dates: string[];
  on: RoutineEvent;
  hours: number;
}

export interface ItemDraft {
  id: string;
  text: string;
  filter: Filter | null;
  /** The filter as text. */
  filterText: string | null;
}

export interface RoutineDraft
  extends Pick<RoutineBody, 'name' | 'note' | 'roleKeys' | 'departmentIds' | 'agentIds'> {
  schedule: ScheduleDraft;
  items: ItemDraft[];
}

/** An id that no item of the routine has. */
export function newItem(items: readonly ItemDraft[]): ItemDraft {
  const taken = new Set(items.map(({ id }) => id));
  let number = items.length + 1;
  while (taken.has(`item-${number}`)) number += 1;
  return { id: `item-${number}`, text: '', filter: null, filterText: null };
}

/** `today`: `2026-11-20`, from which every two weeks are counted. */
export function newDraft(today: string): RoutineDraft {
  return {
    name: '',
    note: '',
    roleKeys: [],
    departmentIds: [],
    agentIds: [],
    schedule: {
      every: 'workday',
      at: '10:00',
      weekday: 1,
      from: today,
      day: 1,
      nth: 1,
      dates: [],
      on: 'ticket_received',
      hours: 4,
    },
    items: [newItem([])],
  };
}

export function toDraft(routine: Routine, today: string): RoutineDraft {
  const { name, note, roleKeys, departmentIds, agentIds, schedule, items } = routine;
  return {
    name,
    note,
    roleKeys,
    departmentIds,
    agentIds,
    schedule: { ...newDraft(today).schedule, ...schedule },
    items,
  };
}

/** What is saved of it; dates in order, each once, blank ones left out. */
export function toSchedule(draft: ScheduleDraft): RoutineSchedule {
  const { every, at, weekday, from, day, nth, dates, on, hours } = draft;
  switch (every) {
    case 'day':
    case 'workday':
      return { every, at };
    case 'week':
      return { every, weekday, at };
    case 'two_weeks':
      return { every, weekday, from, at };
    case 'month_day':
      return { every, day, at };
    case 'month_workday':
      return { every, nth, at };
    case 'dates':
      return { every, dates: [...new Set(dates.filter(Boolean))].sort((a, b) => (a < b ? -1 : 1)), at };
    case 'shift':
      return { every };
    case 'event':
      return { every, on, hours };
  }
}

export function toBody({ schedule, items, ...draft }: RoutineDraft): RoutineBody {
  return {
    ...draft,
    name: draft.name.trim(),
    note: draft.note.trim(),
    schedule: toSchedule(schedule),
    items: items.map(({ id, text, filter }) => ({ id, text: text.trim(), filter })),
  };
}

/** What keeps it from being saved. */
export function problemsOf({ name, roleKeys, departmentIds, agentIds, items, schedule }: RoutineDraft) {
  return {
    name: name.trim() === '',
    nobody: roleKeys.length + departmentIds.length + agentIds.length === 0,
    time: !/^\d{2}:\d{2}$/.test(schedule.at),
    from: schedule.every === 'two_weeks' && schedule.from === '',
    items: items.flatMap(({ text }, at) => (text.trim() === '' ? [at] : [])),
  };
}

export function isSound(draft: RoutineDraft): boolean {
  const { name, nobody, time, from, items } = problemsOf(draft);
  return !name && !nobody && !time && !from && items.length === 0 && draft.items.length > 0;
}
