import { z } from 'zod';
import { id, instant, oneLine } from './common.ts';
import { defineRoute } from './route.ts';
import { channelKinds } from './tickets.ts';

const tag = 'departments';
export const teamsMax = 100;
export const linesMax = 50;
/** For whom a team is meant, where its name does not say it. */
export const teamNote = z.string().trim().max(200);
const namedMax = 50;

/** Whom a rule names: whoever is any of them. Nobody at all: everybody whose role lets them. */
export const who = z.object({
  agentIds: z.array(id).max(namedMax).default([]),
  teamIds: z.array(id).max(namedMax).default([]),
  /** Whoever works in the department. */
  members: z.boolean().default(false),
  /** Whoever has the ticket. */
  owner: z.boolean().default(false),
});
export type Who = z.infer<typeof who>;

/** A flag by its key, as the classification of tickets knows it. */
const flagKey = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/);

/** What can be asked for before a ticket is closed. */
export const closeNeeds = ['type', 'priority', 'subject', 'tags', 'time'] as const;
export type CloseNeed = (typeof closeNeeds)[number];

/**
 * What a department allows to whom. Rules narrow what roles allow and never widen it; they hold for the tickets of the
 * department while they are in it.
 */
export const departmentRules = z.object({
  assign: who.prefault({}),
  take: who.prefault({}),
  /** Sets and removes flags; those of `flags` have people of their own. */
  flag: who.prefault({}),
  flags: z.record(flagKey, who).default({}),
  close: who.prefault({}),
  /** Open tickets of this department that one person may have; null: any number. */
  atMost: z.number().int().min(1).max(10_000).nullable().default(null),
  /** Tickets of these channels are closed by answering, unless whoever answers says otherwise (S17). */
  replyCloses: z.array(z.enum(channelKinds)).default([]),
  closeNeeds: z.array(z.enum(closeNeeds)).default([]),
});
export type DepartmentRules = z.infer<typeof departmentRules>;

/** As they are kept: what nobody ever set is left out. */
export type StoredRules = Partial<DepartmentRules>;

/** What can be told about. `flag:<key>`: that flag was set. */
export const noticeEvents = ['created', 'assigned', 'customer_wrote', 'closed'] as const;
const noticeKey = z
  .string()
  .regex(/^(?:created|assigned|customer_wrote|closed|flag:[a-z0-9][a-z0-9_-]{0,59})$/);
export type NoticeKey = (typeof noticeEvents)[number] | `flag:${string}`;

/** Who gets a mail about it; each person one, though several of these name them. */
export const noticeTo = z.object({
  agentIds: z.array(id).max(namedMax).default([]),
  teamIds: z.array(id).max(namedMax).default([]),
  /** Those that the department's rules name to assign. */
  assigners: z.boolean().default(false),
  owner: z.boolean().default(false),
  /** Those that the department's rules name to close. */
  closers: z.boolean().default(false),
  /** Of `closed` alone: the requester is told that it was closed. */
  customer: z.boolean().default(false),
});
export type NoticeTo = z.infer<typeof noticeTo>;

/** Whom a department or a line tells of what (W1). */
export const notices = z.record(noticeKey, noticeTo);
export type Notices = z.infer<typeof notices>;

/** Parts of the settings that a line of the history of changes names. */
export const ruleParts = [
  'assign',
  'take',
  'flag',
  'flags',
  'close',
  'atMost',
  'replyCloses',
  'closeNeeds',
  'notices',
  'members',
  'name',
  'other',
] as const;

/** One change of a department, newest first: who, what, and for people whom it added and took out. */
export const departmentChange = z.object({
  id,
  at: instant,
  by: z.string().nullable(),
  part: z.enum(ruleParts),
  added: z.array(z.string()),
  removed: z.array(z.string()),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type DepartmentChange = z.infer<typeof departmentChange>;

/** What Ajustes → Departamentos shows of one department. */
export const departmentSettings = z.object({
  departmentId: id,
  /** Of the department: the same that its other changes count. */
  version: z.number().int(),
  rules: departmentRules,
  notices,
  /** Mailboxes whose tickets come to it. */
  mailboxes: z.array(z.object({ id, name: z.string(), address: z.string() })),
  changes: z.array(departmentChange),
});
export type DepartmentSettings = z.infer<typeof departmentSettings>;

const departmentParams = z.object({ departmentId: id });

export const getDepartmentSettings = defineRoute({
  operationId: 'getDepartmentSettings',
  method: 'GET',
  path: '/api/v1/departments/{departmentId}/settings',
  summary: 'Rules of a department, whom it tells, what comes to it and its last changes',
  tag,
  access: 'departments:manage',
  params: departmentParams,
  responses: { 200: departmentSettings },
  errors: ['departments.not_found'],
});

export const updateDepartmentSettings = defineRoute({
  operationId: 'updateDepartmentSettings',
  method: 'PATCH',
  path: '/api/v1/departments/{departmentId}/settings',
  summary: 'Change rules and notices of a department; each part that is named is replaced whole',
  tag,
  access: 'departments:manage',
  params: departmentParams,
  body: z.object({
    rules: z
      .object({
        assign: who.optional(),
        take: who.optional(),
        flag: who.optional(),
        flags: z.record(flagKey, who).optional(),
        close: who.optional(),
        atMost: z.number().int().min(1).max(10_000).nullable().optional(),
        replyCloses: z.array(z.enum(channelKinds)).optional(),
        closeNeeds: z.array(z.enum(closeNeeds)).optional(),
      })
      .default({}),
    notices: notices.default({}),
  }),
  ifMatch: true,
  responses: { 200: departmentSettings },
  errors: [
    'departments.not_found',
    'departments.stale_version',
    'agents.not_found',
    'teams.not_found',
    'http.precondition_required',
  ],
});

export const team = z.object({
  id,
  name: z.string(),
  note: z.string(),
  active: z.boolean(),
  memberIds: z.array(id),
  version: z.number().int(),
});
export type Team = z.infer<typeof team>;

const teamWritten = z.object({
  name: oneLine(80),
  note: teamNote.default(''),
  memberIds: z.array(id).max(500).default([]),
});

export const listTeams = defineRoute({
  operationId: 'listTeams',
  method: 'GET',
  path: '/api/v1/teams',
  summary: 'Teams by name, with their members, retired ones included',
  tag: 'teams',
  access: 'agents:read',
  responses: { 200: z.object({ items: z.array(team) }) },
  errors: [],
});

export const createTeam = defineRoute({
  operationId: 'createTeam',
  method: 'POST',
  path: '/api/v1/teams',
  summary: 'Make a team: people of any department who are named together in rules and notices',
  tag: 'teams',
  access: 'departments:manage',
  body: teamWritten,
  responses: { 201: team },
  errors: ['teams.name_taken', 'teams.too_many', 'agents.not_found'],
});

export const updateTeam = defineRoute({
  operationId: 'updateTeam',
  method: 'PATCH',
  path: '/api/v1/teams/{teamId}',
  summary: 'Change a team; a retired one is nobody in rules and notices',
  tag: 'teams',
  access: 'departments:manage',
  params: z.object({ teamId: id }),
  body: z.object({
    name: oneLine(80).optional(),
    note: teamNote.optional(),
    memberIds: z.array(id).max(500).optional(),
    active: z.boolean().optional(),
  }),
  ifMatch: true,
  responses: { 200: team },
  errors: [
    'teams.not_found',
    'teams.name_taken',
    'teams.stale_version',
    'agents.not_found',
    'http.precondition_required',
  ],
});

export const departmentRuleRoutes = [
  getDepartmentSettings,
  updateDepartmentSettings,
  listTeams,
  createTeam,
  updateTeam,
];
