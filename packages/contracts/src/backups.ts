import { z } from 'zod';
import { id, instant } from './common.ts';
import { defineRoute } from './route.ts';

const tag = 'backups';

/** Why a copy failed; each has a phrase. */
export const backupFailures = [
  'folder_unwritable',
  'folder_of_another',
  'no_space',
  'damaged',
  'interrupted',
  'files_missing',
  'failed',
] as const;
export type BackupFailure = (typeof backupFailures)[number];

/** `incomplete`: whole but for files whose bytes were not there. */
export const backupStates = ['waiting', 'running', 'done', 'incomplete', 'failed'] as const;

/** Most copies kept of each kind. */
export const keepMax = 366;

export const backupSettings = z.object({
  enabled: z.boolean(),
  /** Hour of the company's day, 0 to 23. */
  hour: z.number().int().min(0).max(23),
  /** Folder on the machine of the worker; absolute. */
  folder: z.string().trim().min(1).max(500),
  /** The newest of each of so many days, weeks and months are kept. */
  keepDaily: z.number().int().min(1).max(keepMax),
  keepWeekly: z.number().int().min(0).max(keepMax),
  keepMonthly: z.number().int().min(0).max(keepMax),
});
export type BackupSettings = z.infer<typeof backupSettings>;

export const backupRun = z.object({
  id,
  state: z.enum(backupStates),
  /** Who asked for it; null: its hour came. */
  askedBy: z.string().nullable(),
  askedAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  copyId: z.string().nullable(),
  folder: z.string().nullable(),
  rows: z.number().int().nullable(),
  files: z.number().int().nullable(),
  /** Bytes that it added to its folder. */
  addedBytes: z.number().int().nullable(),
  missingFiles: z.number().int().nullable(),
  failure: z.enum(backupFailures).nullable(),
  /** Whether it was removed because newer ones took its place. */
  removed: z.boolean(),
});
export type BackupRun = z.infer<typeof backupRun>;

/** `off`: no schedule. `late`: the last good copy is too old, or there is none though there should be. */
export const backupHealth = z.enum(['off', 'well', 'late']);

export const backups = z.object({
  settings: backupSettings,
  health: backupHealth,
  lastGoodAt: instant.nullable(),
  /** In whose hours the schedule counts. */
  timeZone: z.string(),
  /** Whether the folder is on the disk of the data, which it then is lost with; null where that cannot be told. */
  sameDisk: z.boolean().nullable(),
  /** Where the keys are, which no copy holds: a file, or the name of the setting. */
  keysPlace: z.string(),
  runs: z.array(backupRun),
});

export const getBackups = defineRoute({
  operationId: 'getBackups',
  method: 'GET',
  path: '/api/v1/backups',
  summary: 'The schedule of copies of the whole installation, and the last of them, newest first',
  tag,
  access: 'backups:manage',
  responses: { 200: backups },
  errors: [],
});

export const getBackupHealth = defineRoute({
  operationId: 'getBackupHealth',
  method: 'GET',
  path: '/api/v1/backups/health',
  summary: 'Whether copies are made as they should be',
  tag,
  access: 'backups:manage',
  responses: { 200: z.object({ health: backupHealth, lastGoodAt: instant.nullable() }) },
  errors: [],
});

export const setBackupSettings = defineRoute({
  operationId: 'setBackupSettings',
  method: 'PUT',
  path: '/api/v1/backups/settings',
  summary: 'Change when copies are made, where they go and how many are kept',
  tag,
  access: 'backups:manage',
  body: backupSettings,
  responses: { 200: backupSettings },
  errors: [
    'backups.folder_not_absolute',
    'backups.folder_public',
    'backups.folder_taken',
    'backups.folder_unwritable',
  ],
});

export const startBackup = defineRoute({
  operationId: 'startBackup',
  method: 'POST',
  path: '/api/v1/backups',
  summary: 'Make a copy now; it begins within seconds',
  tag,
  access: 'backups:manage',
  responses: { 202: backupRun },
  errors: ['backups.running'],
});

export const backupRoutes = [getBackups, getBackupHealth, setBackupSettings, startBackup];
